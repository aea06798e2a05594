import { describe, expect, it } from '@jest/globals';
import { createQuarantine } from './quarantine.ts';

/** Work that goes on until it is told to end, and says that it has begun. */
function work(begun: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = () => {
    begun.push(name);
    return promise;
  };
  return { run, end: resolve };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the quarantine of a process', () => {
  it('lets work run side by side, and what must be alone when all of it has ended', async () => {
    const begun: string[] = [];
    const quarantine = createQuarantine();
    const [a, b, alone, late] = ['a', 'b', 'alone', 'late'].map((name) => work(begun, name));
    const all = [
      quarantine.beside(a?.run ?? Promise.reject),
      quarantine.beside(b?.run ?? Promise.reject),
      quarantine.alone(alone?.run ?? Promise.reject),
      quarantine.beside(late?.run ?? Promise.reject),
    ];
    await settled();
    expect(begun).toEqual(['a', 'b']);
    a?.end();
    await settled();
    expect(begun).toEqual(['a', 'b']);
    b?.end();
    await settled();
    expect(begun).toEqual(['a', 'b', 'alone']);
    alone?.end();
    await settled();
    expect(begun).toEqual(['a', 'b', 'alone', 'late']);
    late?.end();
    await Promise.all(all);
  });

  it('goes on after work that failed, and hands its error to whoever asked for it', async () => {
    const quarantine = createQuarantine();
    const failing = quarantine.alone(() => Promise.reject(new Error('no')));
    const next = quarantine.alone(() => Promise.resolve('next'));
    const beside = quarantine.beside(() => Promise.reject(new Error('neither')));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
    await expect(beside).rejects.toThrow('neither');
    expect(await quarantine.beside(() => Promise.resolve('on'))).toBe('on');
  });
});

import { describe, expect, it } from '@jest/globals';
import { mapEvents } from './positioned.ts';
import { createTicks } from './ticks.ts';

/** Ticks of a channel that the test speaks on. */
function ticksOf() {
  const channel = { say: (_key: string): void => undefined, listeners: 0 };
  const ticks = createTicks((wake) => {
    channel.say = wake;
    channel.listeners += 1;
    return Promise.resolve(() => Promise.resolve(void (channel.listeners -= 1)));
  });
  return { ticks, channel };
}

const tick = { value: true, done: false };
const end = { value: undefined, done: true };

describe('ticks', () => {
  it('come at once, and then for the key alone, many changes at a time being one', async () => {
    const { ticks, channel } = ticksOf();
    const watcher = await ticks.watch('a');
    expect(await watcher.next()).toEqual(tick);
    const waiting = watcher.next();
    channel.say('b');
    expect(await Promise.race([waiting, Promise.resolve('none')])).toBe('none');
    channel.say('a');
    expect(await waiting).toEqual(tick);
    for (let i = 0; i < 3; i += 1) channel.say('a');
    expect(await watcher.next()).toEqual(tick);
    expect(await Promise.race([watcher.next(), Promise.resolve('none')])).toBe('none');
  });

  it('come for every key when notices may have been lost', async () => {
    const { ticks, channel } = ticksOf();
    const watchers = [await ticks.watch('a'), await ticks.watch('b')];
    for (const watcher of watchers) await watcher.next();
    channel.say('');
    for (const watcher of watchers) expect(await watcher.next()).toEqual(tick);
  });

  it('end at once when their watcher leaves or everything is closed, and leave nothing behind', async () => {
    const { ticks, channel } = ticksOf();
    const [leaves, stays] = [await ticks.watch('a'), await ticks.watch('a')];
    await leaves.next();
    await stays.next();
    const waiting = [leaves.next(), stays.next()];
    await leaves.return?.();
    expect([await waiting[0], ticks.size, channel.listeners]).toEqual([end, 1, 1]);
    await ticks.close();
    expect([await waiting[1], ticks.size, channel.listeners]).toEqual([end, 0, 0]);
  });

  it('listen again when listening failed', async () => {
    let tries = 0;
    const ticks = createTicks(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('away')) : Promise.resolve(() => Promise.resolve());
    });
    await expect(ticks.watch('a')).rejects.toThrow('away');
    expect(await (await ticks.watch('a')).next()).toEqual(tick);
  });
});

describe('mapped events', () => {
  it('are left out where there is nothing to tell, and end their source when mapping fails', async () => {
    let ended = 0;
    const numbers = [1, 2, 3][Symbol.iterator]();
    const source = {
      next: () => Promise.resolve(numbers.next()),
      return: () => Promise.resolve({ value: undefined, done: true as const, count: (ended += 1) }),
    };
    const events = mapEvents<number, string>(source, (n) => {
      if (n === 3) throw new Error('three');
      return n === 1 ? undefined : `${n}`;
    });
    expect(await events.next()).toEqual({ value: '2', done: false });
    await expect(events.next()).rejects.toThrow('three');
    expect(ended).toBe(1);
  });
});

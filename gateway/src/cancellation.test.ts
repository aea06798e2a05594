import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Cancellation } from './cancellation.ts';

/** The process stands still, as when it is frozen or has something else to do. */
function standStill(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

const never = () => new Promise<never>(() => undefined);

describe('a deadline', () => {
  it('ends what takes longer', async () => {
    const began = performance.now();
    await expect(new Cancellation(30).guard(never())).rejects.toThrow('the deadline is over');
    expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  });

  it('does not end what was answered while the process stood still', async () => {
    const cancellation = new Cancellation(100);
    const answer = cancellation.guard(readFile(__filename, 'utf8'));
    standStill(400);
    expect(await answer).toContain('stood still');
    cancellation.finish();
  });

  it('is put off once by no more than itself for a process that stood still, and is over then', async () => {
    const cancellation = new Cancellation(100);
    const over = cancellation.guard(never()).catch((error: unknown) => String(error));
    standStill(400);
    const from = performance.now();
    expect(await over).toContain('the deadline is over');
    expect(performance.now() - from).toBeGreaterThanOrEqual(99);
  });

  it('says nothing of what was done before', async () => {
    const cancellation = new Cancellation(10);
    cancellation.finish();
    const heard: string[] = [];
    cancellation.onCancel(({ reason }) => heard.push(reason));
    // Another one that began later is over meanwhile.
    await expect(new Cancellation(30).guard(never())).rejects.toThrow('the deadline is over');
    expect([heard, cancellation.why]).toEqual([[], undefined]);
  });
});

import { setTimeout as pause } from 'node:timers/promises';

/** Asks every 50 ms until it is so. Throws when it is not in time, saying what was waited for. */
export async function waitUntil(
  what: string,
  timeoutMs: number,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const giveUp = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > giveUp) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await pause(50);
  }
}

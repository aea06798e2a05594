/**
 * Waits until the condition gives something other than false, null or undefined, and answers that. Throws an error that names what was
 * waited for when it does not come in time (20 s when left out). A condition that throws is asked again.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what, timeoutMs = 20_000, everyMs = 20 }: { what: string; timeoutMs?: number; everyMs?: number },
): Promise<NonNullable<Exclude<T, false>>> {
  const giveUp = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined)
        return value as NonNullable<Exclude<T, false>>;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > giveUp) throw new Error(`waited ${timeoutMs} ms for ${what}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

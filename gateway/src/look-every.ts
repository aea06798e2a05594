/**
 * Looks again and again, each time so many milliseconds after the last look has ended. `look` must not reject. A process is not kept alive by it.
 * Gives what ends it; a look that is in hand is not waited for.
 */
export function lookEvery(ms: number, look: () => Promise<unknown>): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout;
  function next(): void {
    timer = setTimeout(() => void look().finally(() => isOver || next()), ms).unref();
  }
  next();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

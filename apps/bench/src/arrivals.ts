import { setTimeout as pause } from 'node:timers/promises';

/** One piece of work, by its number; how long it took is from the moment it was due, waiting included. */
export type Work = (index: number) => Promise<void>;

/**
 * Starts `count` pieces of work at a fixed rate, whether the earlier ones are done or not, as customers come; gives the latency of each in
 * milliseconds from the time it was due, so that a system that falls behind cannot hide it. The first failure is thrown at the end.
 */
export async function arrive(count: number, perSecond: number, work: Work): Promise<number[]> {
  const start = performance.now();
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const under: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = start + (index * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    under.push(
      work(index).then(
        () => void latencies.push(performance.now() - due),
        (error: unknown) => void failures.push(error),
      ),
    );
  }
  await Promise.all(under);
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${count} failed, the first with: ${String(failures[0])}`);
  return latencies;
}

/** Does `count` pieces of work, `width` at a time, as fast as they go; gives the latency of each in milliseconds. */
export async function rush(count: number, width: number, work: Work): Promise<number[]> {
  const latencies: number[] = [];
  let next = 0;
  const one = async () => {
    for (let index = next++; index < count; index = next++) {
      const start = performance.now();
      await work(index);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  return latencies;
}

import type { Delivery } from './runs.ts';

interface Waiting {
  readonly deliveries: readonly Delivery[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Makes the partitions of one consumer share transactions: what comes for a store while one transaction of it is under way goes into the
 * next one together, at most `most` events. So the load decides how large they are: one event at a time when it is quiet, and few commits
 * and no queue for a hot row when it is not. A failure fails all who shared the transaction, and each may try again alone.
 */
export function createGatherer(
  most: number,
  run: (deliveries: readonly Delivery[]) => Promise<void>,
): (deliveries: readonly Delivery[]) => Promise<void> {
  const queues = new Map<string | null, Waiting[]>();

  async function drain(tenantId: string | null): Promise<void> {
    for (let queue = queues.get(tenantId) ?? []; queue.length > 0; queue = queues.get(tenantId) ?? []) {
      const together = upTo(most, queue);
      queues.set(tenantId, queue.slice(together.length));
      try {
        await run(together.flatMap(({ deliveries }) => deliveries));
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    queues.delete(tenantId);
  }

  return (deliveries) =>
    new Promise((resolve, reject) => {
      const tenantId = deliveries[0]?.event.tenantId ?? null;
      const waiting = { deliveries, resolve, reject };
      const queue = queues.get(tenantId);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      queues.set(tenantId, [waiting]);
      void drain(tenantId);
    });
}

/** The first ones that come to no more than so many events together; one at least. */
function upTo(most: number, queue: readonly Waiting[]): Waiting[] {
  let events = 0;
  const end = queue.findIndex(({ deliveries }, index) => {
    events += deliveries.length;
    return index > 0 && events > most;
  });
  return end === -1 ? [...queue] : queue.slice(0, end);
}

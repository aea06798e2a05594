import type { InspectableLog, Subscription, SubscriptionOptions } from '@longbox/events';

export interface Churn {
  /** Remembers who subscribes, so that others can join them. */
  around(log: InspectableLog): InspectableLog;
  /** From now on, in each round every group gets one more member, and the one of the round before leaves; 0 ends it. */
  every(ms: number): void;
}

/** Members that come and go beside those that stay, with the same handlers, as processes do when a store is scaled. */
export function createChurn(onFailure: (error: unknown) => void): Churn {
  const groups: SubscriptionOptions[] = [];
  let log: InspectableLog | undefined;
  let guests: readonly Subscription[] = [];
  let rounds: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function turn(come: boolean): Promise<void> {
    const leaving = guests;
    guests = [];
    await Promise.all(leaving.map((guest) => guest.stop()));
    if (come && log)
      guests = await Promise.all(groups.map((options) => (log as InspectableLog).subscribe(options)));
  }
  const next = (come: boolean) => {
    rounds = rounds.then(() => turn(come)).catch(onFailure);
  };

  return {
    around(inner) {
      log = inner;
      return {
        inspection: inner.inspection,
        publish: (records) => inner.publish(records),
        subscribe(options) {
          groups.push(options);
          return inner.subscribe(options);
        },
        ping: () => inner.ping(),
        async close() {
          clearInterval(timer);
          next(false);
          await rounds;
          await inner.close();
        },
      };
    },
    every(ms) {
      clearInterval(timer);
      if (ms === 0) next(false);
      else timer = setInterval(() => next(true), ms);
    },
  };
}

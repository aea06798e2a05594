import { AsyncLocalStorage } from 'node:async_hooks';
import type { InspectableLog, StoredEvent } from '@longbox/events';

/** Where an event is between the transaction that tells it and the offset behind its effect, when the process is killed. */
export const CRASH_POINTS = {
  BEFORE_PUBLISH: 'after the commit and before the publish',
  AFTER_PUBLISH: 'after the publish and before the mark',
  INSIDE_HANDLER: 'inside a handler',
  AFTER_EFFECT: 'after the effect and before the offset commit',
} as const;
export type CrashPoint = keyof typeof CRASH_POINTS;

/** What machinery with a mistake in it would do: by these the checks show that they find something. */
export type Mistake = 'LOSE_BATCH' | 'SKIP_RECORDS';

export interface Fault {
  readonly at: CrashPoint | Mistake;
  /** At which passage of that place, from 1. */
  readonly passage: number;
}

/** What the process that hosts the store is told. */
export interface Orders {
  readonly fault?: Fault;
  /** Extra members of every consumer group join and leave, one round in so many milliseconds; 0 ends it. */
  readonly churnMs?: number;
  /** Consumer groups that are away: what comes for them waits until they are not named any more. */
  readonly away?: readonly string[];
}

/** The topic of the events by which an order goes round. */
const ORDERS = 'orders.orders';

export interface Faults {
  arm(fault: Fault): void;
  /** From now on these consumer groups are away, and no others. */
  away(groups: readonly string[]): void;
  /** The event log with the faults in it. */
  around(log: InspectableLog): InspectableLog;
  /** A statement is sent to a database. */
  onStatement(sql: string): void;
}

/** Faults around an event log, one armed at a time; `kill` is called in the midst of what the process is doing. */
export function createFaults(kill: (fault: Fault, where: string) => void): Faults {
  const handling = new AsyncLocalStorage<string>();
  let armed: Fault | undefined;
  let passages = 0;
  let absent = new Set<string>();
  let back = Promise.withResolvers<void>();

  async function present(group: string): Promise<void> {
    while (absent.has(group)) await back.promise;
  }

  function strikes(at: Fault['at']): Fault | undefined {
    if (armed?.at !== at) return undefined;
    passages += 1;
    if (passages < armed.passage) return undefined;
    const fault = armed;
    armed = undefined;
    return fault;
  }
  function passes(at: CrashPoint, where: string): void {
    const fault = strikes(at);
    if (fault) kill(fault, where);
  }
  /** A lost request to cancel would be waited for as long as the checks wait for anything. */
  const canBeLost = (records: readonly Pick<StoredEvent, 'topic' | 'headers'>[]) =>
    records.some(({ topic }) => topic === ORDERS) &&
    !records.some((record) => typeOf(record).includes('Cancel'));

  return {
    arm(fault) {
      armed = fault;
      passages = 0;
    },
    away(groups) {
      absent = new Set(groups);
      back.resolve();
      back = Promise.withResolvers<void>();
    },
    onStatement(sql) {
      const group = handling.getStore();
      if (group !== undefined)
        passes('INSIDE_HANDLER', `${group}: ${sql.replaceAll(/\s+/g, ' ').slice(0, 80)}`);
    },
    around: (log) => ({
      inspection: log.inspection,
      async publish(records) {
        if (records.length === 0) return;
        if (canBeLost(records) && strikes('LOSE_BATCH')) return;
        const what = `${records.length} from ${typeOf(records[0])}`;
        passes('BEFORE_PUBLISH', what);
        await log.publish(records);
        passes('AFTER_PUBLISH', what);
      },
      subscribe: ({ handle, ...options }) =>
        log.subscribe({
          ...options,
          handle: (records) =>
            handling.run(options.group, async () => {
              await present(options.group);
              if (options.group === 'inventory.orders' && canBeLost(records) && strikes('SKIP_RECORDS'))
                return;
              await handle(records);
              passes('AFTER_EFFECT', `${options.group}: ${records.length} from ${typeOf(records[0])}`);
            }),
        }),
      ping: () => log.ping(),
      close: () => log.close(),
    }),
  };
}

const typeOf = (record: Pick<StoredEvent, 'headers'> | undefined) => record?.headers['ce_type'] ?? 'nothing';

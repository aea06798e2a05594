import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';
import { createSharedRuns, type Database } from '@longbox/postgres';
import { pause, pauseAfter, type Backoff } from './backoff.ts';
import { createCaution } from './caution.ts';
import { deadLetterOf, isFor, type GivenUp } from './dead-letter.ts';
import { handleAll, type DomainEvent, type Handlers } from './domain-event.ts';
import type { EventType } from './generated.ts';
import { handledAmong, markHandled, noteEnded, pruneInbox } from './inbox.ts';
import type { EventLog, StoredEvent, Subscription } from './port.ts';
import { PROCESS_QUARANTINE } from './quarantine.ts';
import { stepsOf, type Delivery } from './runs.ts';
import { EVENT_TYPES } from './schemas.ts';
import { topicOf } from './topics.ts';
import { handling } from './traced.ts';
import { wavesOf } from './waves.ts';

export interface ConsumerOptions {
  /** The consumer group and the inbox's name for it, such as `inventory.orders`; a new name handles everything from the start. */
  readonly name: string;
  /** Where the handlers' effects go; it has the tables of `INBOX_MIGRATIONS`. */
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly handlers: Handlers;
  readonly logger: Logger;
  /** How often an event is tried before it is parked as a dead letter; 6 when left out, which takes about three seconds. */
  readonly attempts?: number;
  /**
   * How many events of one store one transaction may take, of all the partitions that this consumer has; 100 when left out. What comes
   * while a transaction is under way goes into the next one together.
   */
  readonly eventsPerTransaction?: number;
  /** Days after which a handled event is forgotten; 30 when left out. */
  readonly keepInboxDays?: number;
  /** Hears of each event that took effect, when its transaction has committed. */
  readonly onEffect?: (event: DomainEvent) => void;
}

export interface Consumer {
  start(): Promise<void>;
  /** Resolves when the events in hand are done; one that waits to be tried again is left for the next start. */
  stop(): Promise<void>;
  readonly counters: Readonly<ConsumerCounters>;
}

/** Since the start of the process. */
export interface ConsumerCounters {
  /** Events whose handler took effect. */
  handled: number;
  /** Events that had been handled before. */
  duplicates: number;
  /** Attempts that failed, of one event or of several together. */
  failed: number;
  /** Events parked as dead letters. */
  dead: number;
}

const BACKOFF: Backoff = { firstMs: 200, longestMs: 5_000 };
/**
 * A message on whose handling the process died so often is parked: once beside others, once with those of its partition alone, and three
 * times alone in the process. Fewer condemned innocent ones where processes were killed again and again soon after their start.
 */
const MOST_DEATHS = 5;
const PRUNE_EVERY_MS = 3_600_000;

/** Thrown to the event log to leave what is in hand for later; not an event's fault. */
class HandedBack extends Error {
  override readonly name = 'HandedBack';
}

/**
 * Handles the events of the types that have a handler, each once: its effect and the mark that it was handled are one transaction of the
 * event's store (of no store, for an event without one). An event that keeps failing is parked with the reason in the dead letters of its
 * topic, so that those behind it go on. While the database or the event log is away nothing is parked and nothing is lost.
 */
export function createConsumer(options: ConsumerOptions): Consumer {
  const {
    name,
    database,
    eventLog,
    handlers,
    attempts = 6,
    eventsPerTransaction = 100,
    keepInboxDays = 30,
  } = options;
  const logger = options.logger.child({ consumer: name });
  const counters: ConsumerCounters = { handled: 0, duplicates: 0, failed: 0, dead: 0 };
  const types = EVENT_TYPES.filter((type) => handlers[type] !== undefined);
  const topics = [...new Set(types.map((type) => topicOf(type).name))];
  const caution = createCaution({
    consumer: name,
    database,
    mostDeaths: MOST_DEATHS,
    events: eventsPerTransaction,
  });
  let subscription: Subscription | undefined;
  let stopping = new AbortController();
  let pruning: NodeJS.Timeout | undefined;

  async function park(
    record: StoredEvent,
    givenUp: Pick<GivenUp, 'reason' | 'error' | 'attempts'>,
  ): Promise<void> {
    await eventLog.publish([deadLetterOf(record, { ...givenUp, consumer: name, at: new Date() })]);
    counters.dead += 1;
    const { topic, partition, offset } = record;
    const place = {
      topic,
      partition,
      offset: offset.toString(),
      type: record.headers['ce_type'],
      event: record.headers['ce_id'],
      correlationId: record.headers['ce_correlationid'],
    };
    logger.error(
      { err: givenUp.error, reason: givenUp.reason, ...place },
      'an event was parked as a dead letter',
    );
  }

  const inOneTransaction = (deliveries: readonly Delivery[]) => handling(name, deliveries, takeEffect);

  /** One transaction: the marks in the inbox, and the effects of those events that were not marked before. */
  async function takeEffect(deliveries: readonly Delivery[]): Promise<void> {
    const ids = deliveries.map(({ event }) => event.id);
    const work = async (tx: EntityManager): Promise<ReadonlySet<string>> => {
      const fresh = await markHandled(tx, name, ids);
      // An event may stand twice among them.
      const events = [...new Map(deliveries.map(({ event }) => [event.id, event])).values()].filter(
        ({ id }) => fresh.has(id),
      );
      for (const group of wavesOf(events)) await effect(tx, group);
      return fresh;
    };
    const tenantId = deliveries[0]?.event.tenantId ?? null;
    const handled = await (tenantId === null
      ? database.systemTransaction(work)
      : database.transaction(tenantId, work));
    counters.handled += handled.size;
    counters.duplicates += deliveries.length - handled.size;
    if (options.onEffect !== undefined)
      for (const { event } of deliveries) if (handled.has(event.id)) options.onEffect(event);
  }

  async function effect<T extends EventType>(
    tx: EntityManager,
    group: readonly DomainEvent<T>[],
  ): Promise<void> {
    const [first] = group;
    if (first !== undefined) await handleAll(tx, handlers, first.type, group);
  }

  /** Partitions share transactions, each of one store. */
  const gather = createSharedRuns<readonly Delivery[], void>({
    most: eventsPerTransaction,
    sizeOf: (deliveries) => deliveries.length,
    async run(_store, runs) {
      await inOneTransaction(runs.flat());
      return [];
    },
  });

  /** Tries one event until it is handled, parked, or handed back; `from` counts the attempts before. */
  async function handleOne(delivery: Delivery, from = 1): Promise<void> {
    for (let attempt = from; ; attempt += 1) {
      try {
        await inOneTransaction([delivery]);
        return;
      } catch (error) {
        counters.failed += 1;
        if (!(await database.ping())) throw new HandedBack('the database does not answer', { cause: error });
        const { type, id, correlationId } = delivery.event;
        if (attempt >= attempts) {
          await park(delivery.record, { reason: 'FAILED', error, attempts: attempt });
          return;
        }
        logger.warn(
          { err: error, type, event: id, correlationId, attempt },
          'an event could not be handled and is tried again',
        );
        await pause(pauseAfter(attempt, BACKOFF), stopping.signal);
        if (stopping.signal.aborted) throw new HandedBack('the consumer stops', { cause: error });
      }
    }
  }

  async function handleRun(deliveries: readonly Delivery[]): Promise<void> {
    try {
      await gather(deliveries[0]?.event.tenantId ?? '', deliveries);
      return;
    } catch (error) {
      counters.failed += 1;
      logger.info(
        { err: error, events: deliveries.length },
        'events of one transaction failed and are taken one by one',
      );
    }
    const from = deliveries.length === 1 ? Math.min(2, attempts) : 1;
    for (const delivery of deliveries) await handleOne(delivery, from);
  }

  async function handleWithCare(deliveries: readonly Delivery[]): Promise<void> {
    const ids = deliveries.map(({ event }) => event.id);
    const before = await handledAmong(database, name, ids);
    counters.duplicates += before.size;
    // A process may have died between the effect and the note that its handling had ended.
    if (before.size > 0) await noteEnded(database, name, [...before]);
    const fresh = deliveries.filter(({ event }) => !before.has(event.id));
    await caution.run(fresh, {
      together: handleRun,
      alone: (delivery) => handleOne(delivery),
      giveUp: ({ record }, deaths) => {
        const error = new Error(`the process ended ${deaths} times while it handled this event`);
        return park(record, { reason: 'KILLED', error, attempts: deaths });
      },
    });
  }

  async function handle(records: readonly StoredEvent[]): Promise<void> {
    const own = records.filter((record) => isFor(record, name));
    for (const step of stepsOf(own, handlers, eventsPerTransaction)) {
      if (stopping.signal.aborted) throw new HandedBack('the consumer stops');
      if (step.kind === 'unreadable') {
        await park(step.record, { reason: 'UNREADABLE', error: step.error, attempts: 1 });
      } else {
        const [first] = step.deliveries;
        if (first !== undefined && caution.isDue(first.record)) await handleWithCare(step.deliveries);
        else await PROCESS_QUARANTINE.beside(() => handleRun(step.deliveries));
      }
    }
  }

  return {
    counters,
    async start() {
      if (topics.length === 0) throw new RangeError(`the consumer ${name} handles no event`);
      stopping = new AbortController();
      subscription = await eventLog.subscribe({ group: name, topics, handle });
      const prune = () =>
        void pruneInbox(database, keepInboxDays).catch((error: unknown) =>
          logger.warn({ err: error }, 'the inbox could not be pruned'),
        );
      // Spread, so that the consumers of one process do not prune together.
      pruning = setInterval(prune, PRUNE_EVERY_MS * (0.75 + Math.random() / 2));
      pruning.unref();
    },
    async stop() {
      stopping.abort();
      clearInterval(pruning);
      await subscription?.stop();
      subscription = undefined;
    },
  };
}

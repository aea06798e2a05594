import type { EntityManager } from 'typeorm';
import type { Database } from '@longbox/postgres';
import { isFor } from '../dead-letter.ts';
import { handleAll, type DomainEvent, type Handlers } from '../domain-event.ts';
import type { EventType } from '../generated.ts';
import { handledAmong } from '../inbox.ts';
import type { StoredEvent } from '../port.ts';
import { stepsOf, type Delivery } from '../runs.ts';
import { wavesOf } from '../waves.ts';

/** An event that the live consumer handled and the rebuild cannot: what is being rebuilt would be less than what is there. */
export class RebuildFailed extends Error {
  override readonly name = 'RebuildFailed';
}

export interface FollowerOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly handlers: Handlers;
  /** Where the shadows of the tables stand. */
  readonly schema: string;
}

export interface Follower {
  /**
   * Takes records of one partition into the shadow tables, in their order. With `onlyHandled`, those alone that the live consumer has
   * marked as handled by now. Throws `RebuildFailed`.
   */
  apply(records: readonly StoredEvent[], onlyHandled: boolean): Promise<void>;
  /** Events that took effect in the shadow. */
  readonly applied: number;
  /** Events that failed here and that the live consumer did not handle either, such as dead letters; the first ones are named. */
  readonly skipped: { readonly count: number; readonly first: readonly string[] };
}

/** Events of one store taken by one transaction; a projection does so little for each that the commit is most of it. */
const EVENTS_AT_ONCE = 200;
const NAMED = 10;

export function createFollower({ consumer, database, handlers, schema }: FollowerOptions): Follower {
  const first: string[] = [];
  /** Taken while writers were held. Should that be tried again, they are not taken twice. */
  const taken = new Set<string>();
  const state = { applied: 0, skipped: { count: 0, first } };

  async function inShadow(deliveries: readonly Delivery[]): Promise<void> {
    const work = async (tx: EntityManager) => {
      // Names of tables mean the shadows where there is one, for this transaction alone.
      await tx.query(`SELECT set_config('search_path', $1 || ', ' || current_setting('search_path'), true)`, [
        `"${schema}"`,
      ]);
      for (const group of wavesOf(deliveries.map(({ event }) => event))) await effect(tx, group);
    };
    const tenantId = deliveries[0]?.event.tenantId ?? null;
    await (tenantId === null ? database.systemTransaction(work) : database.transaction(tenantId, work));
    state.applied += deliveries.length;
  }

  async function effect<T extends EventType>(
    tx: EntityManager,
    group: readonly DomainEvent<T>[],
  ): Promise<void> {
    const [first] = group;
    if (first !== undefined) await handleAll(tx, handlers, first.type, group);
  }

  async function oneByOne(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      try {
        await inShadow([delivery]);
      } catch (cause) {
        const { id, type } = delivery.event;
        const live = await handledAmong(database, consumer, [id]);
        if (live.has(id))
          throw new RebuildFailed(`${type} ${id} cannot be handled again, which ${consumer} once did`, {
            cause,
          });
        skip(`${type} ${id}`);
      }
    }
  }

  function skip(name: string): void {
    state.skipped.count += 1;
    if (first.length < NAMED) first.push(name);
  }

  return {
    get applied() {
      return state.applied;
    },
    get skipped() {
      return state.skipped;
    },
    async apply(records, onlyHandled) {
      const own = records.filter((record) => isFor(record, consumer));
      for (const step of stepsOf(own, handlers, EVENTS_AT_ONCE)) {
        if (step.kind === 'unreadable') {
          if (!onlyHandled)
            skip(`unreadable ${step.record.topic}/${step.record.partition}/${step.record.offset}`);
          continue;
        }
        const left = step.deliveries.filter(({ event }) => !taken.has(event.id));
        const wanted = onlyHandled ? await handledOf(left) : left;
        if (wanted.length === 0) continue;
        await inShadow(wanted).catch(() => oneByOne(wanted));
        if (onlyHandled) for (const { event } of wanted) taken.add(event.id);
      }
    },
  };

  async function handledOf(deliveries: readonly Delivery[]): Promise<readonly Delivery[]> {
    const ids = deliveries.map(({ event }) => event.id);
    const handled = await handledAmong(database, consumer, ids);
    return deliveries.filter(({ event }) => handled.has(event.id));
  }
}

import type { LogInspection, MetricsRegistry, Subscription } from '@longbox/events';
import { parse, type DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import type { OptionalRedis } from '../redis/optional-redis.ts';
import type { Transport } from '../transport/transport.ts';
import { cachingTransport } from './caching-transport.ts';
import { Entries } from './entries.ts';
import { createFills } from './fills.ts';
import { followChanges } from './follow-changes.ts';
import { hintsIn, type Hints } from './hints.ts';
import { Marks } from './marks.ts';
import { createCacheMetrics } from './metrics.ts';
import type { CacheParts } from './parts.ts';
import { keepable, type Keepable } from './selection.ts';
import { createSharedEntries } from './shared-entries.ts';

export interface EntityCacheOptions {
  /** What it may take in memory. */
  readonly mostBytes: number;
  /** Tells what changes. */
  readonly changes: Pick<LogInspection, 'follow'>;
  /** Where the processes of the gateway keep answers together; each by itself when left out. */
  readonly redis?: OptionalRedis | undefined;
  readonly logger: Logger;
  readonly registry?: MetricsRegistry | undefined;
}

/** Keeps answers of subgraphs as long as `@cacheControl` says, and nothing has changed. */
export interface EntityCache {
  /** A subgraph behind the cache; the same for the same name. */
  around(subgraph: string, transport: Transport): Transport;
  /** Keeps by the hints of this supergraph from now on. What was kept is forgotten. */
  adopt(supergraphSdl: string): void;
  /** Resolves when changes are heard; before, nothing is kept. Rejects when the event log does not answer. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Counts the changes that have been heard of. */
  readonly moment: number;
}

/** A cache in this process, before one in Redis where there is one. It is empty until it is started and has a supergraph. */
export function createEntityCache({
  mostBytes,
  changes,
  redis,
  logger,
  registry,
}: EntityCacheOptions): EntityCache {
  const marks = new Marks();
  const shared = redis && createSharedEntries(redis, marks);
  const entries = new Entries(mostBytes);
  const around = new Map<string, { readonly inner: Transport; readonly cached: Transport }>();
  const tallies = createCacheMetrics(registry, entries);
  let hints: Hints | undefined;
  let known = new WeakMap<DocumentNode, { readonly keep: Keepable | undefined }>();
  let isSure = false;
  let subscription: Subscription | undefined;

  function forgetAll(): void {
    marks.markEverything();
    entries.clear();
    shared?.changed();
  }

  function changed(tags: readonly string[]): Promise<void> {
    marks.mark(tags);
    shared?.changed();
    return Promise.resolve();
  }

  const parts: CacheParts = {
    marks,
    entries,
    fills: createFills(),
    shared,
    keepable(document) {
      const found = known.get(document);
      if (found) return found.keep;
      const keep = hints && keepable(document, hints);
      known.set(document, { keep });
      return keep;
    },
    isEntity: (type) => hints?.isEntity(type) ?? false,
    isTrusted: () => isSure,
    changed,
    tallies,
    logger,
  };

  return {
    get moment() {
      return marks.now;
    },
    around(subgraph, inner) {
      const made = around.get(subgraph);
      if (made?.inner === inner) return made.cached;
      const cached = cachingTransport(subgraph, inner, parts);
      around.set(subgraph, { inner, cached });
      return cached;
    },
    adopt(supergraphSdl) {
      hints = hintsIn(parse(supergraphSdl, { noLocation: true }));
      known = new WeakMap();
      forgetAll();
    },
    async start() {
      subscription = await followChanges(changes, {
        changed,
        unsure() {
          isSure = false;
          logger.warn('the event log is silent: nothing is kept until it answers');
        },
        sure() {
          forgetAll();
          isSure = true;
        },
        logger,
      });
    },
    async stop() {
      isSure = false;
      shared?.stop();
      await subscription?.stop();
    },
  };
}

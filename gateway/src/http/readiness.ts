import type { ServerResponse } from 'node:http';
import type { Transport } from '../transport/transport.ts';
import { sendJson } from './answer.ts';

export interface ReadinessParts {
  readonly transports: Readonly<Record<string, Transport>>;
  readonly isDraining: () => boolean;
  /** Why partners' keys cannot be looked up; undefined when they can, or where there are none. */
  readonly obstacleOfPartners: () => string | undefined;
}

/** What keeps a gateway from serving; that it has a supergraph is sure, since it does not listen before. */
export interface Readiness {
  /** By subgraph, what keeps it from serving: a sentence each. */
  readonly subgraphs: Readonly<Record<string, readonly string[]>>;
  /** What keeps the gateway itself from it. */
  readonly gateway: readonly string[];
}

/** A subgraph that says nothing for so long is taken for away: each of them gives up what it asks after two seconds. */
const PATIENCE_MS = 3_000;

/** Asks everything that the gateway needs, all at once, each in a bounded time. */
export async function readinessOf(parts: ReadinessParts): Promise<Readiness> {
  const asked = Object.entries(parts.transports).map(
    async ([name, transport]) => [name, await inTime(transport.obstacles())] as const,
  );
  const subgraphs = Object.fromEntries(await Promise.all(asked));
  return { ...readinessOfGateway(parts), subgraphs };
}

/** Of the gateway alone, without asking anybody: while a subgraph is away it answers what does not need that. */
export function readinessOfGateway({
  isDraining,
  obstacleOfPartners,
}: Omit<ReadinessParts, 'transports'>): Readiness {
  const partners = obstacleOfPartners();
  return {
    subgraphs: {},
    gateway: [
      ...(isDraining() ? ['it is being stopped'] : []),
      ...(partners === undefined ? [] : [partners]),
    ],
  };
}

async function inTime(obstacles: Promise<readonly string[]>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve(['it does not answer']), PATIENCE_MS);
  });
  try {
    return await Promise.race([obstacles.catch(() => ['it does not answer']), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Who asks while an answer is being found is given the same: whatever asks how often, each database is asked by one at a time.
 */
export function askedTogether(ask: () => Promise<Readiness>): () => Promise<Readiness> {
  let asked: Promise<Readiness> | undefined;
  return () =>
    (asked ??= ask().finally(() => {
      asked = undefined;
    }));
}

/** 200, or 503 with the reasons. */
export function sendReadiness(response: ServerResponse, { subgraphs, gateway }: Readiness): void {
  const reasons = [
    ...gateway.map((sentence) => `gateway: ${sentence}`),
    ...Object.entries(subgraphs).flatMap(([name, all]) => all.map((sentence) => `${name}: ${sentence}`)),
  ];
  const ready = reasons.length === 0;
  sendJson(response, ready ? 200 : 503, {
    status: ready ? 'ready' : 'not ready',
    subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, all]) => [name, all.length === 0])),
    ...(ready ? {} : { reasons }),
  });
}

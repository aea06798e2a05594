import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Caller } from '@longbox/identity';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { loadable } from '../executor/supergraph.ts';
import { sha256Of, type Manifest } from '../persisted/manifest.ts';
import { startTestGateway } from '../testing.fixtures.ts';
import type { Transport } from '../transport/transport.ts';
import type { Answer } from './matrix-cells.fixtures.ts';
import { plenty } from './plenty.fixtures.ts';

export type LiveProtocol = 'websocket' | 'server-sent events' | 'multipart';

const ACCEPT = {
  'server-sent events': 'text/event-stream',
  multipart: 'multipart/mixed;subscriptionSpec=1.0',
};

export interface LiveEdge {
  /** What a caller is told of a live operation: its one event, or why there is none. */
  ask(protocol: LiveProtocol, text: string, caller: Caller): Promise<Answer>;
  stop(): Promise<void>;
}

/**
 * A gateway over subgraphs of plenty, each of which has one event for every live operation. Partners may send these texts, since nothing that
 * is not registered gets as far as permissions.
 */
export async function liveOverPlenty(
  sdls: Readonly<Record<string, string>>,
  texts: readonly string[],
): Promise<LiveEdge> {
  const { supergraphSdl, transports } = plenty(sdls);
  const who = { everybody: nobody };
  let sent: string[] = [];
  const recorded = (inner: Transport): Transport => {
    const run: Transport['run'] = (request, scope) => {
      sent.push(typeof request.query === 'string' ? request.query : (request.query.loc?.source.body ?? ''));
      return inner.run(request, scope);
    };
    return { ...inner, run, subscribe: async (request, scope) => once(await run(request, scope)) };
  };
  const gateway = await startTestGateway({
    // Callers are known, so that Apollo's guard against an open edge is not needed.
    supergraphSdl: loadable(supergraphSdl),
    transports: Object.fromEntries(
      Object.entries(transports).map(([name, transport]) => [name, recorded(transport)]),
    ),
    authentication: who,
    manifests: { apps: [], partner: manifestOf(texts) },
  });
  return {
    async ask(protocol, text, caller) {
      sent = [];
      who.everybody = caller;
      const told = await (protocol === 'websocket'
        ? overSocket(gateway.url, text)
        : overHttp(gateway.url, ACCEPT[protocol], text));
      return { ...told, sent: sent.join('\n') };
    },
    stop: () => gateway.stop(),
  };
}

function manifestOf(texts: readonly string[]): Manifest {
  const operations = texts.map(
    (body) => ({ id: sha256Of(body), name: 'Op', type: 'subscription', body }) as const,
  );
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult, undefined> {
  yield await Promise.resolve(result);
  return undefined;
}

function overSocket(url: string, query: string): Promise<ExecutionResult> {
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  return new Promise<ExecutionResult>((resolve, reject) => {
    client.subscribe(
      { query },
      {
        next: (result) => resolve(result as ExecutionResult),
        error: (errors) => (Array.isArray(errors) ? resolve({ errors }) : reject(errors as Error)),
        complete: () => reject(new Error('there was no event')),
      },
    );
  }).finally(() => void client.dispose());
}

/** The first event of a stream: a line of an event stream, or the payload of a part, which is followed by the errors that end it. */
async function overHttp(url: string, accept: string, query: string): Promise<ExecutionResult> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const [json = ''] = /\{.*\}/.exec(text) ?? [];
  const told = JSON.parse(json) as ExecutionResult & { readonly payload?: ExecutionResult | null };
  return told.payload ?? told;
}

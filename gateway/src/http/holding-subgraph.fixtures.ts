import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A subgraph over HTTP that answers `quick` and `change` at once, and `slow` when it is told to. */
export interface HoldingSubgraph {
  readonly url: string;
  /** How often it was asked for what is slow. */
  readonly asked: number;
  /** How often its asker has gone before it answered. */
  readonly givenUp: number;
  /** Answers what it holds. */
  release(): void;
  stop(): Promise<void>;
}

/** What it holds, and `change`; `quick` is for another subgraph that is the same server. */
export const HELD_SDL = 'type Query { slow(n: Int): Int } type Mutation { change: Int slow: Int }';

export async function startHoldingSubgraph(): Promise<HoldingSubgraph> {
  const held: ServerResponse[] = [];
  let [asked, givenUp] = [0, 0];
  function answer(body: string, response: ServerResponse): void {
    response.setHeader('content-type', 'application/json');
    for (const quick of ['change', 'quick'])
      if (body.includes(quick)) return void response.end(JSON.stringify({ data: { [quick]: 1 } }));
    asked += 1;
    held.push(response);
    response.once('close', () => {
      if (!response.writableEnded) givenUp += 1;
    });
  }
  const server = createServer(
    (request, response) => void text(request).then((body) => answer(body, response)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const release = () => {
    for (const response of held.splice(0)) response.end('{"data":{"slow":7}}');
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    get asked() {
      return asked;
    },
    get givenUp() {
      return givenUp;
    },
    release,
    async stop() {
      release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

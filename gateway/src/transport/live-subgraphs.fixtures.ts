import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Subgraph } from '@longbox/subgraph';
import { bareSubgraph } from '../testing.fixtures.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

/** An item whose owner streams it, and whose price another one knows. */
export const LIVE_SDL = {
  order: `${LINK}
    type Query { touched: Int! }
    type Mutation { touch: Int! }
    type Subscription { changed: Item }
    type Item @key(fields: "id") { id: ID! touched: Int! }`,
  pricing: `${LINK} type Item @key(fields: "id") { id: ID! price: Int! }`,
};

export type LiveName = keyof typeof LIVE_SDL;

/** A subgraph that counts how often it was touched, and streams that; or the one that gives the price. */
export function liveSubgraph(name: LiveName): Subgraph {
  let touched = 0;
  let change = Promise.withResolvers<void>();
  async function* changes() {
    for (;;) {
      const next = change.promise;
      yield { id: '1' };
      await next;
    }
  }
  function touch(): number {
    touched += 1;
    change.resolve();
    change = Promise.withResolvers();
    return touched;
  }
  const resolvers = {
    order: {
      Query: { touched: () => touched },
      Mutation: { touch },
      Subscription: { changed: { subscribe: changes, resolve: (item: unknown) => item } },
      Item: { touched: () => touched },
    },
    pricing: { Item: { price: () => 7 } },
  };
  return bareSubgraph(name, LIVE_SDL[name], resolvers[name]);
}

/** What processes of these tests sign with. */
export const SECRET = new Uint8Array(32).fill(7);

export interface SubgraphProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves one in a process of its own; traces are recorded where the environment asks for them. */
export async function startSubgraphProcess(name: LiveName): Promise<SubgraphProcess> {
  const child = spawn(process.execPath, [join(__dirname, 'subgraph-process.fixture.ts'), name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Within jest it is another one than what a child is given by itself.
    env: process.env,
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (said: Buffer) => resolve(said.toString().trim()));
    ended.then(([code]) => reject(new Error(`${name} ended with ${code}`)), reject);
  });
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

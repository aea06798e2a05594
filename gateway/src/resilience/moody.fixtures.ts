import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
export const SDL = {
  catalog: `${LINK} type Query { product: Product } type Product @key(fields: "id") { id: ID! title: String }`,
  pricing: `${LINK} type Mutation { pay: Int } type Query { any: Int } type Product @key(fields: "id") { id: ID! price: Int }`,
};
export type Name = keyof typeof SDL;
export type Mood = 'well' | 'slow' | 'garbage' | 'hangs up';

const resolvers = {
  catalog: { Query: { product: () => ({ id: '1', title: 'Lotus' }) } },
  pricing: { Mutation: { pay: () => 1 }, Product: { __resolveReference: () => ({ id: '1', price: 7 }) } },
};
const SLOW_MS = 5_000;

/** A subgraph over HTTP that can be in any mood. */
export async function startMoody(name: Name, port = 0) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(SDL[name]), resolvers: resolvers[name] }]);
  const moody = { mood: 'well' as Mood, asked: 0 };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    moody.asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { mood } = moody;
    if (mood === 'hangs up') return void request.socket.resetAndDestroy();
    if (mood === 'garbage') return void response.end('<html>It works!</html>');
    if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS).unref());
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables: object;
    };
    const result = await execute({ schema, document: parse(query), variableValues: { ...variables } });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  }
  const server: Server = createServer(
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(moody, { url, stop });
}

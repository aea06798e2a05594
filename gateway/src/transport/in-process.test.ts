import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { bareSubgraph } from '../testing.fixtures.ts';
import { inProcessTransport } from './in-process.ts';

it('all fetches of one request have one context with its loaders, and each request has its own', async () => {
  let made = 0;
  const subgraph = bareSubgraph('catalog', 'type Query { context: Int }', {
    Query: { context: (_: unknown, __: unknown, { nr }: { nr: number }) => nr },
  });
  const transport = inProcessTransport(
    { ...subgraph, createContext: (caller) => ({ caller, nr: (made += 1) }) },
    pino({ level: 'silent' }),
  );
  const [one, other] = [{ caller: nobody }, { caller: nobody }];
  const contextOf = async (scope: typeof one) =>
    (await transport.run({ query: '{ context }' }, scope)).data?.['context'];
  expect(await Promise.all([one, one, other, one, other].map(contextOf))).toEqual([1, 1, 2, 1, 2]);
});

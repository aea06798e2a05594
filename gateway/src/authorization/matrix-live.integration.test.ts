import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import { composed } from '../testing.fixtures.ts';
import {
  SUPERGRAPHS,
  callersFor,
  declaredBy,
  expectedOf,
  gotOf,
  refusedAt,
} from './matrix-cells.fixtures.ts';
import { liveOverPlenty, type LiveEdge, type LiveProtocol } from './matrix-live.fixtures.ts';
import { say, waysTo } from './matrix.fixtures.ts';

const PROTOCOLS: readonly LiveProtocol[] = ['websocket', 'server-sent events', 'multipart'];

/** What `matrix.test.ts` holds every form of operation to, of live operations as their clients are told. */
describe.each(SUPERGRAPHS)('live operations of the supergraph %s', (_, sdls) => {
  const supergraph = Supergraph.build(composed(sdls), { supportedFeatures: null });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const declared = declaredBy(sdls, schema);
  const asked = [...declared].flatMap(([coordinate, own]) =>
    waysTo(schema, 'Subscription', coordinate, 1).map((steps) => ({
      own,
      steps,
      ...say(schema, 'Subscription', steps, 'plain'),
    })),
  );
  let edge: LiveEdge;

  beforeAll(async () => {
    edge = await liveOverPlenty(
      sdls,
      asked.map(({ text }) => text),
    );
  });
  afterAll(() => edge.stop());

  it.each(PROTOCOLS)(
    'give each field to those who have its permission and to nobody else, by %s',
    async (protocol) => {
      const wrong: unknown[] = [];
      const counted = { allowed: 0, refused: 0, notBegun: 0 };
      for (const { own, steps, text, names } of asked)
        for (const caller of callersFor(own)) {
          const answer = await edge.ask(protocol, text, caller);
          const at = refusedAt(steps, caller, declared);
          const expected = expectedOf(names, at, caller);
          const got = gotOf(answer, names, steps, at);
          if (!isDeepStrictEqual(got, expected))
            wrong.push({ text, caller: `${caller.kind} ${caller.scopes.join(' ')}`, got, expected });
          if (at < 0) counted.allowed += 1;
          else counted.refused += 1;
          if (at === 0) counted.notBegun += 1;
        }
      expect(wrong).toEqual([]);
      for (const count of Object.values(counted)) expect(count).toBeGreaterThan(0);
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import { composed } from '../testing.fixtures.ts';
import { Cells, SUPERGRAPHS, callersFor, declaredBy } from './matrix-cells.fixtures.ts';
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
      const cells = new Cells(declared);
      for (const { own, ...question } of asked)
        for (const caller of callersFor(own))
          cells.take(question, caller, await edge.ask(protocol, question.text, caller));
      expect(cells.wrong).toEqual([]);
      expect(Math.min(cells.allowed, cells.refused, cells.notBegun)).toBeGreaterThan(0);
    },
  );
});

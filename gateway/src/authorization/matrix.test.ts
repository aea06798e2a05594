import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@longbox/identity';
import { parse, print, validate } from 'graphql';
import type { TestEdge } from '../executor/differential/edge.fixtures.ts';
import type { PreparedOperation } from '../executor/operation.ts';
import { Cells, SUPERGRAPHS, callersFor, declaredBy, type Answer } from './matrix-cells.fixtures.ts';
import { say, waysTo, type Declared, type Form } from './matrix.fixtures.ts';
import { edgeOverPlenty } from './plenty.fixtures.ts';

const FORMS: readonly Form[] = ['plain', 'alias', 'fragment', 'inline', 'defer', 'twice'];
const ROOTS = ['Query', 'Mutation', 'Subscription'];
/** Ways to one field from one root: enough that one of them crosses from another subgraph where there is such a way. */
const WAYS = 2;

async function ask(edge: TestEdge, text: string, caller: Caller, form: Form): Promise<Answer> {
  const { executor, fetches } = edge;
  fetches.length = 0;
  const scope = { caller };
  const context = { scope };
  const sent = () =>
    fetches
      .map(({ request: { query } }) =>
        typeof query === 'string' ? query : (query.loc?.source.body ?? print(query)),
      )
      .join('\n');
  let operation: PreparedOperation;
  try {
    operation = executor.prepare(parse(text), 'Op', { scope, inParts: form === 'defer' });
  } catch (error) {
    return { errors: [error as never], data: null, sent: '' };
  }
  if (operation.primary) {
    const { serviceName, query } = operation.primary;
    const known = (await edge.fetch(serviceName, { query }, scope)) as never;
    const answer = await edge.run(operation, { variables: {}, context, known });
    return { ...answer, sent: `${query}\n${sent()}` };
  }
  if (form !== 'defer') return { ...(await edge.run(operation, { variables: {}, context })), sent: sent() };
  const { first, later } = await executor.deliver(operation, { variables: {}, context });
  const pieces = [];
  for await (const { incremental } of later ?? []) pieces.push(...(incremental ?? []));
  const data = structuredClone(first.data);
  for (const { path, data: own } of pieces) {
    const place = (path ?? []).reduce<unknown>(
      (at, step) => (at as Record<string | number, unknown>)[step],
      data,
    );
    Object.assign(place as object, own ?? {});
  }
  const errors = [first, ...pieces].flatMap((each) => each.errors ?? []);
  return { data: data ?? null, errors, sent: sent() };
}

describe.each(SUPERGRAPHS)('the supergraph %s', (_, sdls) => {
  let declared: ReadonlyMap<string, Declared>;
  let edge: TestEdge;

  beforeAll(async () => {
    edge = await edgeOverPlenty(sdls);
    declared = declaredBy(sdls, edge.executor.schema);
  });

  it('gives each field that has a permission to those who have it and to nobody else, however it is asked for', async () => {
    const { schema } = edge.executor;
    const cells = new Cells(declared);
    const roots = new Set<string>();
    let entities = 0;
    for (const [coordinate, own] of declared) {
      let isReached = false;
      for (const root of ROOTS.filter((name) => schema.getType(name)))
        for (const steps of waysTo(schema, root, coordinate, WAYS)) {
          isReached = true;
          for (const form of FORMS) {
            if (form === 'defer' && (root !== 'Query' || steps.length === 1)) continue;
            const { text, names } = say(schema, root, steps, form);
            expect({ text, errors: validate(schema, parse(text)) }).toEqual({ text, errors: [] });
            for (const caller of callersFor(own)) {
              const answer = await ask(edge, text, caller, form);
              if (!cells.take({ text, steps, names }, caller, answer)) continue;
              roots.add(root);
              if (answer.sent.includes('_entities')) entities += 1;
            }
          }
        }
      expect({ coordinate, isReached }).toEqual({ coordinate, isReached: true });
    }
    expect(cells.wrong).toEqual([]);
    expect(declared.size).toBeGreaterThan(10);
    expect([...roots].toSorted()).toEqual(['Mutation', 'Query', 'Subscription']);
    expect(entities).toBeGreaterThan(0);
    expect(cells.allowed).toBeGreaterThan(declared.size);
    expect(cells.refused).toBeGreaterThan(declared.size);
  }, 60_000);

  it('does not show the way by which subgraphs are asked for entities', () => {
    const text = '{ _entities(representations: []) { __typename } _service { sdl } }';
    expect(validate(edge.executor.schema, parse(text))).toHaveLength(2);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate, type ExecutionResult } from 'graphql';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { joiningTransport } from '../../transport/joined.ts';
import type { Transport } from '../../transport/transport.ts';
import { loadable } from '../supergraph.ts';
import { difference } from './compare.fixtures.ts';
import { createTestEdge, nobody, type TestEdge } from './edge.fixtures.ts';
import { createSample, type Sample } from './oracle.fixtures.ts';
import { randomOperation, type Operation } from './operations.fixtures.ts';
import { randomOf } from './random.fixtures.ts';
import { TEST_COMPUTED, TEST_SUBGRAPHS } from './test-supergraph.fixtures.ts';

const SUBGRAPHS = join(import.meta.dirname, '../../../../schema/subgraphs');

/** More of them, or others, are a matter of these two: `DIFFERENTIAL_CASES=20000 DIFFERENTIAL_SEED=5000 npm test -- differential`. */
const CASES = Number(process.env['DIFFERENTIAL_CASES'] ?? 2_000);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 1);
/**
 * Operations that were answered wrongly once: fetches that the planner had joined asked some types for what was wanted of others; it weighed a
 * thousand plans of one, until it had no time left; it forgot a variable of a fragment that no object can match.
 */
const HARD_SEEDS = [10_697, 10_808, 11_547, 16_275, 200_225, 304_153, 501_421];

/** As subgraphs are reached over HTTP. */
const joined = (transports: Readonly<Record<string, Transport>>) =>
  Object.fromEntries(Object.entries(transports).map(([name, each]) => [name, joiningTransport(each)]));

const seeds = (count: number) => [
  ...HARD_SEEDS,
  ...Array.from({ length: count }, (_, index) => SEED + index),
];

describe('an operation over a supergraph with everything in it', () => {
  let sample: Sample;
  let edge: TestEdge;
  let joining: TestEdge;

  beforeAll(async () => {
    sample = await createSample(TEST_SUBGRAPHS, TEST_COMPUTED);
    edge = await createTestEdge(sample.supergraphSdl, sample.transports);
    joining = await createTestEdge(sample.supergraphSdl, joined(sample.transports));
  });

  const answer = (
    { executor, run }: TestEdge,
    { document, variables }: Operation,
  ): Promise<ExecutionResult> =>
    run(executor.prepare(document, 'Q'), { variables, context: { scope: { caller: nobody } } });

  async function differs(operation: Operation, edges = [edge, joining]): Promise<string | undefined> {
    const reference = await sample.reference(operation.document, operation.variables);
    for (const each of edges) {
      const ours = await answer(each, operation).catch((error: unknown) => ({
        data: { thrown: String(error) },
      }));
      const said = difference(ours, reference);
      if (said !== undefined) return each === joining ? `joined: ${said}` : said;
    }
    return undefined;
  }

  it.each([
    ['a key’s name for something else', '{ books { id: title stock { count } } }'],
    ['a required field’s name for something else', '{ books { weight: title shipping } }'],
    ['a required field with other arguments', '{ books { price(currency: EUR) tax plain } }'],
    [
      'fields that require one field with different arguments',
      '{ books { tax shipping plain size { width } } }',
    ],
    ['a type next to what an interface object gives', '{ items { ... on Film { __typename rating } } }'],
    [
      'one name for two things on types of an interface object',
      '{ films { series { ... on Film { reviews(first: 3) { id } } ... on Book { reviews(first: 1) { id } } } } }',
    ],
    [
      'a field of every type, where only one type’s other field fails in the same fetch',
      '{ medias(first: 5) { ... on Film { reviews(first: 5) { text author { name } } } rating } }',
    ],
    [
      'an interface inside an interface object',
      '{ topReviews { subject { ... on Node { id } ... on Book { isbn } } } }',
    ],
    [
      'the type of an interface object’s thing',
      '{ topReviews { subject { ... on Book { __typename size: id } } } }',
    ],
    [
      'a skipped field that requires another, beside one that does not',
      '($on: Boolean! = true) { books { plain @skip(if: $on) stock { count } tax } }',
    ],
    [
      'a field, where only one type’s other field requires a third',
      '{ medias { ... on Book { author { level } } author { bio } } }',
    ],
    [
      'a selection of which nothing is left',
      '{ items { ... on Film @include(if: false) { id } } books { id @skip(if: true) } }',
    ],
    ['nothing at all', '{ books @skip(if: true) { id } }'],
    [
      'lists of lists with nulls in them',
      '{ books { grid chapters { title notes { text by { bio } } } } matrix { id stock { count } } }',
    ],
    ['names that every object has', '{ books { constructor: title __proto__: id toString: isbn } }'],
    [
      'introspection beside data',
      '{ __schema { queryType { name } } __type(name: "Kind") { kind } __typename books { id } }',
    ],
  ])('is answered as a plain schema answers it: %s', async (_, text) => {
    const document = parse(`query Q ${text}`);
    expect(validate(edge.executor.schema, document)).toEqual([]);
    expect(await differs({ text, document, variables: {} })).toBeUndefined();
  });

  it(
    'is answered as a plain schema answers it: random ones',
    async () => {
      const found: string[] = [];
      for (const seed of seeds(CASES)) {
        if (found.length >= 5) break;
        const operation = randomOperation(edge.executor.schema, randomOf(seed), {
          mutations: true,
          hazards: true,
        });
        // Each of the others by one of the two, in turns.
        const edges = HARD_SEEDS.includes(seed) ? [edge, joining] : [seed % 2 === 0 ? edge : joining];
        const said = await differs(operation, edges);
        if (said !== undefined)
          found.push(`seed ${seed}: ${operation.text}\n${JSON.stringify(operation.variables)}\n${said}`);
      }
      expect(found.join('\n\n')).toBe('');
    },
    // Some 10 ms each on one core that is shared.
    CASES * 60,
  );
});

describe('an operation over Longbox’s own supergraph', () => {
  it(
    'is answered as a plain schema answers it: random ones',
    async () => {
      const sdls = SUBGRAPH_NAMES.map(
        (name) => [name, readFileSync(join(SUBGRAPHS, `${name}.graphql`), 'utf8')] as const,
      );
      const sample = await createSample(Object.fromEntries(sdls));
      const edge = await createTestEdge(loadable(sample.supergraphSdl), joined(sample.transports));
      const found: string[] = [];
      for (let seed = SEED; seed < SEED + CASES / 4 && found.length < 5; seed += 1) {
        const { document, variables, text } = randomOperation(edge.executor.schema, randomOf(seed), {
          mutations: true,
          hazards: true,
        });
        const operation = edge.executor.prepare(document, 'Q');
        const ours = await edge.run(operation, { variables, context: { scope: { caller: nobody } } });
        const said = difference(ours, await sample.reference(document, variables));
        if (said !== undefined) found.push(`seed ${seed}: ${text}\n${JSON.stringify(variables)}\n${said}`);
      }
      expect(found.join('\n\n')).toBe('');
    },
    CASES * 60,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Variables } from '../operation.ts';
import { createApolloEdge, type ApolloEdge } from './apollo.fixtures.ts';
import { apolloFaults, combinations, inOrderOfNames, type Fault } from './apollo-faults.fixtures.ts';
import { difference } from './compare.fixtures.ts';
import { createTestEdge, nobody, type TestEdge } from './edge.fixtures.ts';
import { createSample, type Sample } from './oracle.fixtures.ts';
import { randomOperation } from './operations.fixtures.ts';
import { randomOf } from './random.fixtures.ts';
import { TEST_COMPUTED, TEST_SUBGRAPHS } from './test-supergraph.fixtures.ts';

/** Some 30 ms each, what is explained some hundreds. */
const CASES = Number(process.env['DIFFERENTIAL_CASES'] ?? 2_000) / 10;
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 1);

let sample: Sample;
let edge: TestEdge;
let apollo: ApolloEdge;
let faults: readonly Fault[];

beforeAll(async () => {
  sample = await createSample(TEST_SUBGRAPHS, TEST_COMPUTED);
  edge = await createTestEdge(sample.supergraphSdl, sample.transports);
  apollo = await createApolloEdge(sample.supergraphSdl, sample.transports);
  faults = apolloFaults(edge.executor.schema);
});
afterAll(() => apollo.stop());

const ours = (document: DocumentNode, variables: Variables): Promise<ExecutionResult> =>
  edge.run(edge.executor.prepare(document, 'Q'), { variables, context: { scope: { caller: nobody } } });

/** What Apollo's answer has different, but for the order of fields. */
async function apolloDiffers(document: DocumentNode, variables: Variables): Promise<string | undefined> {
  const answer = await apollo
    .answer(document, { ...variables })
    .catch((error: unknown) => ({ data: { thrown: String(error) } }));
  const reference = await sample.reference(document, { ...variables });
  return difference(inOrderOfNames(answer), inOrderOfNames(reference));
}

/** Whether Apollo answers rightly once some known faults have no occasion. */
async function isExplained(document: DocumentNode, variables: Variables): Promise<boolean> {
  for (const some of combinations(faults)) {
    const without = some.reduce((said, fault) => fault.without(said, variables), document);
    if ((await apolloDiffers(without, variables)) === undefined) return true;
  }
  return false;
}

describe('Apollo’s own executor', () => {
  it(
    'answers random operations as ours does, but for its known faults',
    async () => {
      const found: string[] = [];
      let same = 0;
      for (let seed = SEED; seed < SEED + CASES && found.length < 5; seed += 1) {
        const { document, variables, text } = randomOperation(edge.executor.schema, randomOf(seed), {
          mutations: true,
          hazards: false,
        });
        const said = difference(await ours(document, variables), await sample.reference(document, variables));
        if (said !== undefined) found.push(`seed ${seed}, ours: ${text}\n${said}`);
        const differs = await apolloDiffers(document, variables);
        if (differs === undefined) same += 1;
        else if (!(await isExplained(document, variables)))
          found.push(`seed ${seed}: ${text}\n${JSON.stringify(variables)}\n${differs}`);
      }
      expect(found.join('\n\n')).toBe('');
      // Faults explain some answers; were they to explain most, nothing would be compared.
      expect(same).toBeGreaterThan(CASES * 0.8);
    },
    CASES * 600,
  );

  it('has each fault that is listed, and ours has none of them', async () => {
    for (const { reason, example } of faults) {
      const document = parse(`query Q ${example}`);
      expect({ reason, differs: await apolloDiffers(document, {}) }).toEqual({
        reason,
        differs: expect.any(String),
      });
      expect(difference(await ours(document, {}), await sample.reference(document, {}))).toBeUndefined();
    }
  });

  it('tells errors of subgraphs with the same code, service and place as ours', async () => {
    const document = parse(
      'query Q { author { bio } inStock { stock { count } reviews { text } } nodes { id } }',
    );
    const told = ({ errors }: ExecutionResult) =>
      (JSON.parse(JSON.stringify(errors ?? [])) as readonly Record<string, unknown>[])
        .map(({ message, path, extensions }) => ({ message, path, extensions }))
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const [mine, theirs] = [told(await ours(document, {})), told(await apollo.answer(document, {}))];
    expect(mine.length).toBeGreaterThan(0);
    expect(mine).toEqual(theirs);
  });
});

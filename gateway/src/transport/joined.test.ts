import { beforeEach, describe, expect, it } from '@jest/globals';
import { GraphQLError, buildSchema, execute, parse, validate, type ExecutionResult } from 'graphql';
import { Cancellation } from '../cancellation.ts';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { joiningTransport } from './joined.ts';
import type { RequestScope, SubgraphRequest, Transport } from './transport.ts';

const SCHEMA = buildSchema('type Query { word(of: String): String, number(of: String): Int }');
const WORDS = parse(
  'query Words($of: String) { word(of: $of) ...More } fragment More on Query { again: word }',
);
const WORD = parse('query Word($of: String) { word(of: $of) }');
const AGAIN = parse('query Again($of: String) { word: word(of: $of), number(of: $of) }');

describe('queries that are wanted together', () => {
  const scope: RequestScope = { caller: nobody };
  let asked: SubgraphRequest[];
  let answer: (request: SubgraphRequest) => Promise<ExecutionResult>;
  let transport: Transport;

  const resolved = async ({ query, variables }: SubgraphRequest): Promise<ExecutionResult> => {
    const document = typeof query === 'string' ? parse(query) : query;
    expect(validate(SCHEMA, document)).toEqual([]);
    return execute({
      schema: SCHEMA,
      document,
      variableValues: variables,
      rootValue: {
        word: ({ of }: { of?: string }) => (of === 'broken' ? new GraphQLError('no word') : `word ${of}`),
        number: ({ of }: { of?: string }) => of?.length,
      },
    });
  };

  beforeEach(() => {
    asked = [];
    answer = resolved;
    const unused = () => Promise.reject(new Error('not of this test'));
    transport = joiningTransport({
      run(request) {
        asked.push(request);
        return answer(request);
      },
      subscribe: unused,
      obstacles: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    });
  });

  const ask = (together: object, query: typeof WORD, of: string, own = scope) =>
    transport.run({ query, variables: { of }, isQuery: true, together }, own);

  it('go as one request, and each gets what it asked for', async () => {
    const together = {};
    const answers = await Promise.all([ask(together, WORD, 'a'), ask(together, AGAIN, 'bcd')]);
    expect(answers).toEqual([{ data: { word: 'word a' } }, { data: { word: 'word bcd', number: 3 } }]);
    expect(asked).toHaveLength(1);
  });

  it('are those of one moment: what is asked after the answer goes by itself', async () => {
    const together = {};
    await ask(together, WORD, 'a');
    await ask(together, WORD, 'b');
    expect(asked.map(({ variables }) => variables)).toEqual([{ of: 'a' }, { of: 'b' }]);
  });

  it('are asked by themselves where nothing says that they belong together', async () => {
    await Promise.all([ask({}, WORD, 'a'), ask({}, WORD, 'b')]);
    expect(asked).toHaveLength(2);
  });

  it('are told their own errors, at their own places', async () => {
    const together = {};
    const answers = await Promise.all([ask(together, WORD, 'a'), ask(together, AGAIN, 'broken')]);
    expect(JSON.parse(JSON.stringify(answers))).toEqual([
      { data: { word: 'word a' } },
      { data: { word: null, number: 6 }, errors: [{ message: 'no word', path: ['word'] }] },
    ]);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['nothing of the answer is left', { data: null, errors: [new GraphQLError('gone')] }],
    ['an error says no place', { data: { q0_word: 'x' }, errors: [new GraphQLError('somewhere')] }],
  ])('are each asked again by themselves when %s', async (_, first: ExecutionResult) => {
    answer = (request) => (asked.length === 1 ? Promise.resolve(first) : resolved(request));
    const together = {};
    const answers = await Promise.all([ask(together, WORD, 'a'), ask(together, WORD, 'b')]);
    expect(answers).toEqual([{ data: { word: 'word a' } }, { data: { word: 'word b' } }]);
    expect(asked).toHaveLength(3);
  });

  it('fail together when no answer comes', async () => {
    answer = () => Promise.reject(new Error('away'));
    const together = {};
    const answers = await Promise.allSettled([ask(together, WORD, 'a'), ask(together, WORD, 'b')]);
    expect(answers.map((each) => each.status === 'rejected' && String(each.reason))).toEqual([
      'Error: away',
      'Error: away',
    ]);
    expect(asked).toHaveLength(1);
  });

  it('leave alone what cannot be joined', async () => {
    const together = {};
    const many = {
      query: WORD,
      variables: { representations: Array.from({ length: 2_000 }, () => ({})) },
      isQuery: true,
      together,
    };
    await Promise.all([ask(together, WORDS, 'a'), ask(together, WORD, 'b'), transport.run(many, scope)]);
    expect(asked).toHaveLength(3);
  });

  it('are given up when all who asked have left, and not before', async () => {
    const scopes: RequestScope[] = [];
    const held = Promise.withResolvers<ExecutionResult>();
    const holding = joiningTransport({
      ...transport,
      run(_request, own) {
        scopes.push(own);
        return held.promise;
      },
    });
    const clients = [new Cancellation(60_000), new Cancellation(60_000)];
    const together = {};
    const answers = clients.map((cancellation) =>
      holding.run({ query: WORD, isQuery: true, together }, { caller: nobody, cancellation }),
    );
    await new Promise(setImmediate);
    clients[0]?.cancel('client left');
    expect(scopes[0]?.cancellation?.why).toBeUndefined();
    clients[1]?.cancel('client left');
    expect(scopes[0]?.cancellation?.why?.reason).toBe('client left');
    held.resolve({ data: { q0_word: null, q1_word: null } });
    expect(await Promise.all(answers)).toEqual([{ data: { word: null } }, { data: { word: null } }]);
  });
});

import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@longbox/identity';
import { enforcePermissions } from '@longbox/subgraph';
import {
  execute,
  getNamedType,
  isAbstractType,
  isObjectType,
  parse,
  subscribe,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { Cells, SUPERGRAPHS, callersFor, type Answer } from './matrix-cells.fixtures.ts';
import { declaredIn, say, waysTo, type Form, type Step } from './matrix.fixtures.ts';
import { fill } from './plenty.fixtures.ts';

const FORMS: readonly Form[] = ['plain', 'alias', 'fragment', 'inline', 'twice'];
const WAYS = 2;

/** A subgraph in which everything exists and nothing fails: whatever is kept back is kept back by its permissions. */
function subgraphOf(sdl: string): GraphQLSchema {
  const document = parse(sdl);
  const schema = buildSubgraphSchema([{ typeDefs: document }]);
  fill(schema);
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    field.subscribe = async function* once() {
      yield await Promise.resolve({});
    };
  enforcePermissions(schema, document);
  return schema;
}

/** What is answered; of a live operation its first event, and that it began. */
async function ask(schema: GraphQLSchema, text: string, caller: Caller): Promise<Answer> {
  const asked = { schema, document: parse(text), contextValue: { caller } };
  if (!text.startsWith('subscription')) return { ...(await execute(asked)), sent: '' };
  const begun = await subscribe(asked);
  if (!(Symbol.asyncIterator in begun)) return { ...begun, sent: '' };
  const { value } = await begun.next();
  return {
    ...(value as ExecutionResult),
    sent: Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).join(' '),
  };
}

/** The ways from a root over objects; through an interface the edge asks for more than one object does. */
function waysOverObjects(schema: GraphQLSchema, root: string, coordinate: string): Step[][] {
  const isPlain = ({ parent, field }: Step) => {
    const type = schema.getType(parent);
    return isObjectType(type) && !isAbstractType(getNamedType(type.getFields()[field]?.type));
  };
  return waysTo(schema, root, coordinate, WAYS).filter((steps) => steps.every(isPlain));
}

/** How the gateway asks for a field of an entity. */
function asEntity(schema: GraphQLSchema, coordinate: string, form: Form) {
  const [parent = '', field = ''] = coordinate.split('.');
  const steps: readonly Step[] = [
    { parent: 'Query', field: '_entities', on: parent },
    { parent, field },
  ];
  const { text, names } = say(schema, 'Query', steps, form);
  return { steps, names, text: text.replace('[]', `[{ __typename: "${parent}" }]`) };
}

const subgraphs = SUPERGRAPHS.flatMap(([, sdls]) => Object.entries(sdls)).filter(
  ([, sdl]) => declaredIn([sdl]).size > 0,
);

describe.each(subgraphs)('the subgraph %s by itself', (_, sdl) => {
  it('gives each field that has a permission to those who have it and to nobody else, whoever asks it', async () => {
    const schema = subgraphOf(sdl);
    const declared = declaredIn([sdl]);
    const cells = new Cells(declared);
    for (const [coordinate, own] of declared) {
      const [type = ''] = coordinate.split('.');
      const isEntity = new RegExp(`type ${type}\\b[^{]*@key`).test(sdl);
      const asked = FORMS.flatMap((form) => [
        ...['Query', 'Mutation', 'Subscription']
          .filter((root) => schema.getType(root))
          .flatMap((root) => waysOverObjects(schema, root, coordinate).map((steps) => ({ root, steps })))
          .map(({ root, steps }) => ({ steps, ...say(schema, root, steps, form) })),
        ...(isEntity ? [asEntity(schema, coordinate, form)] : []),
      ]);
      expect({ coordinate, isAsked: asked.length > 0 }).toEqual({ coordinate, isAsked: true });
      for (const question of asked)
        for (const caller of callersFor(own))
          cells.take(question, caller, await ask(schema, question.text, caller));
    }
    expect(cells.wrong).toEqual([]);
    expect(Math.min(cells.allowed, cells.refused)).toBeGreaterThan(declared.size);
  });
});

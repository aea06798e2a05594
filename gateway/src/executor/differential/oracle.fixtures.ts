import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  Kind,
  buildASTSchema,
  execute,
  isAbstractType,
  isObjectType,
  parse,
  validate,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { loadable } from '../supergraph.ts';
import { loadSupergraph } from '../planner/supergraph.ts';
import { parseFieldSet, stringArgument } from '../planner/field-sets.ts';
import { composed, schemaTransport } from '../../testing.fixtures.ts';
import type { Transport } from '../../transport/transport.ts';
import { cannedValue, resolveCanned, type CannedOptions, type Thing } from './canned.fixtures.ts';
import { hashOf } from './random.fixtures.ts';

/** A field that a subgraph computes from others: which, with which arguments. */
export interface Computed {
  readonly field: string;
  readonly from: readonly { readonly field: string; readonly args: Readonly<Record<string, unknown>> }[];
}

export interface Sample {
  readonly supergraphSdl: string;
  /** What a plain schema with everything in it answers. */
  reference(document: DocumentNode, variables: Record<string, unknown>): Promise<ExecutionResult>;
  readonly transports: Readonly<Record<string, Transport>>;
  readonly subgraphs: Readonly<Record<string, GraphQLSchema>>;
}

/** Composes subgraphs, puts canned answers behind them, and behind one plain schema. */
export async function createSample(
  sdls: Readonly<Record<string, string>>,
  computed: readonly Computed[] = [],
): Promise<Sample> {
  const documents = Object.fromEntries(Object.entries(sdls).map(([name, sdl]) => [name, parse(sdl)]));
  const supergraphSdl = composed(sdls);
  const loaded = await loadSupergraph(loadable(supergraphSdl));
  const plain = loaded.schema;
  const keys = Object.values(documents).map(keysOf);
  const options: CannedOptions = {
    possible: (name) => {
      const type = plain.getType(name);
      if (isObjectType(type)) return [type.name];
      return isAbstractType(type)
        ? plain
            .getPossibleTypes(type)
            .map((each) => each.name)
            .toSorted()
        : [];
    },
    keyFields: new Set(keys.flatMap(({ fields }) => [...fields])),
    calm: new Set(computed.flatMap(({ field, from }) => [field, ...from.map((each) => each.field)])),
    enumValues: (name) => commonValues(name, Object.values(documents)),
    isEntity: (type) => keys.some(({ entities }) => entities.has(type)),
  };
  const subgraphs = Object.fromEntries(
    Object.entries(documents).map(([name, document]) => [name, subgraphSchema(document, options, computed)]),
  );
  for (const { field, from } of computed) {
    const [type = '', name = ''] = field.split('.');
    const owner = plain.getType(type);
    if (!isObjectType(owner)) continue;
    const target = owner.getFields()[name];
    if (target)
      target.resolve = (source) =>
        mix(
          from.map((each) => {
            const definition = owner.getFields()[each.field];
            if (!definition) throw new TypeError(each.field);
            return cannedValue(
              plain,
              source as Thing,
              { parent: type, name: each.field, type: definition.type },
              each.args,
              options,
            );
          }),
        );
  }
  resolveCanned(plain, options);
  await loaded.stop();
  return {
    supergraphSdl,
    subgraphs,
    reference: async (document, variableValues) => execute({ schema: plain, document, variableValues }),
    transports: Object.fromEntries(
      Object.entries(subgraphs).map(([name, schema]) => [name, transportOf(schema)]),
    ),
  };
}

function subgraphSchema(
  typeDefs: DocumentNode,
  options: CannedOptions,
  computed: readonly Computed[],
): GraphQLSchema {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const type of keysOf(typeDefs).entities)
    resolvers[type] = {
      __resolveReference: (reference: Record<string, unknown>): Thing & { reference: unknown } => ({
        __typename: options.possible(type).length > 1 ? possibleOf(type, reference, options) : type,
        key: keyIn(reference),
        reference,
      }),
    };
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  for (const { field, from } of computed) {
    const [type = '', name = ''] = field.split('.');
    const owner = schema.getType(type);
    const target = isObjectType(owner) ? owner.getFields()[name] : undefined;
    if (target) target.resolve = computedIn(from.map((each) => each.field));
  }
  resolveCanned(schema, options);
  return schema;
}

function commonValues(name: string, documents: readonly DocumentNode[]): readonly string[] {
  const known = documents.flatMap(({ definitions }) =>
    definitions.flatMap((node) =>
      node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === name
        ? [(node.values ?? []).map((value) => value.name.value)]
        : [],
    ),
  );
  return (known[0] ?? []).filter((value) => known.every((values) => values.includes(value))).toSorted();
}

/** An interface that is an object here stays one; of one that is an interface here the object is found. */
function possibleOf(type: string, reference: Record<string, unknown>, options: CannedOptions): string {
  const types = options.possible(type);
  return types[hashOf(`type ${keyIn(reference)}`) % types.length] ?? type;
}

const computedIn =
  (names: readonly string[]): GraphQLFieldResolver<unknown, unknown> =>
  (source) => {
    const { reference } = source as { readonly reference: Record<string, unknown> };
    return mix(names.map((name) => reference[name]));
  };

function mix(values: readonly unknown[]): number {
  return hashOf(JSON.stringify(values)) % 1_000;
}

/** The key of the object that a representation stands for: each of its key fields holds it. */
function keyIn(reference: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(reference)) {
    if (name === '__typename') continue;
    if (typeof value === 'string' && value.startsWith(`${name}-`))
      return value.slice(name.length + 1).split('.')[0] ?? '';
    if (typeof value === 'object' && value !== null) return keyIn(value as Record<string, unknown>);
  }
  throw new TypeError(`a representation without a key: ${JSON.stringify(reference)}`);
}

function keysOf(document: DocumentNode) {
  const entities = new Set<string>();
  const fields = new Set<string>();
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const directive of node.directives ?? []) {
      const key = directive.name.value === 'key' ? stringArgument(directive, 'fields') : undefined;
      if (key === undefined) continue;
      entities.add(node.name.value);
      const parents = [node.name.value];
      visit(parseFieldSet(key), {
        Field: {
          enter({ name, selectionSet }) {
            const parent = schema.getType(parents.at(-1) ?? '');
            if (!parent || !('getFields' in parent)) return;
            if (selectionSet)
              parents.push(String(parent.getFields()[name.value]?.type).replaceAll(/[[\]!]/g, ''));
            else fields.add(`${parent.name}.${name.value}`);
          },
          leave: ({ selectionSet }) => void (selectionSet && parents.pop()),
        },
      });
    }
  }
  return { entities, fields };
}

/** A subgraph as if over HTTP: documents are checked, and what comes back is JSON. */
function transportOf(schema: GraphQLSchema): Transport {
  return schemaTransport(schema, async ({ query, variables, operationName }) => {
    const document = typeof query === 'string' ? parse(query) : query;
    const errors = validate(schema, document);
    const result =
      errors.length > 0
        ? { errors }
        : await execute({ schema, document, variableValues: variables, operationName });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  });
}

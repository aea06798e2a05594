import {
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { hashOf } from './random.fixtures.ts';

/** An object of the test data: everything about it follows from its key. */
export interface Thing {
  readonly __typename: string;
  readonly key: string;
}

export interface CannedOptions {
  /** Schemas in which a type's fields are looked up that other subgraphs have: the types an abstract type may be. */
  readonly possible: (abstract: string) => readonly string[];
  /** `Type.field` of fields from which keys are read back. */
  readonly keyFields: ReadonlySet<string>;
  /** Fields that never fail, because others are computed from them. */
  readonly calm: ReadonlySet<string>;
  readonly isEntity: (type: string) => boolean;
  /** The values of an enumeration that every subgraph knows. */
  readonly enumValues: (name: string) => readonly string[];
}

const THINGS = 5;
const WORDS = ['Dragon', 'Island', 'Forest', '', 'Lotus', 'Ärger'];

/** Gives every schema an answer to every field that is the same wherever it is asked: it depends on the object's key, the field, and its arguments. */
export function cannedValue(
  schema: GraphQLSchema,
  thing: Thing | undefined,
  field: { readonly parent: string; readonly name: string; readonly type: GraphQLOutputType },
  args: unknown,
  options: CannedOptions,
): unknown {
  const key = thing?.key ?? '';
  const coordinate = `${field.parent}.${field.name}`;
  if (options.keyFields.has(coordinate)) return `${field.name}-${key}`;
  const place = `${key}.${field.name}${stable(args)}`;
  if (!options.calm.has(field.name) && hashOf(`fail ${place}`) % 19 === 0)
    throw new GraphQLError(`${place} failed`, { extensions: { code: 'BAD_USER_INPUT' } });
  return valueOf(schema, field.type, place, options);
}

function stable(args: unknown): string {
  const entries = Object.entries((args ?? {}) as Record<string, unknown>).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries));
}

function valueOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  place: string,
  options: CannedOptions,
): unknown {
  const hash = hashOf(place);
  if (isNonNullType(type)) return present(schema, type.ofType, place, options);
  return hash % 9 === 0 ? null : present(schema, type, place, options);
}

function present(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  place: string,
  options: CannedOptions,
): unknown {
  const hash = hashOf(place);
  if (isListType(type))
    return Array.from({ length: hash % 4 }, (_, index) =>
      valueOf(schema, type.ofType, `${place}.${index}`, options),
    );
  if (isEnumType(type)) {
    const values = options.enumValues(type.name);
    return values[hash % values.length];
  }
  if (isScalarType(type)) return scalar(type.name, hash);
  if (isAbstractType(type)) {
    const key = String(hash % THINGS);
    return { __typename: runtimeType(type.name, key, options), key };
  }
  if (!isObjectType(type)) throw new TypeError(`no value of ${String(type)}`);
  return { __typename: type.name, key: options.isEntity(type.name) ? String(hash % THINGS) : place };
}

/** What an object is, of several things that it could be, follows from its key. */
export function runtimeType(abstract: string, key: string, { possible }: CannedOptions): string {
  const types = possible(abstract);
  return types[hashOf(`type ${key}`) % types.length] ?? '';
}

function scalar(name: string, hash: number): unknown {
  if (name === 'Int') return (hash % 2_000) - 1_000;
  if (name === 'Float') return (hash % 1_000) / 8;
  if (name === 'Boolean') return hash % 2 === 0;
  if (name === 'ID') return String(hash % 100);
  return WORDS[hash % WORDS.length];
}

/** Puts canned answers behind every field of a schema that has no resolver yet. */
export function resolveCanned(schema: GraphQLSchema, options: CannedOptions): void {
  const resolve: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) =>
    cannedValue(
      schema,
      source as Thing | undefined,
      { parent: info.parentType.name, name: info.fieldName, type: info.returnType },
      args,
      options,
    );
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('_')) continue;
    if (isAbstractType(type)) type.resolveType = (value) => (value as Thing)['__typename'];
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (!field.name.startsWith('_')) field.resolve ??= resolve;
  }
}

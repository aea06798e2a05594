import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Caller, Scope } from '@longbox/identity';
import { createTestEdge, nobody, type TestEdge } from '../executor/differential/edge.fixtures.ts';
import { loadable } from '../executor/supergraph.ts';
import { composed, schemaTransport } from '../testing.fixtures.ts';
import type { Transport } from '../transport/transport.ts';
import type { AuthorisationOptions } from './authorisation.ts';

/** Subgraphs in which everything exists, nothing fails and nobody is refused anything: whatever is kept back is kept back by the edge. */
export function plenty(sdls: Readonly<Record<string, string>>) {
  const transports = Object.entries(sdls).map(([name, sdl]): [string, Transport] => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl) }]);
    fill(schema);
    return [name, schemaTransport(schema)];
  });
  return { supergraphSdl: composed(sdls), transports: Object.fromEntries(transports) };
}

/** An edge over subgraphs of plenty. */
export function edgeOverPlenty(
  sdls: Readonly<Record<string, string>>,
  how: AuthorisationOptions = {},
): Promise<TestEdge> {
  const { supergraphSdl, transports } = plenty(sdls);
  return createTestEdge(loadable(supergraphSdl), transports, how);
}

/** Puts a value behind every field. Objects of abstract types are of the first of their types. */
export function fill(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('_')) continue;
    if (isAbstractType(type))
      type.resolveType = (value) =>
        (value as Record<string, string | undefined>)['__typename'] ??
        schema.getPossibleTypes(type)[0]?.name ??
        '';
    if (!isObjectType(type)) continue;
    type.isTypeOf = null;
    Object.assign(type, { resolveReference: (reference: object) => ({ ...reference }) });
    for (const field of Object.values(type.getFields()))
      if (!field.name.startsWith('_')) field.resolve = () => valueOf(field.type, schema);
  }
}

function valueOf(type: GraphQLOutputType, schema: GraphQLSchema): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, schema);
  if (isListType(type)) return [valueOf(type.ofType, schema)];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isScalarType(type)) return { Int: 1, Float: 1, Boolean: true }[type.name] ?? 'plenty';
  return {};
}

export const someone = (kind: Caller['kind'], ...scopes: readonly Scope[]): Caller => ({
  ...nobody,
  kind,
  subject: kind === 'anonymous' ? '' : 'someone',
  scopes,
});

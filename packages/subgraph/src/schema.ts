import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { enforcePermissions } from './permissions.ts';
import { DateTime, Day, Json } from './scalars.ts';
import type { SchemaName } from './subgraph.ts';

const SCHEMA_FOLDER = join(import.meta.dirname, '../../../schema/subgraphs');

/** The SDL of a subgraph, from `schema/subgraphs`. */
export function readSdl(name: SchemaName): DocumentNode {
  return parse(readFileSync(join(SCHEMA_FOLDER, `${name}.graphql`), 'utf8'), { noLocation: true });
}

/**
 * The executable schema of a subgraph: its SDL, its resolvers, the scalars, and the permissions that the SDL declares in front of the
 * fields that carry them.
 */
export function executableSchema(name: SchemaName, resolvers: object): GraphQLSchema {
  const typeDefs = readSdl(name);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { ...scalarsIn(typeDefs), ...resolvers } }]);
  enforcePermissions(schema, typeDefs);
  return schema;
}

function scalarsIn(sdl: DocumentNode) {
  const names = new Set(
    sdl.definitions.flatMap((node) => (node.kind === Kind.SCALAR_TYPE_DEFINITION ? node.name.value : [])),
  );
  return Object.fromEntries(
    Object.entries({ DateTime, Date: Day, JSON: Json }).filter(([name]) => names.has(name)),
  );
}

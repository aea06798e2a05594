import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../../schema/supergraph.graphql');

/** The composed supergraph that ships with this version. */
export function shippedSupergraph(): string {
  return readFileSync(FILE, 'utf8');
}

/**
 * The supergraph as `ApolloGateway` loads it: it refuses one whose security directives are linked with `for: SECURITY`, because it does
 * not enforce them. Here they are: at the edge (`authorization/`), and again in each subgraph, in front of the resolvers. So only that
 * argument is removed, and only of the versions that are known; another one stays refused.
 */
export function loadable(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(
    /(@link\(url: "https:\/\/specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\/v0\.1"), for: SECURITY\)/g,
    '$1)',
  );
}

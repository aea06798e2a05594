import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../../schema/supergraph.graphql');

/** The composed supergraph that ships with this version. */
export function shippedSupergraph(): string {
  return readFileSync(FILE, 'utf8');
}

/** A supergraph that is not taken; the message says why. */
export class SupergraphRefused extends Error {
  override readonly name = 'SupergraphRefused';

  constructor(cause: unknown) {
    super(`The supergraph cannot be served: ${reasonIn(cause)}`, { cause });
  }
}

/** Apollo's checks tell what they found as causes, and their places in the file with it. */
function reasonIn(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { causes } = cause as { readonly causes?: readonly Error[] };
  return causes?.length ? causes.map(({ message }) => message).join('; ') : cause.message;
}

/**
 * The supergraph as `ApolloGateway` loads it: it refuses one whose security directives are linked with `for: SECURITY`, because it does
 * not enforce them. Here they are, at the edge (`authorization/`), and in the store again in each subgraph, in front of the resolvers. So only
 * that argument is removed, and only of the versions that are known; another one stays refused.
 */
export function loadable(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(
    /(@link\(url: "https:\/\/specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\/v0\.1"), for: SECURITY\)/g,
    '$1)',
  );
}

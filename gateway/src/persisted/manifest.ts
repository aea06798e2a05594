import { createHash } from 'node:crypto';
import { GraphQLError, getOperationAST, parse, type DocumentNode } from 'graphql';
import { z } from 'zod';

/** One operation as a client's build wrote it down. */
export interface ManifestOperation {
  /** What the client sends for it: usually the SHA-256 of the body, in hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The whole document: the operation and its fragments. */
  readonly body: string;
}

/** The operations that a client may send. */
export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly ManifestOperation[];
}

/** A manifest that cannot be read; the message says where. */
export class InvalidManifest extends Error {
  override readonly name = 'InvalidManifest';
}

/** A big app has some hundreds; each is held in memory by every gateway that the key calls. */
export const MOST_OPERATIONS = 2_000;
/** Ten times the largest operation of Longbox's own apps. */
const MOST_BODY_CHARACTERS = 50_000;
const MOST_ID_CHARACTERS = 200;

const MANIFEST = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z
    .array(
      z.object({
        id: z.string().min(1).max(MOST_ID_CHARACTERS),
        name: z.string().min(1).max(255),
        type: z.enum(['query', 'mutation', 'subscription']),
        body: z.string().min(1).max(MOST_BODY_CHARACTERS),
      }),
    )
    .max(MOST_OPERATIONS),
});

/** What `relay-compiler` writes where its `persistConfig` names a file: texts by their ids. */
const TEXTS_BY_ID = z.record(z.string(), z.string()).refine((texts) => Object.keys(texts).length > 0);

const SHA_256 = /^[0-9a-f]{64}$/i;

/**
 * Reads a manifest of the format `apollo-persisted-query-manifest`, as `@apollo/generate-persisted-query-manifest` writes it, or the file of
 * Relay's compiler. An id that looks like a SHA-256 must be that of its body. Throws `InvalidManifest`.
 */
export function readManifest(text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InvalidManifest('it is not JSON', { cause });
  }
  const texts = TEXTS_BY_ID.safeParse(json);
  const read = MANIFEST.safeParse(texts.success ? manifestOf(texts.data) : json);
  if (!read.success) throw new InvalidManifest(z.prettifyError(read.error));
  const seen = new Set<string>();
  for (const { id, name, body } of read.data.operations) {
    if (seen.has(id)) throw new InvalidManifest(`the id ${id} is there twice`);
    seen.add(id);
    if (SHA_256.test(id) && id !== sha256Of(body))
      throw new InvalidManifest(
        `the id of ${name}, ${id}, is not the SHA-256 of its body (${sha256Of(body)}): generate the manifest again`,
      );
  }
  return read.data;
}

function manifestOf(texts: Readonly<Record<string, string>>): unknown {
  const operations = Object.entries(texts).map(([id, body]) => {
    const operation = getOperationAST(documentOf(id, body));
    return { id, name: operation?.name?.value, type: operation?.operation, body };
  });
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

function documentOf(id: string, body: string): DocumentNode {
  try {
    return parse(body, { noLocation: true });
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    throw new InvalidManifest(`the text of ${id} is not GraphQL: ${cause.message}`, { cause });
  }
}

/** In hexadecimal, lower case. */
export function sha256Of(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

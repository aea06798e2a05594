import { GraphQLError } from 'graphql';

/** Codes of top-level errors; the client contract lists them. */
export type EdgeErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'OPERATION_TOO_EXPENSIVE'
  | 'RATE_LIMITED'
  | 'DOWNSTREAM_SERVICE_ERROR'
  | 'INTERNAL_SERVER_ERROR';

export function edgeError(code: EdgeErrorCode, message: string, { cause }: ErrorOptions = {}): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code },
    originalError: cause instanceof Error ? cause : null,
  });
}

/** Codes that may reach a client with the message they came with; every other error is ours and is masked. */
const TOLD: ReadonlySet<unknown> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'DOWNSTREAM_SERVICE_ERROR',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_TOO_EXPENSIVE',
  'RATE_LIMITED',
]);

/** What Apollo Server tells apart and the client contract does not: a request that does not match the schema. */
const DOES_NOT_MATCH: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

export interface ToldError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions: { readonly code: string };
}

/**
 * An error as a client may see it: message, place and code. Stack, cause, SQL, hosts and subgraphs' own extensions stay here; an error
 * whose code is not for clients keeps nothing but its path.
 */
export function told(error: {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly locations?: readonly { readonly line: number; readonly column: number }[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}): ToldError {
  const given = error.extensions?.['code'];
  const code = DOES_NOT_MATCH.has(given) ? 'BAD_USER_INPUT' : given;
  const known = TOLD.has(code);
  return {
    message: known ? error.message : 'Something went wrong on our side. It has been logged; try again.',
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { code: known ? String(code) : 'INTERNAL_SERVER_ERROR' },
  };
}

/** A message without the names that graphql-js proposes instead of a wrong one: by them the schema could be guessed, name after name. */
export function withoutProposal(message: string): string {
  return message.replace(/ ?Did you mean .*\?$/s, '');
}

/** The same as a `GraphQLError`, for what wants one to send it. */
export function toldError(error: Parameters<typeof told>[0]): GraphQLError {
  const { message, path, extensions } = told(error);
  return new GraphQLError(message, { path: path ?? null, extensions });
}

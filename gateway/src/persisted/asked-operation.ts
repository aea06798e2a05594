import { edgeError } from '../errors.ts';

/** The fields of a GraphQL request, from its body or the parameters of its address. */
export type Fields = Readonly<Record<string, unknown>>;

/** Which operation a request asks for. */
export interface Asked {
  /** Of a persisted operation. */
  readonly id: string | undefined;
  readonly text: string | undefined;
}

/** The parameters of a GET; `variables` and `extensions` are JSON there. Throws BAD_USER_INPUT for JSON that is none, and for what is said twice. */
export function fieldsOfSearch(search: string): Fields {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in fields) throw edgeError('BAD_USER_INPUT', `The parameter \`${name}\` is there twice.`);
    fields[name] = name === 'variables' || name === 'extensions' ? jsonOf(name, value) : value;
  }
  return fields;
}

/** The other way round. */
export function searchOfFields({ query, operationName, variables, extensions }: Fields): string {
  const search = new URLSearchParams();
  if (typeof query === 'string') search.set('query', query);
  if (typeof operationName === 'string') search.set('operationName', operationName);
  if (variables !== undefined) search.set('variables', JSON.stringify(variables));
  if (extensions !== undefined) search.set('extensions', JSON.stringify(extensions));
  return `?${search.toString()}`;
}

function jsonOf(name: string, text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw edgeError('BAD_USER_INPUT', `The parameter \`${name}\` is not JSON.`, { cause });
  }
}

/**
 * The operation that a request asks for, by whichever of the ways that clients have: `extensions.persistedQuery.sha256Hash` (Apollo),
 * `documentId` (GraphQL over HTTP), `doc_id` (Relay), `query`. Throws BAD_USER_INPUT when two ids contradict each other or one is no text.
 */
export function askedIn(fields: Fields): Asked {
  const { query, documentId, doc_id: docId } = fields;
  const ids = [persistedHash(fields['extensions']), documentId, docId].filter(
    (id) => id !== undefined && id !== null,
  );
  const [id, ...others] = ids.map((each) => {
    if (typeof each === 'string') return each.startsWith('sha256:') ? each.slice('sha256:'.length) : each;
    throw edgeError('BAD_USER_INPUT', 'The id of an operation is a text.');
  });
  if (others.some((other) => other !== id))
    throw edgeError('BAD_USER_INPUT', 'Send one id of an operation, not several.');
  return { id, text: typeof query === 'string' && query !== '' ? query : undefined };
}

function persistedHash(extensions: unknown): unknown {
  if (!isRecord(extensions)) return undefined;
  const { persistedQuery } = extensions;
  return isRecord(persistedQuery) ? persistedQuery['sha256Hash'] : undefined;
}

/** The same request for a text, with no trace of an id. */
export function withText(fields: Fields, query: string): Fields {
  const { documentId: _documentId, doc_id: _docId, extensions, ...rest } = fields;
  if (!isRecord(extensions)) return { ...rest, query };
  const { persistedQuery: _persisted, ...others } = extensions;
  return { ...rest, query, ...(Object.keys(others).length > 0 ? { extensions: others } : {}) };
}

/** The same request with its id where Apollo Server looks for it: for automatic persisted queries. */
export function withHash(fields: Fields, sha256Hash: string): Fields {
  const { documentId: _documentId, doc_id: _docId, extensions, ...rest } = fields;
  const others = isRecord(extensions) ? extensions : {};
  return { ...rest, extensions: { ...others, persistedQuery: { version: 1, sha256Hash } } };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { parse, print } from 'graphql';
import type { GraphQLError } from 'graphql';
import { edgeError } from '../errors.ts';
import type { Identification, Identified } from '../identity/authenticate.ts';
import { askedIn, isRecord, withHash, withText, type Fields } from './asked-operation.ts';
import { sha256Of, type Manifest, type ManifestOperation } from './manifest.ts';

/** What ships with this version: what Longbox's own apps send, and what partners may unless more is registered for them. */
export interface ShippedManifests {
  readonly apps: readonly Manifest[];
  readonly partner: Manifest;
}

/** Which operation a request is about, and whether its caller may send it. */
export interface PersistedOperations {
  /**
   * The request with the text of the operation that it asks for. A partner is given what is registered for its key and nothing else. What
   * others ask for by a hash that is not known here is left to the automatic persisted queries of Apollo Server. Throws a `GraphQLError`.
   */
  resolve(identified: Identified, fields: unknown): Promise<unknown>;
}

/** A text that is longer is none of ours; it is not parsed to find out. */
const MOST_COMPARED_CHARACTERS = 50_000;
const SHA_256 = /^[0-9a-f]{64}$/;

const notFound = () =>
  edgeError(
    'PERSISTED_QUERY_NOT_FOUND',
    'No such operation is registered for your key. Send the id of one that is; the store registers new ones from your manifest.',
  );

/** What a client of Apollo's looks for where ids are not taken: it sends texts from then on. */
const notTaken = () => edgeError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');

/** What a client of Apollo's looks for when an id is not known: it sends the text then. */
const notKnown = () => edgeError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

/** `takesIds`: whether the store's own apps may send ids. What partners may send is a permission, and holds in any case. */
export function createPersistedOperations(
  how: Identification,
  shipped: ShippedManifests | undefined,
  takesIds: boolean,
): PersistedOperations {
  const ofApps = new Map(
    shipped?.apps.flatMap(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  );
  const ofPartners = byId(shipped?.partner.operations ?? []);
  const bodies = new Map(
    (shipped?.partner.operations ?? []).map((operation) => [print(parse(operation.body)), operation]),
  );

  async function partner(keyId: string, fields: unknown): Promise<Fields> {
    if (!isRecord(fields)) throw edgeError('BAD_USER_INPUT', 'Send one operation with each request.');
    const { id, text } = askedIn(fields);
    const registered = 'everybody' in how ? undefined : await how.partners?.operations(keyId);
    if (id !== undefined) {
      const operation = (registered ?? ofPartners).get(id);
      if (!operation) throw notFound();
      if (text !== undefined && text !== operation.body)
        throw edgeError(
          'BAD_USER_INPUT',
          'The text is not that of the operation with this id: leave it out.',
        );
      return withText(fields, operation.body);
    }
    // Who was never given a manifest, and has a key of the stores file, may say what ships with Longbox in words.
    const said = registered || text === undefined ? undefined : bodies.get(normalised(text));
    if (!said) throw notFound();
    return withText(fields, said.body);
  }

  function others(fields: unknown): unknown {
    if (!isRecord(fields)) return fields;
    const { id, text } = askedIn(fields);
    if (id === undefined) return fields;
    if (!takesIds) throw notTaken();
    if (text !== undefined && sha256Of(text) !== id)
      throw edgeError('BAD_USER_INPUT', 'The hash is not the SHA-256 of the text: hash it as it is sent.');
    const body = ofApps.get(id);
    if (body !== undefined) return withText(fields, body);
    if (!SHA_256.test(id)) throw notKnown();
    return withHash(fields, id);
  }

  return {
    async resolve({ caller }, fields) {
      return caller.kind === 'partner' ? partner(caller.subject, fields) : others(fields);
    },
  };
}

const byId = (operations: readonly ManifestOperation[]) =>
  new Map(operations.map((operation) => [operation.id, operation]));

/** The text without what does not matter; of what cannot be read, the text itself. */
function normalised(text: string): string {
  if (text.length > MOST_COMPARED_CHARACTERS) return text;
  try {
    return print(parse(text));
  } catch {
    return text;
  }
}

/** Whether an error says that an operation is not registered or known. */
export function isNotFound({ extensions }: Pick<GraphQLError, 'extensions'>): boolean {
  return extensions['code'] === 'PERSISTED_QUERY_NOT_FOUND';
}

import type { Logger } from 'pino';
import { pause, pauseAfter, type Backoff } from './backoff.ts';
import { SCHEMA_TEXTS } from './generated.ts';

/** The registry has a schema of an event that the one which Longbox would write does not agree with; nothing is to be published then. */
export class IncompatibleSchemas extends Error {
  override readonly name = 'IncompatibleSchemas';
}

export interface RegistryOptions {
  /** A registry that speaks Confluent's API; a name and password may stand in the URL. */
  readonly url: string;
  readonly logger: Logger;
  /** Everything is given up after so long; 10,000 when left out, which is how much a registry that is away may delay a start. */
  readonly deadlineMs?: number;
  /** Every version of each type of event, oldest first, as Avro in JSON; the declared ones when left out. */
  readonly schemas?: Readonly<Record<string, readonly string[]>>;
}

const BACKOFF: Backoff = { firstMs: 200, longestMs: 5_000 };
const REQUEST_MS = 5_000;
const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';

/** What the registry answered to something it would not do. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Registers every version of the events' schemas, oldest first, each under the name of its record (Confluent's RecordNameStrategy: the
 * subject of `OrderPlaced` is `OrderPlaced`, in whichever topic it travels), and has the registry hold later versions to what Longbox holds
 * them to itself, FULL_TRANSITIVE. What is there already is left as it is, so that every process may do this at each start.
 *
 * Payloads do not name the registry's ids: they are in Avro's single-object encoding, which names the schema by its fingerprint. The
 * registry is for those who read the topics from elsewhere.
 *
 * Throws `IncompatibleSchemas`. A registry that is away is told in the log, and false is answered; it is not needed to publish.
 */
export async function registerSchemas(options: RegistryOptions): Promise<boolean> {
  const { logger, deadlineMs = 10_000, schemas = SCHEMA_TEXTS } = options;
  const late = AbortSignal.timeout(deadlineMs);
  const ask = requester(options.url, late);
  try {
    for (const [subject, versions] of Object.entries(schemas)) await registerType(ask, subject, versions);
    logger.info({ subjects: Object.keys(schemas).length }, 'the schema registry has every schema');
    return true;
  } catch (error) {
    if (error instanceof IncompatibleSchemas) throw error;
    logger.warn({ err: error }, 'the schemas could not be registered; the next start tries again');
    return false;
  }
}

type Ask = (method: 'POST' | 'PUT', path: string, body: object) => Promise<unknown>;

async function registerType(ask: Ask, subject: string, versions: readonly string[]): Promise<void> {
  const name = encodeURIComponent(subject);
  for (const [index, schema] of versions.entries()) {
    try {
      await ask('POST', `/subjects/${name}/versions`, { schema, schemaType: 'AVRO' });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      throw new IncompatibleSchemas(
        `the schema registry refuses version ${index + 1} of ${subject}, which is not compatible with what it has: ${error.message}. ` +
          `Look at what it has at /subjects/${name}/versions: another Longbox may have registered a later version, or somebody else a schema of that name.`,
        { cause: error },
      );
    }
    // Once there is a subject: from then on the registry refuses what the next versions may not do.
    if (index === 0) await ask('PUT', `/config/${name}`, { compatibility: 'FULL_TRANSITIVE' });
  }
}

/** Asks the registry, again with backoff while it is away or busy. Throws `Refused`, or the last failure when the time is over. */
function requester(address: string, late: AbortSignal): Ask {
  const base = new URL(address);
  const { username, password } = base;
  base.username = '';
  base.password = '';
  const root = base.href.replace(/\/$/, '');
  const headers = {
    'content-type': MEDIA_TYPE,
    accept: MEDIA_TYPE,
    ...(username === ''
      ? {}
      : {
          authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
        }),
  };

  async function once(method: string, path: string, body: object): Promise<unknown> {
    const answer = await fetch(root + path, {
      method,
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.any([late, AbortSignal.timeout(REQUEST_MS)]),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(answer.status, `${answer.status} ${messageOf(text)}`);
    return text;
  }

  return async (method, path, body) => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await once(method, path, body);
      } catch (error) {
        if (late.aborted || (error instanceof Refused && !isPassing(error.status))) throw error;
        await pause(pauseAfter(failures, BACKOFF), late);
        if (late.aborted) throw error;
      }
    }
  };
}

/** Answers that may be others a moment later. */
function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

const LONGEST_MESSAGE = 500;

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    if (typeof message === 'string') return message.slice(0, LONGEST_MESSAGE);
  } catch {
    // Not JSON: a proxy in between, whose words are all there is.
  }
  return text.slice(0, LONGEST_MESSAGE);
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { emptyDatabase } from '@longbox/testing';
import { openGateway } from './commands/gateway.ts';
import { Life } from './life.ts';
import { addressVariable, readSettings } from './settings.ts';

/** A step of the edge that a setting switches. */
interface Switch {
  readonly step: string;
  /** Where it is on. Empty: by default. */
  readonly on: NodeJS.ProcessEnv;
  /** Where it is off. Empty: by default. */
  readonly off: NodeJS.ProcessEnv;
  /** What is seen of it where it is on, by the graph's URL. */
  readonly isSeen: (url: string) => Promise<boolean>;
}

/** Nobody listens there: what a subgraph is asked for cannot be had. */
const NOWHERE = 'http://127.0.0.1:9/graphql';

const codesOf = async (url: string, query: string): Promise<readonly unknown[]> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { errors = [] } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
};

const codesOfGet = async (
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { 'apollo-require-preflight': 'true' },
): Promise<readonly unknown[]> => {
  const answer = await fetch(`${url}?${new URLSearchParams(fields).toString()}`, {
    headers: { accept: 'application/json', ...headers },
  });
  const { errors = [] } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
};

const tells = (metric: string) => async (url: string) =>
  (await (await fetch(url.replace('/graphql', '/metrics'))).text()).includes(`\n# TYPE ${metric} `);

const TOO_MANY = `{ ${Array.from({ length: 31 }, (_, at) => `a${at}: __typename`).join(' ')} }`;

/** Within every limit. */
const DEAR = `{ ${Array.from({ length: 29 }, (_, at) => `a${at}: products(first: 100) { edges { node { id } } }`).join(' ')} }`;

const SWITCHES: readonly Switch[] = [
  {
    step: 'limits',
    on: {},
    off: { LONGBOX_EDGE_LIMITS: 'false' },
    isSeen: async (url) => (await codesOf(url, TOO_MANY)).includes('BAD_USER_INPUT'),
  },
  {
    step: 'costs and budgets',
    on: {},
    off: { LONGBOX_EDGE_LIMITS: 'false' },
    isSeen: async (url) => (await codesOf(url, DEAR)).includes('OPERATION_TOO_EXPENSIVE'),
  },
  {
    step: 'rates',
    on: { LONGBOX_RATE_ANONYMOUS: '1' },
    off: {},
    isSeen: async (url) => {
      await codesOf(url, '{ __typename }');
      return (await codesOf(url, '{ __typename }')).includes('RATE_LIMITED');
    },
  },
  {
    step: 'persisted operations',
    on: {},
    off: { LONGBOX_EDGE_PERSISTED: 'false' },
    // By a hash that nobody knows: Apollo's clients send the text once, or never a hash again.
    isSeen: async (url) => {
      const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } });
      const [code] = await codesOfGet(url, { extensions });
      expect(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']).toContain(code);
      return code === 'PERSISTED_QUERY_NOT_FOUND';
    },
  },
  {
    step: 'CSRF prevention',
    on: {},
    off: { LONGBOX_EDGE_CSRF: 'false' },
    isSeen: async (url) =>
      (await codesOfGet(url, { query: '{ __typename }' }, {})).includes('BAD_USER_INPUT'),
  },
  {
    step: 'masking',
    on: {},
    off: { LONGBOX_EDGE_MASKING: 'false' },
    // The contract has one code for what does not match the schema.
    isSeen: async (url) => {
      const [code] = await codesOf(url, '{ nothingOfTheKind }');
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(code);
      return code === 'BAD_USER_INPUT';
    },
  },
  {
    step: 'permissions',
    on: {},
    off: { LONGBOX_EDGE_PERMISSIONS: 'false' },
    // Else the subgraph is asked, which would refuse it.
    isSeen: async (url) => {
      const [code] = await codesOf(url, '{ me { id } }');
      expect(['UNAUTHENTICATED', 'DOWNSTREAM_SERVICE_ERROR']).toContain(code);
      return code === 'UNAUTHENTICATED';
    },
  },
  {
    step: 'introspection',
    on: { LONGBOX_INTROSPECTION: 'everybody' },
    off: { LONGBOX_INTROSPECTION: 'nobody' },
    isSeen: async (url) => (await codesOf(url, '{ __schema { queryType { name } } }')).length === 0,
  },
  {
    step: 'flags',
    on: {},
    off: { LONGBOX_EDGE_FLAGS: 'false' },
    isSeen: async (url) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query: '{ assignedVariants { name variant } }' });
      const { data } = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
        data: { assignedVariants: readonly unknown[] };
      };
      return data.assignedVariants.length > 0;
    },
  },
  {
    step: 'the metrics of operations',
    on: {},
    off: { LONGBOX_EDGE_METRICS: 'false' },
    isSeen: tells('longbox_operation_seconds'),
  },
  {
    step: 'the entity cache',
    on: {},
    off: { LONGBOX_CACHE_MEGABYTES: '0' },
    isSeen: tells('longbox_entity_cache_entries'),
  },
  {
    step: 'breakers and bulkheads',
    on: {},
    off: { LONGBOX_EDGE_BREAKERS: 'false' },
    isSeen: tells('longbox_subgraph_breaker_state'),
  },
];

const life = new Life();
const folder = mkdtempSync(join(tmpdir(), 'longbox-switches-'));
/** Of each gateway, by the settings that it has beside those of all. */
const urls = new Map<string, string>();
const keyOf = (environment: NodeJS.ProcessEnv) => JSON.stringify(environment);
let dropEvents: () => Promise<void>;

beforeAll(async () => {
  const { url, drop } = await emptyDatabase('events');
  dropEvents = drop;
  const flags = join(folder, 'flags.yaml');
  writeFileSync(flags, 'flags:\n  seen-by-all: { percentage: 100, visible: true }\n');
  const common = {
    LONGBOX_DATA_DIR: folder,
    LONGBOX_FLAGS_FILE: flags,
    LONGBOX_LOG_LEVEL: 'silent',
    EVENTS_DATABASE_URL: url,
    ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [addressVariable(name), NOWHERE])),
    PORT: '0',
  };
  for (const environment of SWITCHES.flatMap(({ on, off }) => [on, off]))
    if (!urls.has(keyOf(environment)))
      urls.set(keyOf(environment), await openGateway(life, readSettings({ ...common, ...environment })));
}, 60_000);

afterAll(async () => {
  await life.end((what, cause) => {
    throw new Error(`${what} did not end`, { cause });
  });
  await dropEvents();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe('a step of the edge that a setting switches', () => {
  it.each(SWITCHES)(
    'is taken where it is on, and not where it is off: $step',
    async ({ on, off, isSeen }) => {
      expect(await isSeen(urls.get(keyOf(on)) ?? '')).toBe(true);
      expect(await isSeen(urls.get(keyOf(off)) ?? '')).toBe(false);
    },
  );
});

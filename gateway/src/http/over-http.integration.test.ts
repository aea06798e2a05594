import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import type { Gateway } from '../gateway.ts';
import { createSample } from '../executor/differential/oracle.fixtures.ts';
import { startTestGateway } from '../testing.fixtures.ts';

/** A GET that a foreign page could make a browser send is refused unless it carries a header that makes the browser ask first. */
const PREFLIGHT = { 'apollo-require-preflight': 'true' };
const NEED_PREFLIGHT = ['5A70', 'D6D5', '6A70'];

const auditsWith = (headers: Record<string, string>) =>
  serverAudits({
    url: () => gateway.url,
    fetchFn: (url: string, init?: RequestInit) =>
      fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), ...headers } }),
  });

let gateway: Gateway;

beforeAll(async () => {
  const { supergraphSdl, transports } = await createSample({ only: 'type Query { hello: String }' });
  gateway = await startTestGateway({
    supergraphSdl,
    transports,
    explorer: true,
  });
});
afterAll(() => gateway.stop());

describe('GraphQL over HTTP', () => {
  it.each(
    [
      ...auditsWith({}).filter(({ id }) => !NEED_PREFLIGHT.includes(id)),
      ...auditsWith(PREFLIGHT).filter(({ id }) => NEED_PREFLIGHT.includes(id)),
    ].map((audit) => [`${audit.id}: ${audit.name}`, audit] as const),
  )('%s', async (_, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });

  it.each(auditsWith({}).filter(({ id }) => NEED_PREFLIGHT.includes(id)))(
    'keeps foreign pages from sending it: $name',
    async (audit) => {
      expect((await audit.fn()).status).not.toBe('ok');
    },
  );
});

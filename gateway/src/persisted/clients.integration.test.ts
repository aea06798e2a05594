import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import {
  generatePersistedQueryIdsAtRuntime,
  generatePersistedQueryIdsFromManifest,
} from '@apollo/persisted-query-lists';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { Environment, Network, RecordSource, Store, fetchQuery } from 'relay-runtime';
import { RELAY_FILE, generatedManifest, relayRequest } from './clients.fixtures.ts';
import { readManifest, sha256Of, type Manifest } from './manifest.ts';
import { startEdges, type Edge } from './persisted.fixtures.ts';

/** What a request of the client under test carried. */
interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: Record<string, unknown> | undefined;
}

const WHO = 'query Who { whoAmI }';
const ASKED = 'query Asked($text: String) { ...All } fragment All on Query { asked(text: $text) }';
const TOUCH = 'mutation Touch { touch }';
const UNREGISTERED = gql('query Curious { whoAmI shelf }');

let edge: Edge;
let url: string;
let key: string;
let id: string;
let manifest: Manifest;

beforeAll(async () => {
  edge = await startEdges();
  url = edge.gateways[0]?.url ?? '';
  manifest = readManifest(generatedManifest([WHO, ASKED, TOUCH]));
  const { operations } = manifest;
  ({ key, id } = await edge.partner([...operations, ...readManifest(RELAY_FILE).operations]));
  await waitFor(
    async () => (await fetch(`${url}?documentId=${operations[0]?.id}`, { headers: { 'x-api-key': key } })).ok,
    {
      what: 'the gateway to know the key',
    },
  );
});
afterAll(() => edge.stop());

/** How the client names its operations: as its manifest does, or by what it is asked for. */
const byManifest = () =>
  generatePersistedQueryIdsFromManifest({ loadManifest: () => ({ operations: [...manifest.operations] }) });
const byText = () => generatePersistedQueryIdsAtRuntime({ sha256: sha256Of });

/** An Apollo Client; and what it sent. */
function apolloClient({
  ids = byManifest,
  isPartner = true,
  useGETForHashedQueries = false,
}: { ids?: () => PersistedQueryLink.Options; isPartner?: boolean; useGETForHashedQueries?: boolean } = {}) {
  const sent: Sent[] = [];
  const http = new HttpLink({
    uri: url,
    headers: isPartner ? { 'x-api-key': key } : {},
    fetch: (input, init) => {
      const body =
        typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
      sent.push({
        method: init?.method ?? 'GET',
        url: input instanceof Request ? input.url : String(input),
        body,
      });
      return fetch(input, init);
    },
  });
  const persisted = new PersistedQueryLink({ ...ids(), useGETForHashedQueries });
  const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([persisted, http]) });
  return { client, sent };
}

describe('Apollo Client with its persisted-query link and a generated manifest', () => {
  it('sends hashes and no text, by POST and by GET, mutations by POST', async () => {
    const { client, sent } = apolloClient();
    expect((await client.query({ query: gql(WHO) })).data).toEqual({ whoAmI: `partner ${id} of demo` });
    expect((await client.mutate({ mutation: gql(TOUCH) })).data).toEqual({ touch: expect.any(Number) });
    expect(sent.map(({ method, body }) => [method, body?.['query']])).toEqual([
      ['POST', undefined],
      ['POST', undefined],
    ]);
    const byGet = apolloClient({ useGETForHashedQueries: true });
    const { data } = await byGet.client.query({ query: gql(ASKED), variables: { text: 'x' } });
    expect(data).toMatchObject({ asked: expect.any(Number) });
    await byGet.client.mutate({ mutation: gql(TOUCH) });
    expect(byGet.sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(byGet.sent[0]?.url).not.toContain('query=');
  });

  it('is refused what is not registered, also when it sends the text after that', async () => {
    const { client, sent } = apolloClient({ ids: () => ({ sha256: sha256Of }) });
    await expect(client.query({ query: UNREGISTERED })).rejects.toThrow('No such operation is registered');
    expect(sent.at(-1)?.body?.['query']).toContain('Curious');
  });

  it('registers by itself where it is an app of the store', async () => {
    const { client, sent } = apolloClient({ ids: byText, isPartner: false });
    const first = await client.query({ query: UNREGISTERED });
    expect(first.data).toEqual({ whoAmI: 'anonymous  of demo', shelf: 'the shelf of demo' });
    await client.query({ query: UNREGISTERED, fetchPolicy: 'network-only' });
    expect(sent.map(({ body }) => typeof body?.['query'])).toEqual(['undefined', 'string', 'undefined']);
  });
});

describe('Relay with what its compiler persisted', () => {
  /** As Relay's guide to persisted queries has it: the id of the compiled artefact, and the variables. */
  const network = Network.create(async (params, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ doc_id: params.id, variables }),
    });
    return response.json() as never;
  });
  const environment = new Environment({ network, store: new Store(new RecordSource()) });
  const ask = (request = relayRequest()) => fetchQuery(environment, request, { text: 'y' }).toPromise();

  it('is answered by doc_id, and refused what is not registered', async () => {
    expect(await ask()).toEqual({ asked: expect.any(Number) });
    await expect(ask(relayRequest(sha256Of('x')))).rejects.toThrow('No such operation is registered');
  });
});

import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { print, type DocumentNode } from 'graphql';
import { readManifest, type ManifestOperation } from './manifest.ts';
import { operation, startEdges, type Edge } from './persisted.fixtures.ts';

/** What a request of the client under test carried. */
interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: Record<string, unknown> | undefined;
}

const WHO = gql`
  query Who {
    whoAmI
  }
`;
const ASKED = gql`
  query Asked($text: String) {
    asked(text: $text)
  }
`;
const TOUCH = gql`
  mutation Touch {
    touch
  }
`;
const UNREGISTERED = gql`
  query Curious {
    whoAmI
    shelf
  }
`;

/** The manifest of an app, as its build writes it: each document as the client's cache transforms it, printed, and its hash. */
function manifestOf(documents: readonly DocumentNode[]): string {
  const cache = new InMemoryCache();
  const operations = documents.map((document): ManifestOperation => {
    const body = print(cache.transformDocument(document));
    return operation(body);
  });
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });
}

let edge: Edge;
let url: string;
let key: string;
let id: string;
let operations: readonly ManifestOperation[];

beforeAll(async () => {
  edge = await startEdges();
  url = edge.gateways[0]?.url ?? '';
  ({ operations } = readManifest(manifestOf([WHO, ASKED, TOUCH])));
  ({ key, id } = await edge.partner(operations));
  await waitFor(
    async () => (await fetch(`${url}?documentId=${operations[0]?.id}`, { headers: { 'x-api-key': key } })).ok,
    {
      what: 'the gateway to know the key',
    },
  );
});
afterAll(() => edge.stop());

/** An Apollo Client of a partner, whose hashes come from its manifest; and what it sent. */
function apolloClient(options: { useGETForHashedQueries?: boolean; apiKey?: string | undefined } = {}) {
  const sent: Sent[] = [];
  const byName = new Map(operations.map((each) => [each.name, each.id]));
  const apiKey = 'apiKey' in options ? options.apiKey : key;
  const http = new HttpLink({
    uri: url,
    headers: apiKey === undefined ? {} : { 'x-api-key': apiKey },
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
  const persisted = new PersistedQueryLink({
    generateHash(document) {
      const [definition] = document.definitions;
      const name = definition && 'name' in definition ? definition.name?.value : undefined;
      return byName.get(name ?? '') ?? createHash('sha256').update(print(document)).digest('hex');
    },
    useGETForHashedQueries: options.useGETForHashedQueries ?? false,
  });
  const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([persisted, http]) });
  return { client, sent };
}

describe('Apollo Client with its persisted-query link and its manifest', () => {
  it('sends hashes and no text, by POST and by GET, mutations by POST', async () => {
    const { client, sent } = apolloClient();
    expect((await client.query({ query: WHO })).data).toEqual({ whoAmI: `partner ${id} of demo` });
    expect((await client.mutate({ mutation: TOUCH })).data).toEqual({ touch: expect.any(Number) });
    expect(sent.map(({ method, body }) => [method, body?.['query']])).toEqual([
      ['POST', undefined],
      ['POST', undefined],
    ]);
    const byGet = apolloClient({ useGETForHashedQueries: true });
    const { data } = await byGet.client.query({ query: ASKED, variables: { text: 'x' } });
    expect(data).toEqual({ asked: expect.any(Number) });
    await byGet.client.mutate({ mutation: TOUCH });
    expect(byGet.sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(byGet.sent[0]?.url).not.toContain('query=');
  });

  it('is refused what is not registered, also when it sends the text after that', async () => {
    const { client, sent } = apolloClient();
    await expect(client.query({ query: UNREGISTERED })).rejects.toThrow('No such operation is registered');
    expect(sent.at(-1)?.body?.['query']).toContain('Curious');
  });

  it('registers by itself where it is an app of the store', async () => {
    const { client, sent } = apolloClient({ apiKey: undefined });
    const first = await client.query({ query: UNREGISTERED });
    expect(first.data).toEqual({ whoAmI: 'anonymous  of demo', shelf: 'the shelf of demo' });
    await client.query({ query: UNREGISTERED, fetchPolicy: 'network-only' });
    expect(sent.map(({ body }) => typeof body?.['query'])).toEqual(['undefined', 'string', 'undefined']);
  });
});

describe('Relay’s network layer', () => {
  /** As Relay's guide to persisted queries has it: the id of the compiled artefact, and the variables. */
  const fetchQuery = async (params: { readonly id: string }, variables: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ doc_id: params.id, variables }),
    });
    return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  };

  it('sends doc_id and variables', async () => {
    const asked = operations.find(({ name }) => name === 'Asked');
    expect((await fetchQuery({ id: asked?.id ?? '' }, { text: 'y' })).data).toEqual({
      asked: expect.any(Number),
    });
    const { errors } = await fetchQuery({ id: createHash('md5').update('x').digest('hex') }, {});
    expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

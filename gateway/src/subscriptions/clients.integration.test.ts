import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApolloClient, HttpLink, InMemoryCache, gql, type ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client as UrqlClient, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient, type Client as WsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import { createLedger, inProcess, startLiveGateway, type Ledger } from './live.fixtures.ts';

let ledger: Ledger;
let gateway: Gateway;
let socket: WsClient;
beforeEach(async () => {
  ledger = createLedger();
  ledger.change('1');
  gateway = await startLiveGateway(inProcess(ledger));
  socket = createWsClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
});
afterEach(async () => {
  await socket.dispose();
  await gateway.stop();
});

const QUERY = 'subscription ($id: ID!) { orderUpdated(id: $id) { id revision title } }';
const REFUSED = 'subscription ($id: ID!) { orderUpdated(id: $id) { id nothing } }';
const variables = { id: '1' };

interface Told {
  readonly next: (data: unknown) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
}
type Subscribe = (query: string, told: Told) => () => void;

const apollo = (link: ApolloLink): Subscribe => {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return (query, told) => {
    const subscription = client
      .subscribe({ query: gql(query), variables, fetchPolicy: 'no-cache' })
      .subscribe({
        next: ({ data, error }) => (error ? told.error(error) : told.next(data)),
        error: told.error,
        complete: told.complete,
      });
    return () => subscription.unsubscribe();
  };
};

const urql = (client: UrqlClient): Subscribe => {
  return (query, told) => {
    const { unsubscribe } = client.subscription(query, variables).subscribe(({ data, error }) => {
      if (error) told.error(error);
      else told.next(data);
    });
    return unsubscribe;
  };
};

const ways: Readonly<Record<string, () => Subscribe>> = {
  '@apollo/client over graphql-ws': () => apollo(new GraphQLWsLink(socket)),
  '@apollo/client over multipart': () => apollo(new HttpLink({ uri: gateway.url })),
  'urql over graphql-ws': () =>
    urql(
      new UrqlClient({
        url: gateway.url,
        preferGetMethod: false,
        exchanges: [
          subscriptionExchange({
            forwardSubscription: ({ query = '', variables: given }) => ({
              subscribe: (sink) => ({
                unsubscribe: socket.subscribe(
                  { query, variables: { ...given } },
                  {
                    next: ({ data = null, errors }) => sink.next({ data, ...(errors ? { errors } : {}) }),
                    error: (error) => sink.error(error),
                    complete: () => sink.complete(),
                  },
                ),
              }),
            }),
          }),
        ],
      }),
    ),
  'urql over server-sent events': () =>
    urql(
      new UrqlClient({
        url: gateway.url,
        preferGetMethod: false,
        fetchSubscriptions: true,
        exchanges: [fetchExchange],
      }),
    ),
  'graphql-sse': () => {
    const client = createSseClient({ url: gateway.url, retryAttempts: 0 });
    return (query, told) =>
      client.subscribe(
        { query, variables },
        {
          next: ({ data, errors }) => (errors ? told.error(errors) : told.next(data)),
          error: told.error,
          complete: told.complete,
        },
      );
  },
  'a bare graphql-ws client': () => (query, told) =>
    socket.subscribe({ query, variables }, { ...told, next: ({ data }) => told.next(data) }),
};

describe.each(Object.keys(ways))('%s', (name) => {
  const start = (query: string) => {
    const events: unknown[] = [];
    const errors: unknown[] = [];
    const leave = (ways[name] as () => Subscribe)()(query, {
      next: (data) => events.push(data),
      error: (error) => errors.push(error),
      complete: () => undefined,
    });
    return { events, errors, leave };
  };
  const event = (revision: number) => ({
    orderUpdated: expect.objectContaining({ id: '1', revision, title: 'Title of 1' }),
  });

  it('gets each event, in order, and its leaving reaches the owner', async () => {
    const { events, errors, leave } = start(QUERY);
    await waitFor(() => events.length === 1, { what: 'the order as it is' });
    ledger.change('1', 2);
    await waitFor(() => events.length === 3, { what: 'two changes' });
    expect([events, errors]).toEqual([[event(1), event(2), event(3)], []]);
    expect(ledger.counts.open).toBe(1);
    leave();
    await waitFor(() => ledger.counts.open === 0, { what: 'the stream at the owner to end' });
  });

  it('is told what is wrong with an operation', async () => {
    const { events, errors, leave } = start(REFUSED);
    await waitFor(() => errors.length > 0, { what: 'the refusal' });
    expect(JSON.stringify(errors) + String(errors[0])).toMatch(/nothing/);
    expect(events).toEqual([]);
    leave();
  });
});

describe('urql', () => {
  it('gets queries answered in JSON, although it could read a stream', async () => {
    const types: (string | null)[] = [];
    const client = new UrqlClient({
      url: gateway.url,
      preferGetMethod: false,
      exchanges: [fetchExchange],
      fetch: async (...args) => {
        const response = await fetch(...args);
        types.push(response.headers.get('content-type'));
        return response;
      },
    });
    expect((await client.query('{ ping }', {})).data).toEqual({ ping: 'pong' });
    expect(types).toEqual([expect.stringMatching(/json/)]);
  });
});

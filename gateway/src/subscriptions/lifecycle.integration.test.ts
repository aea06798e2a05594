import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { composed } from '../testing.fixtures.ts';
import { SDL, createLedger, inProcess, overHttp, startLiveGateway, supergraphSdl } from './live.fixtures.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function clientOf(url: string): Client {
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  cleanUp.push(() => client.dispose());
  return client;
}

const sockets = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;

describe('leaving', () => {
  it('leaves nothing behind at the subgraph: no iterator, and no socket to it', async () => {
    const ledger = createLedger();
    ledger.change('1');
    const served = await overHttp(ledger);
    const gateway = await startLiveGateway(served.transports());
    cleanUp.push(
      () => served.stop(),
      () => gateway.stop(),
    );
    const client = clientOf(gateway.url);
    const round = async (count: number) => {
      const others = ledger.counts.open;
      const leaves = Array.from({ length: count }, (_, i) => {
        const seen = Promise.withResolvers<void>();
        const leave = client.subscribe(
          {
            query: 'subscription ($id: ID!) { orderUpdated(id: $id) { id title } }',
            variables: { id: `${i}` },
          },
          {
            next: () => seen.resolve(),
            error: (error) => seen.reject(error as Error),
            complete: () => undefined,
          },
        );
        return { leave, seen: seen.promise };
      });
      for (let i = 0; i < count; i += 1) ledger.change(`${i}`);
      await Promise.all(leaves.map(({ seen }) => seen));
      expect(ledger.counts.open).toBe(others + count);
      for (const { leave } of leaves) leave();
      await waitFor(() => ledger.counts.open === others, { what: 'no iterator to be left' });
    };
    const idle = clientOf(gateway.url);
    // What stays is what fetches use again.
    await round(40);
    const stop = idle.subscribe(
      { query: 'subscription { orderUpdated(id: "1") { id } }' },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    await waitFor(() => ledger.counts.open === 1, { what: 'one stream' });
    const before = sockets();
    await round(40);
    await waitFor(() => sockets() <= before, { what: 'no socket to be left' });
    stop();
    await waitFor(() => ledger.counts.open === 0, { what: 'the last stream to end' });
  });
});

/** Asks the owner for other fields than the first one does, so that every stream must be asked for anew. */
const KEYED_OTHERWISE = composed({
  order: SDL.order.replace('@key(fields: "id")', '@key(fields: "id padding")'),
  catalog: SDL.catalog.replace(
    '@key(fields: "id") { id: ID!',
    '@key(fields: "id padding") { id: ID! padding: String',
  ),
});

describe('a supergraph that is replaced again and again', () => {
  it('costs 500 live clients no event and 200 requests a second no error', async () => {
    const ledger = createLedger();
    const gateway = await startLiveGateway(inProcess(ledger));
    cleanUp.push(() => gateway.stop());
    for (let order = 0; order < 50; order += 1) ledger.change(`${order}`);
    const failures: unknown[] = [];
    const clients = Array.from({ length: 500 }, (_, i) => {
      const revisions: number[] = [];
      clientOf(gateway.url).subscribe<{ orderUpdated: { revision: number } }>(
        {
          query: 'subscription ($id: ID!) { orderUpdated(id: $id) { revision title } }',
          variables: { id: `${i % 50}` },
        },
        {
          next: ({ data }) => data && revisions.push(data.orderUpdated.revision),
          error: (error) => failures.push(error),
          complete: () => failures.push(new Error('it ended')),
        },
      );
      return revisions;
    });
    await waitFor(() => clients.every((revisions) => revisions.length === 1), {
      what: 'everybody to be there',
    });

    let asked = 0;
    const asking: Promise<void>[] = [];
    const ask = async () => {
      asked += 1;
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ order { id title } }' }),
      });
      const answer = await response.json();
      expect(answer).toEqual({ data: { order: { id: '1', title: 'Title of 1' } } });
    };
    const load = setInterval(() => {
      ledger.change(`${asked % 50}`);
      asking.push(ask().catch((error: unknown) => void failures.push(error)));
    }, 5);
    for (let version = 1; version <= 5; version += 1) {
      await gateway.replaceSupergraph(version % 2 === 0 ? supergraphSdl : KEYED_OTHERWISE);
      await waitFor(() => asked >= version * 100, { what: 'half a second of requests' });
    }
    clearInterval(load);
    await Promise.all(asking);
    await waitFor(
      () => clients.every((revisions, i) => revisions.at(-1) === ledger.revisionOf(`${i % 50}`)),
      {
        what: 'every change to be told',
      },
    );
    expect(failures).toEqual([]);
    expect(ledger.counts.opened).toBeGreaterThan(50);
    for (const revisions of clients) expect(revisions).toEqual(revisions.map((_, i) => i + 1));
  }, 60_000);
});

describe('an edge of any supergraph that takes over another one', () => {
  /** A client's events and errors of one live operation. */
  function follow(url: string, query: string) {
    const told: unknown[] = [];
    const errors: unknown[] = [];
    clientOf(url).subscribe(
      { query },
      {
        next: ({ data }) => told.push(data),
        error: (error) => errors.push(error),
        complete: () => undefined,
      },
    );
    return { told, errors };
  }

  async function edgeOver(sdl: string) {
    const ledger = createLedger();
    ledger.change('1');
    const gateway = await startLiveGateway(inProcess(ledger), {
      supergraphSdl: sdl,
      authentication: { everybody: nobody },
    });
    cleanUp.push(() => gateway.stop());
    return { ledger, gateway };
  }

  it('checks new subscriptions with the new one, while old streams go on', async () => {
    const before = composed({ ...SDL, order: SDL.order.replace(' seenBy: String', '') });
    const after = composed({ ...SDL, order: SDL.order.replace(' padding: String', '') });
    const { ledger, gateway } = await edgeOver(before);
    const old = follow(gateway.url, 'subscription { orderUpdated(id: "1") { revision title } }');
    const early = follow(gateway.url, 'subscription { orderUpdated(id: "1") { seenBy } }');
    await waitFor(() => old.told.length === 1 && early.errors.length === 1, { what: 'the old supergraph' });

    await gateway.replaceSupergraph(after);
    const fresh = follow(gateway.url, 'subscription { orderUpdated(id: "1") { revision seenBy } }');
    const late = follow(gateway.url, 'subscription { orderUpdated(id: "1") { padding } }');
    await waitFor(() => fresh.told.length === 1 && late.errors.length === 1, { what: 'the new supergraph' });
    ledger.change('1', 2);
    await waitFor(() => old.told.length === 3 && fresh.told.length === 3, { what: 'the changes' });
    expect(old.told).toEqual(
      [1, 2, 3].map((revision) => ({ orderUpdated: { revision, title: 'Title of 1' } })),
    );
    expect([old.errors, fresh.errors, late.told]).toEqual([[], [], []]);
    expect(JSON.stringify(late.errors)).toContain('padding');
  });

  it('fills in a stream that cannot be asked anew as it was begun', async () => {
    const { ledger, gateway } = await edgeOver(supergraphSdl);
    const { told } = follow(gateway.url, 'subscription { plain(id: "1") { revision title } }');
    await waitFor(() => ledger.counts.open === 1, { what: 'the stream' });
    // The title moves to the owner of the stream, which this stream has not asked for it.
    await gateway.replaceSupergraph(
      composed({
        order: SDL.order.replace('padding: String', 'padding: String title: String'),
        catalog: SDL.catalog.replace(' title: String', ' code: String'),
      }),
    );
    const fresh = follow(gateway.url, 'subscription { orderUpdated(id: "1") { revision } }');
    await waitFor(() => fresh.told.length === 1, { what: 'the new supergraph' });
    // Streams are taken over within milliseconds; both are there by the second change.
    ledger.change('1');
    await waitFor(() => told.length === 1, { what: 'a change' });
    ledger.change('1');
    await waitFor(() => told.length === 2, { what: 'another change' });
    expect(told).toEqual([2, 3].map((revision) => ({ plain: { revision, title: 'Title of 1' } })));
  });
});

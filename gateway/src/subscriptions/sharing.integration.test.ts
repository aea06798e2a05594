import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import { createLedger, inProcess, overHttp, startLiveGateway, supergraphSdl } from './live.fixtures.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function edge(how: 'in process' | 'over HTTP' = 'in process') {
  const ledger = createLedger();
  const served = how === 'over HTTP' ? await overHttp(ledger) : undefined;
  const gateway = await startLiveGateway(served ? served.transports() : inProcess(ledger));
  cleanUp.push(
    () => served?.stop(),
    () => gateway.stop(),
  );
  return { ledger, served, gateway };
}

function clientOf({ url }: Gateway, connectionParams: Record<string, string> = {}): Client {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  cleanUp.push(() => client.dispose());
  return client;
}

interface Seen {
  readonly revision: number;
  readonly title: string;
  readonly seenBy: string;
}

/** Subscribes, and collects. */
function watch(client: Client, field: string, lastEventId?: string) {
  const seen: Seen[] = [];
  const ids: unknown[] = [];
  const state: { error?: unknown; ended: boolean } = { ended: false };
  const leave = client.subscribe<{ event: Seen }, { eventId?: string }>(
    {
      query: `subscription { event: ${field} { revision title seenBy } }`,
      ...(lastEventId ? { extensions: { lastEventId } } : {}),
    },
    {
      next({ data, extensions }) {
        if (data) seen.push(data.event);
        ids.push(extensions?.eventId);
      },
      error: (error) => (state.error = error),
      complete: () => (state.ended = true),
    },
  );
  return { seen, ids, state, leave, revisions: () => seen.map(({ revision }) => revision) };
}

const ORDER = 'orderUpdated(id: "1")';

describe.each(['in process', 'over HTTP'] as const)('live operations that are the same, %s', (how) => {
  it('are one stream at the owner, and the work for one event is done once', async () => {
    const { ledger, gateway } = await edge(how);
    ledger.change('1');
    const client = clientOf(gateway);
    const watchers = Array.from({ length: 40 }, () => watch(client, ORDER));
    await waitFor(() => watchers.every(({ seen }) => seen.length === 1), { what: 'the order as it is' });
    expect(ledger.counts.opened).toBe(1);
    const before = ledger.counts.filledIn;
    ledger.change('1', 3);
    await waitFor(() => watchers.every(({ seen }) => seen.length === 4), { what: 'three changes' });
    expect(ledger.counts.filledIn - before).toBe(3);
    for (const { revisions } of watchers) expect(revisions()).toEqual([1, 2, 3, 4]);
    for (const { leave } of watchers) leave();
    await waitFor(() => ledger.counts.open === 0, { what: 'the stream at the owner to end' });
  });

  it('are not shared by callers who may see different things', async () => {
    const { ledger, gateway } = await edge(how);
    ledger.change('1');
    const [ann, bob, nobody] = [
      clientOf(gateway, { authorization: 'Bearer ann' }),
      clientOf(gateway, { authorization: 'Bearer bob' }),
      clientOf(gateway),
    ].map((client) => watch(client, ORDER));
    ledger.change('1');
    await waitFor(() => [ann, bob, nobody].every((watcher) => watcher?.revisions().includes(2)), {
      what: 'the change',
    });
    const seenBy = (watcher: typeof ann) => new Set(watcher?.seen.map((event) => event.seenBy));
    expect([seenBy(ann), seenBy(bob), seenBy(nobody)]).toEqual([
      new Set(['ann']),
      new Set(['bob']),
      new Set(['']),
    ]);
    expect(ledger.counts.opened).toBe(3);
  });

  it('show whoever comes later how things stand now', async () => {
    const { ledger, gateway } = await edge(how);
    ledger.change('1', 2);
    const first = watch(clientOf(gateway), ORDER);
    await waitFor(() => first.seen.length === 1, { what: 'the order as it is' });
    const late = watch(clientOf(gateway), ORDER);
    await waitFor(() => late.seen.length === 1, { what: 'the order as it is' });
    expect([late.revisions(), late.ids, ledger.counts.opened]).toEqual([[2], ['2'], 1]);
    // A stream of changes begins with the next one, for everybody.
    const changes = watch(clientOf(gateway), 'ordersUpdated');
    await waitFor(() => ledger.counts.opened === 2, { what: 'the stream of changes' });
    ledger.change('1');
    await waitFor(() => changes.seen.length === 1, { what: 'a change' });
    const others = watch(clientOf(gateway), 'ordersUpdated');
    await waitFor(
      async () => {
        ledger.change('2');
        return others.seen.length > 0;
      },
      { what: 'the next change', everyMs: 50 },
    );
    expect(others.ids[0]).not.toBe('3');
    expect(ledger.counts.opened).toBe(2);
  });

  it('are not shared with latecomers where the owner does not say what its events are', async () => {
    const { ledger, gateway } = await edge(how);
    const early = watch(clientOf(gateway), 'plain(id: "1")');
    await waitFor(() => ledger.counts.open === 1, { what: 'the first stream' });
    ledger.change('1');
    await waitFor(() => early.seen.length === 1, { what: 'a change' });
    const late = watch(clientOf(gateway), 'plain(id: "1")');
    await waitFor(() => ledger.counts.open === 2, { what: 'a stream of its own' });
    ledger.change('1');
    await waitFor(() => early.seen.length === 2 && late.seen.length === 1, { what: 'the next change' });
    expect([early.revisions(), late.revisions()]).toEqual([[1, 2], [2]]);
  });
});

describe('whoever was away', () => {
  it('gets what they missed, whether the gateway still has it or the owner must be asked', async () => {
    const { ledger, gateway } = await edge();
    ledger.change('1', 2);
    const first = watch(clientOf(gateway), ORDER);
    await waitFor(() => first.seen.length === 1, { what: 'the order as it is' });
    ledger.change('1', 2);
    await waitFor(() => first.seen.length === 3, { what: 'two changes' });
    const recent = watch(clientOf(gateway), ORDER, '3');
    const old = watch(clientOf(gateway), ORDER, '1');
    const current = watch(clientOf(gateway), ORDER, '4');
    await waitFor(() => recent.seen.length === 1 && old.seen.length === 3, { what: 'what was missed' });
    ledger.change('1');
    for (const [watcher, missed] of [
      [recent, [4, 5]],
      [old, [2, 3, 4, 5]],
      [current, [5]],
    ] as const) {
      await waitFor(() => watcher.revisions().at(-1) === 5, { what: 'the next change' });
      expect(watcher.revisions()).toEqual(missed);
    }
    expect(ledger.counts.opened).toBe(2);
  });

  it('misses nothing of thirty seconds of a busy store, though nobody listened and the gateway is another one', async () => {
    const { ledger, gateway } = await edge();
    const leaving = clientOf(gateway);
    const before = watch(leaving, 'ordersUpdated');
    await waitFor(() => ledger.counts.open === 1, { what: 'the stream' });
    ledger.change('1');
    await waitFor(() => before.seen.length === 1, { what: 'the last change that was seen' });
    await leaving.dispose();
    await waitFor(() => ledger.counts.open === 0, { what: 'nobody to listen' });
    // Ten a second, more than a gateway holds of a stream.
    ledger.change('1', 300);
    const other = await startLiveGateway(inProcess(ledger));
    cleanUp.push(() => other.stop());
    const after = watch(clientOf(other), 'ordersUpdated', '1');
    await waitFor(() => after.seen.length === 300, { what: 'what was missed' });
    ledger.change('1');
    await waitFor(() => after.seen.length === 301, { what: 'the next change' });
    expect(after.revisions()).toEqual(Array.from({ length: 301 }, (_, i) => i + 2));
  });

  it('is told that an id is none that was given', async () => {
    const { gateway } = await edge();
    const watcher = watch(clientOf(gateway), ORDER, 'two words');
    await waitFor(() => watcher.state.error, { what: 'the refusal' });
    expect(watcher.state.error).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a subgraph that restarts', () => {
  it('takes nothing from its subscribers: the stream goes on after the last event', async () => {
    const { ledger, gateway, served } = await edge('over HTTP');
    ledger.change('1');
    const order = watch(clientOf(gateway), ORDER);
    const changes = watch(clientOf(gateway), 'ordersUpdated');
    await waitFor(() => order.seen.length === 1 && ledger.counts.open === 2, { what: 'both streams' });
    ledger.change('1');
    await waitFor(() => changes.seen.length === 1, { what: 'a change' });
    const restarted = served?.restart('order');
    ledger.change('1', 3);
    await restarted;
    ledger.change('1');
    for (const watcher of [order, changes])
      await waitFor(() => watcher.revisions().at(-1) === 6, { what: 'the last change' });
    expect(order.revisions()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(changes.revisions()).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('a supergraph that is replaced', () => {
  it('takes nothing from subscribers, and ends those whose fields are gone with a code', async () => {
    const { ledger, gateway } = await edge();
    ledger.change('1');
    const watchers = Array.from({ length: 20 }, () => watch(clientOf(gateway), ORDER));
    const kept = clientOf(gateway);
    const seen: unknown[] = [];
    const errors: unknown[] = [];
    kept.subscribe(
      { query: `subscription { ${ORDER} { id revision } }` },
      {
        next: ({ data }) => seen.push(data),
        error: (error) => errors.push(error),
        complete: () => undefined,
      },
    );
    await waitFor(() => seen.length === 1 && watchers.every((watcher) => watcher.seen.length === 1), {
      what: 'the order as it is',
    });
    await gateway.replaceSupergraph(`${supergraphSdl}\n# The same again.`);
    ledger.change('1');
    await waitFor(() => watchers.every((watcher) => watcher.seen.length === 2), { what: 'a change' });
    await gateway.replaceSupergraph(supergraphSdl.replace(/\n  seenBy: String[^\n]*/, ''));
    await waitFor(() => watchers.every((watcher) => watcher.state.error), {
      what: 'the end of what is gone',
    });
    expect(watchers[0]?.state.error).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    ledger.change('1');
    await waitFor(() => seen.length === 3, { what: 'a change' });
    expect([seen.at(-1), errors]).toEqual([{ orderUpdated: { id: '1', revision: 3 } }, []]);
  });
});

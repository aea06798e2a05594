import { expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { WebSocket } from 'ws';
import { createClient } from 'graphql-ws';
import { createLedger, inProcess, startLiveGateway } from './live.fixtures.ts';

const QUERY = 'subscription { orderUpdated(id: "1") { revision } }';

it('tells how many subscriptions, streams and events there are, and why sockets were closed', async () => {
  const ledger = createLedger();
  ledger.change('1');
  const registry = new MetricsRegistry();
  const gateway = await startLiveGateway(inProcess(ledger), { registry });
  const told = async () => (await registry.metrics()).split('\n');
  const becomes = (line: string) =>
    waitFor(async () => (await told()).includes(line), { what: `the line ${line}` });

  const client = createClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const nothing = { next: () => undefined, error: () => undefined, complete: () => undefined };
  const leaves = [1, 2].map(() => client.subscribe({ query: QUERY }, nothing));
  const left = new AbortController();
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    signal: left.signal,
  });
  expect(answer.status).toBe(200);
  await becomes('longbox_live_subscriptions{protocol="websocket"} 2');
  await becomes('longbox_live_subscriptions{protocol="sse"} 1');
  await becomes('longbox_live_events_delivered_total{protocol="websocket"} 2');
  ledger.change('1');
  await becomes('longbox_live_events_delivered_total{protocol="websocket"} 4');
  await becomes('longbox_live_events_delivered_total{protocol="sse"} 2');

  for (const leave of leaves) leave();
  left.abort();
  await becomes('longbox_live_subscriptions{protocol="websocket"} 0');
  await becomes('longbox_live_subscriptions{protocol="sse"} 0');
  await becomes('longbox_live_upstream_streams 0');
  await client.dispose();
  await becomes('longbox_live_sockets_closed_total{code="1000"} 1');
  await gateway.stop();
});

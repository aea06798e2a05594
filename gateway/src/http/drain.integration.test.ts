import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import { createLedger, inProcess, startLiveGateway } from '../subscriptions/live.fixtures.ts';

/** Long enough for a busy machine to do in it what these tests do. */
const DRAIN_MS = 1_200;

let gateway: Gateway;
let kept: Agent;

beforeEach(async () => {
  const ledger = createLedger();
  ledger.change('1');
  kept = new Agent({ keepAlive: true, maxSockets: 1 });
  gateway = await startLiveGateway(inProcess(ledger), { drainMs: DRAIN_MS });
});
afterEach(async () => {
  await gateway.stop();
  kept.destroy();
});

interface Answer {
  readonly response: IncomingMessage;
  readonly text: string;
  readonly reused: boolean;
}

interface Sent {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly agent?: Agent | false;
}

/** Asks on the kept connection, unless there is another agent. */
function ask({ path = '/graphql', query, headers = {}, agent = kept }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = query === undefined ? 'GET' : 'POST';
    const asked = request(new URL(path, gateway.url), { agent, method }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => resolve({ response, text, reused: asked.reusedSocket }));
      response.once('error', reject);
    });
    asked.once('error', reject);
    for (const [name, value] of Object.entries({ 'content-type': 'application/json', ...headers }))
      asked.setHeader(name, value);
    asked.end(query === undefined ? undefined : JSON.stringify({ query }));
  });
}

const ORDER = '{ order { id } }';
const LIVE = 'subscription { orderUpdated(id: "1") { revision } }';

function socket(): { readonly opened: Promise<void>; readonly closed: Promise<[number, string]> } {
  const opened = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
  return {
    opened: new Promise((resolve, reject) => {
      opened.once('open', resolve);
      opened.once('error', reject);
    }),
    closed: new Promise((resolve) =>
      opened.once('close', (code, reason) => resolve([code, reason.toString()])),
    ),
  };
}

describe('a gateway that is told to stop', () => {
  it('answers on kept connections, and closes them with the answer', async () => {
    const before = await ask({ query: ORDER });
    expect([before.response.statusCode, before.response.headers.connection]).toEqual([200, 'keep-alive']);
    const stopped = gateway.stop();
    const after = await ask({ query: ORDER });
    expect([after.response.statusCode, after.response.headers.connection, after.reused]).toEqual([
      200,
      'close',
      true,
    ]);
    expect(after.text).toBe(before.text);
    await stopped;
  });

  it('is not ready any more, says why, and still answers whoever is sent to it', async () => {
    const ready = await ask({ path: '/readyz', agent: false });
    expect(ready.response.statusCode).toBe(200);
    const stopped = gateway.stop();
    const [away, alive, answered] = await Promise.all([
      ask({ path: '/readyz', agent: false }),
      ask({ path: '/healthz', agent: false }),
      ask({ query: ORDER, agent: false }),
    ]);
    expect(away.response.statusCode).toBe(503);
    expect(JSON.parse(away.text)).toMatchObject({ reasons: ['gateway: it is being stopped'] });
    expect([alive.response.statusCode, answered.response.statusCode]).toEqual([200, 200]);
    await stopped;
  });

  it('sends live clients away with 1001 and a time to come again, those who come now as well', async () => {
    const here = socket();
    await here.opened;
    const stopped = gateway.stop();
    const comes = socket();
    for (const { closed } of [here, comes]) {
      const [code, reason] = await closed;
      expect(code).toBe(1001);
      expect(reason).toMatch(/^Going away: connect again in \d+ ms$/);
    }
    const stream = await ask({ query: LIVE, headers: { accept: 'text/event-stream' }, agent: false });
    expect(stream.response.statusCode).toBe(503);
    expect(Number(stream.response.headers['retry-after'])).toBeGreaterThanOrEqual(0);
    expect(stream.text).toContain('DOWNSTREAM_SERVICE_ERROR');
    await stopped;
  });

  it('is not listening once it has stopped, and idle connections do not hold it up', async () => {
    await ask({ query: ORDER });
    const begin = performance.now();
    await gateway.stop();
    expect(performance.now() - begin).toBeLessThan(DRAIN_MS + 1_000);
    const { port } = new URL(gateway.url);
    const refused = await new Promise<string | undefined>((resolve) => {
      connect(Number(port), '127.0.0.1')
        .once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        .once('connect', () => resolve(undefined));
    });
    expect(refused).toBe('ECONNREFUSED');
    await waitFor(() => Object.keys(kept.freeSockets).length === 0, {
      what: 'the kept connection to be closed',
    });
  });
});

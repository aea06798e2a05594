import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import { createSample } from '../executor/differential/oracle.fixtures.ts';
import type { Gateway } from '../gateway.ts';
import { startTestGateway } from '../testing.fixtures.ts';

/** As 10,000 sockets are to the 5,000 that a gateway may be set to allow. */
const CONNECTIONS = 200;
const ATTACKERS = 2 * CONNECTIONS;
const PATIENCE = { headersMs: 600, requestMs: 1_200 };
/** Of memory that idle sockets may take; each takes some ten kilobytes. */
const MOST_BYTES = 64 * 1024 * 1024;

let gateway: Gateway;
const sockets: Socket[] = [];

beforeEach(async () => {
  const { supergraphSdl, transports } = await createSample({ only: 'type Query { hello: String }' });
  gateway = await startTestGateway({
    supergraphSdl,
    transports,
    connections: CONNECTIONS,
    patience: PATIENCE,
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway.stop();
});

interface Attacker {
  readonly socket: Socket;
  heard: string;
  isClosed: boolean;
}

function attack(): Promise<Attacker> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    sockets.push(socket);
    const attacker: Attacker = { socket, heard: '', isClosed: false };
    socket.on('data', (chunk: Buffer) => (attacker.heard += chunk.toString()));
    socket.on('close', () => (attacker.isClosed = true));
    // A socket that is cut off is what these tests are about.
    socket.on('error', () => undefined);
    socket.once('connect', () => resolve(attacker));
  });
}

const ask = async () => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: '{"query":"{ hello }"}',
  });
  return response.status;
};

describe('connections', () => {
  it('beyond the most are closed at once, those that send nothing after a while, and then there is room again', async () => {
    const before = process.memoryUsage().rss;
    const all = await Promise.all(Array.from({ length: ATTACKERS }, attack));
    const closed = () => all.filter(({ isClosed }) => isClosed).length;
    await waitFor(() => closed() >= ATTACKERS - CONNECTIONS, { what: 'those beyond the most to be closed' });
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES);
    await waitFor(() => closed() === ATTACKERS, { what: 'all to be closed', timeoutMs: 10_000 });
    expect(await ask()).toBe(200);
  });

  it('that drip their headers or their body are cut off with 408, while others are answered', async () => {
    const header = 'POST /graphql HTTP/1.1\r\nhost: a\r\n';
    const [ofHeaders, ofBody] = await Promise.all([attack(), attack()]);
    ofHeaders.socket.write(header);
    ofBody.socket.write(`${header}content-type: application/json\r\ncontent-length: 5000\r\n\r\n`);
    const drip = setInterval(() => {
      if (!ofHeaders.isClosed) ofHeaders.socket.write('x-a: b\r\n');
      if (!ofBody.isClosed) ofBody.socket.write(' ');
    }, 50);
    try {
      expect(await ask()).toBe(200);
      await waitFor(() => ofHeaders.isClosed && ofBody.isClosed, {
        what: 'both to be cut off',
        timeoutMs: 10_000,
      });
    } finally {
      clearInterval(drip);
    }
    expect(ofHeaders.heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(ofBody.heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(await ask()).toBe(200);
  });
});

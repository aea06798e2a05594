import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { httpTransport } from './http.ts';
import { peersOver } from './peers.ts';
import type { Transport } from './transport.ts';

let server: Server;
let transport: Transport;
let asked = 0;

/** A peer that closes the first connection under the request, as one does whose patience with idle ones has just run out. */
beforeEach(async () => {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    if (asked === 1) return void request.socket.destroy();
    request.resume();
    response.setHeader('content-type', 'application/json').end('{"data":{"n":1}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  transport = httpTransport({ name: 'pricing', url: `http://127.0.0.1:${port}/graphql` });
});

afterEach(async () => {
  await transport.close();
  await new Promise((resolve) => server.close(resolve));
});

const ask = (text: string) =>
  peersOver(() => transport).ask('pricing', { document: parse(text), variables: {}, caller: nobody });

describe('a subgraph that asks another one whose connection is closed under it', () => {
  it('is answered, since a query may be sent again', async () => {
    expect(await ask('query Quote { n }')).toEqual({ data: { n: 1 } });
    expect(asked).toBe(2);
  });

  it('is not when it asked for a change, which may have been made', async () => {
    await expect(ask('mutation Take { n }')).rejects.toThrow('pricing did not answer');
    expect(asked).toBe(1);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { answerMetrics } from './metrics.ts';

const TOKEN = 'a token of a scraper, long enough';

describe('the metrics of a process', () => {
  let server: Server;

  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  afterEach(close);

  async function ask(headers: Record<string, string>, token?: string): Promise<[number, string]> {
    const source = { contentType: 'text/plain; version=0.0.4', text: async () => 'up 1\n', token };
    server = createServer((request, response) => void answerMetrics(request, response, source));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
    return [answer.status, await answer.text()];
  }

  it('are for this machine', async () => {
    expect(await ask({})).toEqual([200, 'up 1\n']);
  });

  it('are not for whoever comes through a proxy on this machine', async () => {
    expect((await ask({ 'x-forwarded-for': '203.0.113.7' }))[0]).toBe(403);
  });

  it('are for whoever has the token, through a proxy too', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.7' };
    expect((await ask(headers, TOKEN))[0]).toBe(200);
  });

  it('are refused to a wrong token, and to any when there is none', async () => {
    expect((await ask({ authorization: 'Bearer guess' }, TOKEN))[0]).toBe(403);
    await close();
    expect((await ask({ authorization: `Bearer ${TOKEN}` }))[0]).toBe(403);
  });
});

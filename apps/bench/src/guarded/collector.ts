import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where traces are sent to and forgotten, with how many requests came. */
export interface Collector {
  readonly url: string;
  readonly requests: number;
  stop(): Promise<void>;
}

/** Takes whatever an OpenTelemetry exporter sends. */
export async function startCollector(): Promise<Collector> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request
      .resume()
      .once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

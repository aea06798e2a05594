import type { Caller } from '@longbox/identity';
import type { Logger } from 'pino';
import { startGateway, type Gateway } from './gateway.ts';
import { httpTransport } from './transport/http.ts';
import { joiningTransport } from './transport/joined.ts';

export interface EdgeOptions {
  readonly supergraphSdl: string;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly logger: Logger;
}

/** Nobody is asked who they are, and subgraphs are told nothing. */
const EVERYBODY: Caller = {
  kind: 'anonymous',
  store: { id: '', slug: '', name: '', currency: 'USD' },
  subject: '',
  scopes: [],
  correlationId: '',
};

/**
 * The edge alone over any supergraph, its subgraphs at the addresses that it has for them: no stores, no identity, no limits, no masked errors.
 * Nobody is signed in here, so that what the supergraph gives only to who is (`@authenticated` and its like) is refused to all. Throws when the
 * supergraph is none, one of its addresses cannot be asked over HTTP, or the port is taken.
 */
export function startEdge({ supergraphSdl, host, port, logger }: EdgeOptions): Promise<Gateway> {
  return startGateway({
    supergraphSdl,
    transports: {},
    connect: ({ name, url }) => joiningTransport(httpTransport({ name, url: httpAddress(name, url) })),
    authentication: { everybody: EVERYBODY },
    host,
    port,
    origins: ['*'],
    explorer: true,
    protects: false,
    masksErrors: false,
    logger,
  });
}

function httpAddress(subgraph: string, url: string): string {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new TypeError(
    `the address of the subgraph ${subgraph} is "${url}": give it one that begins with http:// or https://`,
  );
}

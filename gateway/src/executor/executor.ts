import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from 'pino';
import type { Transport } from '../transport/transport.ts';
import { dataSource } from './data-source.ts';
import { loadable } from './supergraph.ts';

/** `ApolloGateway` over the transports: it plans, fetches and joins queries and mutations. Every subgraph must have a transport. */
export function createExecutor(
  supergraphSdl: string,
  transports: Readonly<Record<string, Transport>>,
  logger: Logger,
): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl: loadable(supergraphSdl),
    logger: silent,
    buildService({ name }) {
      const transport = transports[name];
      if (!transport) throw new TypeError(`the supergraph has a subgraph without a transport: ${name}`);
      return dataSource(name, transport, logger);
    },
  });
}

const nothing = () => undefined;
/** What the gateway would log is said by its errors; its notices about composition are for `npm run check`. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

import { httpTransport, peersOver } from '@longbox/gateway';
import { serveSubgraph, type ServedSubgraph, type SubgraphName } from '@longbox/subgraph';
import type { Logger } from 'pino';
import { openEventLog, requiredUrl } from './backing.ts';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';
import { SUBGRAPHS } from './subgraphs.ts';

/** One subgraph in this process, for a gateway elsewhere; it asks its peers at their URLs. */
export async function serveOne(
  name: SubgraphName,
  settings: Settings,
  secret: Uint8Array,
  logger: Logger,
): Promise<ServedSubgraph> {
  const databaseUrl = requiredUrl(settings, name);
  const eventLog = await openEventLog(requiredUrl(settings, 'events'), logger);
  const transports = new Map<SubgraphName, ReturnType<typeof httpTransport>>();
  const transportOf = (peer: SubgraphName) => {
    const url = settings.subgraphUrls[peer];
    if (url === undefined)
      throw new StartProblem(`${peer.toUpperCase()}_URL must be set: ${name} asks ${peer}.`);
    const transport = transports.get(peer) ?? httpTransport({ name: peer, url, secret });
    transports.set(peer, transport);
    return transport;
  };
  const subgraph = await SUBGRAPHS[name]({ databaseUrl, eventLog, peers: peersOver(transportOf), logger });
  const served = await serveSubgraph(subgraph, { host: settings.host, port: settings.port, secret, logger });
  return {
    url: served.url,
    async stop() {
      await served.stop();
      await Promise.all([...transports.values()].map((transport) => transport.close()));
      await eventLog.close();
    },
  };
}

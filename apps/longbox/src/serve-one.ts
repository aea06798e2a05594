import { httpTransport, peersOver, type Transport } from '@longbox/gateway';
import { createEventMetrics } from '@longbox/events';
import { serveSubgraph, type SubgraphName } from '@longbox/subgraph';
import type { Logger } from 'pino';
import { openEventLog, requiredUrl } from './backing.ts';
import type { Life } from './life.ts';
import { openMetrics } from './metrics.ts';
import { StartProblem, listenProblem } from './problem.ts';
import { tellSchemaRegistry } from './schema-registry.ts';
import { addressVariable, type Settings } from './settings.ts';
import { SUBGRAPHS } from './subgraphs.ts';
import { openTraces } from './traces.ts';

/** One subgraph in this process, for a gateway elsewhere; it asks its peers at their URLs. Gives its own URL. */
export async function serveOne(
  life: Life,
  name: SubgraphName,
  settings: Settings,
  secret: Uint8Array,
  logger: Logger,
): Promise<string> {
  const { host, port } = settings;
  const databaseUrl = requiredUrl(settings.databaseUrls, name);
  await openTraces(life, `longbox-${name}`, logger);
  const eventLog = await openEventLog(life, settings, settings.databaseUrls, logger);
  await tellSchemaRegistry(life, settings, logger);
  const peers = await life.begin(
    'the connections to the peers',
    () => Promise.resolve(new PeerTransports(name, settings, secret)),
    (transports) => transports.close(),
  );
  const served = await life.begin(
    `the ${name} subgraph`,
    async () => {
      const subgraph = await SUBGRAPHS[name]({
        databaseUrl,
        eventLog,
        relay: settings.relay,
        peers: peersOver((peer) => peers.of(peer)),
        logger,
      });
      try {
        const { registry, source } = openMetrics(settings);
        subgraph.reportTo(createEventMetrics({ registry, inspection: eventLog.inspection, logger }));
        return await serveSubgraph(subgraph, { host, port, secret, logger, metrics: source });
      } catch (error) {
        await subgraph.stop();
        throw listenProblem(error, host, port);
      }
    },
    (started) => started.stop(),
  );
  return served.url;
}

/** Connections to the peers that were asked. */
class PeerTransports {
  readonly #name: SubgraphName;
  readonly #settings: Settings;
  readonly #secret: Uint8Array;
  readonly #open = new Map<SubgraphName, Transport>();

  constructor(name: SubgraphName, settings: Settings, secret: Uint8Array) {
    this.#name = name;
    this.#settings = settings;
    this.#secret = secret;
  }

  of(peer: SubgraphName): Transport {
    const url = this.#settings.subgraphUrls[peer];
    if (url === undefined)
      throw new StartProblem(`${addressVariable(peer)} must be set: ${this.#name} asks ${peer}.`);
    const transport = this.#open.get(peer) ?? httpTransport({ name: peer, url, secret: this.#secret });
    this.#open.set(peer, transport);
    return transport;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((transport) => transport.close()));
  }
}

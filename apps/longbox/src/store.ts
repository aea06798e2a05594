import { inProcessTransport, peersOver, type Authentication, type Transport } from '@longbox/gateway';
import { createEventMetrics, type InspectableLog } from '@longbox/events';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '@longbox/subgraph';
import type { Logger } from 'pino';
import { openEventLog, requiredUrl, startBacking } from './backing.ts';
import { openEdge } from './edge.ts';
import type { Life } from './life.ts';
import { openMetrics } from './metrics.ts';
import { tellSchemaRegistry } from './schema-registry.ts';
import type { Settings } from './settings.ts';
import { SUBGRAPHS } from './subgraphs.ts';
import { openTraces } from './traces.ts';
import { subgraphsElsewhere } from './subgraphs-elsewhere.ts';

export interface StoreParts {
  readonly settings: Settings;
  readonly authentication: Authentication;
  readonly callerSecret: Uint8Array;
  readonly logger: Logger;
  readonly say: (line: string) => void;
  /** Puts something around the event log before the subgraphs get it: what a test of crashes ends the process in. */
  readonly aroundEventLog?: (eventLog: InspectableLog) => InspectableLog;
  /** Is given each subgraph of this process before it starts. */
  readonly onSubgraph?: (subgraph: Subgraph) => void;
}

/**
 * Starts the whole store in this process, subgraphs that have a URL of their own left out, and gives the graph's URL. It ends from the
 * edge inwards, so that nothing is asked of what is gone.
 */
export async function startStore(life: Life, parts: StoreParts): Promise<string> {
  const { settings, authentication, callerSecret: secret, logger, say } = parts;
  await openTraces(life, 'longbox', logger);
  const databases = await startBacking(life, settings, say);
  const opened = await openEventLog(life, settings, databases, logger);
  const eventLog = parts.aroundEventLog?.(opened) ?? opened;
  await tellSchemaRegistry(life, settings, logger);

  const metrics = openMetrics(settings);
  const { registry } = metrics;
  const eventMetrics = createEventMetrics({ registry, inspection: eventLog.inspection, logger });

  const transports = new Map<SubgraphName, Transport>(
    subgraphsElsewhere(settings, { secret, logger, registry }),
  );
  const transportOf = (name: SubgraphName): Transport => {
    const transport = transports.get(name);
    if (!transport) throw new Error(`${name} is asked before it is there`);
    return transport;
  };
  const here = SUBGRAPH_NAMES.filter((name) => settings.subgraphUrls[name] === undefined);
  say('the subgraphs migrate and start');
  const subgraphs = await life.beginTogether(
    here,
    (name) =>
      SUBGRAPHS[name]({
        databaseUrl: requiredUrl(databases, name),
        eventLog,
        relay: settings.relay,
        peers: peersOver(transportOf),
        logger: logger.child({ subgraph: name }),
      }),
    (subgraph) => subgraph.stop(),
  );
  for (const subgraph of subgraphs) {
    parts.onSubgraph?.(subgraph);
    transports.set(subgraph.name, inProcessTransport(subgraph, logger));
  }
  for (const subgraph of subgraphs) subgraph.reportTo(eventMetrics);

  // Side by side: after a crash a consumer of Kafka is let into its group when the dead member has been given up, ten seconds later, and
  // nobody who buys need wait for that.
  const [url] = await Promise.all([
    openEdge(life, settings, {
      transports,
      authentication,
      registryUrl: databases.gateway,
      eventLog,
      metrics,
      logger,
    }),
    ...subgraphs.map((subgraph) => subgraph.start()),
  ]);
  return url;
}

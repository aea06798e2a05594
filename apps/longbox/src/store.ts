import {
  httpTransport,
  inProcessTransport,
  peersOver,
  shippedSupergraph,
  startGateway,
  type Gateway,
  type Transport,
} from '@longbox/gateway';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '@longbox/subgraph';
import type { EventLog } from '@longbox/events';
import type { Logger } from 'pino';
import type { Authentication } from '@longbox/gateway';
import { openEventLog, startBacking, type Backing } from './backing.ts';
import type { Settings } from './settings.ts';
import { SUBGRAPHS } from './subgraphs.ts';

export interface StoreParts {
  readonly settings: Settings;
  readonly authentication: Authentication;
  readonly callerSecret: Uint8Array;
  readonly logger: Logger;
  readonly say: (line: string) => void;
}

/** The whole store in this process, subgraphs that have a URL of their own left out. */
export interface RunningStore {
  readonly gateway: Gateway;
  readonly subgraphs: readonly Subgraph[];
  /** Stops from the edge inwards, so that nothing is asked of what is gone. */
  stop(): Promise<void>;
}

export async function startStore(parts: StoreParts): Promise<RunningStore> {
  const { settings, authentication, callerSecret, logger, say } = parts;
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const backing = await startBacking(settings, say);
    undo.push(() => backing.stop());
    const eventLog = await openEventLog(backing.databaseUrls.events, logger);
    undo.push(() => eventLog.close());

    const transports: Partial<Record<SubgraphName, Transport>> = {};
    const transportOf = (name: SubgraphName): Transport => {
      const transport = transports[name];
      if (!transport) throw new Error(`${name} is asked before it is there`);
      return transport;
    };
    const subgraphs: Subgraph[] = [];
    say('the subgraphs migrate and start');
    for (const name of SUBGRAPH_NAMES) {
      const url = settings.subgraphUrls[name];
      if (url !== undefined) {
        transports[name] = httpTransport({ name, url, secret: callerSecret });
        continue;
      }
      const subgraph = await createSubgraph(name, backing, eventLog, transportOf, logger);
      undo.push(() => subgraph.stop());
      transports[name] = inProcessTransport(subgraph, logger);
      subgraphs.push(subgraph);
    }
    for (const subgraph of subgraphs) await subgraph.start();

    const gateway = await startGateway({
      supergraphSdl: shippedSupergraph(),
      transports: Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, transportOf(name)])),
      authentication,
      host: settings.host,
      port: settings.port,
      origins: settings.origins,
      explorer: !settings.production,
      logger,
    });
    undo.push(() => gateway.stop());
    return { gateway, subgraphs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function createSubgraph(
  name: SubgraphName,
  backing: Backing,
  eventLog: EventLog,
  transportOf: (name: SubgraphName) => Transport,
  logger: Logger,
): Promise<Subgraph> {
  return SUBGRAPHS[name]({
    databaseUrl: backing.databaseUrls[name],
    eventLog,
    peers: peersOver(transportOf),
    logger: logger.child({ subgraph: name }),
  });
}

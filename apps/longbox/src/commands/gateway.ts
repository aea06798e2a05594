import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { openEventLog } from '../backing.ts';
import { openEdge } from '../edge.ts';
import { openIdentity } from '../identity.ts';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { openMetrics } from '../metrics.ts';
import { StartProblem } from '../problem.ts';
import { callerSecret } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { subgraphsElsewhere } from '../subgraphs-elsewhere.ts';
import { openTraces } from '../traces.ts';

/** `gateway`: the edge alone, over subgraphs elsewhere, until it is told to stop. */
export async function gateway(life: Life, settings: Settings): Promise<void> {
  await openTraces(life, 'longbox-gateway', loggerOf(settings));
  console.log(`The gateway is ready at ${await openGateway(life, settings)}`);
  await life.untilOver();
}

/** Opens the edge alone, and gives the graph's URL. Throws `StartProblem` where it does not know all subgraphs. */
export async function openGateway(life: Life, settings: Settings): Promise<string> {
  const secret = callerSecret(settings);
  const missing = SUBGRAPH_NAMES.filter((name) => settings.subgraphUrls[name] === undefined);
  if (missing.length > 0)
    throw new StartProblem(
      `${missing.map((name) => `${name.toUpperCase()}_URL`).join(', ')} must be set: a gateway in a process of its own needs to know where the subgraphs answer.`,
    );
  const identity = await openIdentity(settings);
  const logger = loggerOf(settings);
  // Without an event log nobody tells what changes.
  const hasLog = settings.kafka !== undefined || settings.databaseUrls.events !== undefined;
  const metrics = openMetrics(settings);
  return openEdge(life, settings, {
    transports: subgraphsElsewhere(settings, { secret, logger, registry: metrics.registry }),
    authentication: identity.authentication,
    registryUrl: settings.databaseUrls.gateway,
    eventLog: hasLog ? await openEventLog(life, settings, settings.databaseUrls, logger) : undefined,
    metrics,
    logger,
  });
}

import { startEdge } from '@longbox/gateway/edge';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem, listenProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { followSupergraph, readSupergraph } from '../supergraph-file.ts';

interface EdgeArguments {
  readonly supergraph?: string | undefined;
  readonly port?: string | undefined;
}

/** `edge`: the edge over any supergraph, its subgraphs at the addresses that the file has for them, until it is told to stop. */
export async function edge(life: Life, settings: Settings, args: EdgeArguments): Promise<void> {
  const { supergraph: file, port: given } = args;
  if (file === undefined)
    throw new StartProblem('Say which supergraph is served: edge --supergraph <file> --port <n>.');
  const port = given === undefined ? settings.port : Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartProblem(`--port ${given} is no port: give a number from 0 to 65535.`);
  const logger = loggerOf(settings);
  const { url, replaceSupergraph } = await life.begin(
    'the edge',
    () =>
      startEdge({
        supergraphSdl: readSupergraph(file),
        host: settings.host,
        port,
        logger,
      }).catch((error: unknown) => {
        throw listenProblem(error, settings.host, port);
      }),
    (started) => started.stop(),
  );
  console.log(`The edge is ready at ${url}`);
  await followSupergraph(life, file, replaceSupergraph, (refused) => {
    if (refused) console.error(`${refused.message} The old one is served on.`);
    else console.log('The new supergraph is served.');
  });
  await life.untilOver();
}

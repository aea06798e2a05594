import { readFileSync, unwatchFile, watchFile, type Stats } from 'node:fs';
import { startEdge } from '@longbox/gateway/edge';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem, listenProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';

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
        supergraphSdl: read(file),
        host: settings.host,
        port,
        logger,
      }).catch((error: unknown) => {
        throw listenProblem(error, settings.host, port);
      }),
    (started) => started.stop(),
  );
  console.log(`The edge is ready at ${url}`);
  await life.begin(
    'watching the supergraph',
    () => Promise.resolve(watchSupergraph(file, replaceSupergraph)),
    (stop) => Promise.resolve(stop()),
  );
  await life.untilOver();
}

/** How often the file is looked at: its folder may be a mounted volume, which tells nobody of changes. */
const LOOK_MS = 1_000;

/** Serves what the file holds whenever it changes. Returns what ends it. */
function watchSupergraph(file: string, replace: (sdl: string) => Promise<void>): () => void {
  const onChange = (now: Stats, before: Stats) => {
    if (now.mtimeMs === before.mtimeMs || now.mtimeMs === 0) return;
    Promise.resolve()
      .then(() => replace(read(file)))
      .then(
        () => console.log('The new supergraph is served.'),
        (error: unknown) => console.error(`${(error as Error).message} The old one is served on.`),
      );
  };
  watchFile(file, { interval: LOOK_MS }, onChange);
  return () => unwatchFile(file, onChange);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartProblem(`The supergraph ${file} cannot be read: give a file that can.`, { cause });
  }
}

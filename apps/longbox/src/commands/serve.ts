import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem } from '../problem.ts';
import { callerSecret } from '../secrets.ts';
import { serveOne } from '../serve-one.ts';
import type { Settings } from '../settings.ts';

/** `serve <subgraph>`: one subgraph for a gateway elsewhere, until it is told to stop. */
export async function serve(life: Life, settings: Settings, name: string | undefined): Promise<void> {
  const subgraph = SUBGRAPH_NAMES.find((each) => each === name);
  if (!subgraph)
    throw new StartProblem(`serve takes one of ${SUBGRAPH_NAMES.join(', ')}, not ${name ?? 'nothing'}.`);
  const url = await serveOne(
    life,
    subgraph,
    settings,
    callerSecret(settings),
    loggerOf(settings).child({ subgraph }),
  );
  console.log(`${subgraph} is ready at ${url}`);
  await life.untilOver();
}

import { assertPortFree } from '@longbox/ports';
import { announcement } from '../announce.ts';
import { openDataFolder } from '../data-folder.ts';
import { startDistributed } from '../distributed.ts';
import { openIdentity } from '../identity.ts';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { listenProblem } from '../problem.ts';
import { ensureSampleData } from '../sample-data.ts';
import { callerSecret } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { startStore } from '../store.ts';

const say = (line: string) => console.log(`  · ${line}`);

/** `start`: the whole store on this machine, in one process or in six, until it is told to stop. */
export async function start(life: Life, settings: Settings, distributed: boolean): Promise<void> {
  console.log('Longbox starts.');
  // Known at once, and not after everything else has started.
  await assertPortFree(settings.port, settings.host).catch((error: unknown) => {
    throw listenProblem(error, settings.host, settings.port);
  });
  const secret = callerSecret(settings);
  const identity = await openIdentity(settings);
  const url = distributed
    ? await startDistributed(life, settings, secret, say)
    : await startStore(life, {
        settings,
        authentication: identity.authentication,
        callerSecret: secret,
        logger: loggerOf(settings),
        say,
      });
  const { development, authentication } = identity;
  const store = authentication.defaultStore;
  if (development && store !== undefined) {
    if (settings.sampleData)
      await life.during(ensureSampleData({ url, store, development, dataDir: settings.dataDir }, say));
    const { partnerKey } = openDataFolder(settings).secrets;
    console.log(await announcement({ url, development, store, partnerKey }));
  } else console.log(`Longbox is ready at ${url}`);
  await life.untilOver();
}

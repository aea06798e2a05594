import { writeSync } from 'node:fs';
import { SCOPES } from '@longbox/identity';
import { openIdentity } from '../../../longbox/src/identity.ts';
import { live } from '../../../longbox/src/life.ts';
import { loggerOf } from '../../../longbox/src/logging.ts';
import { callerSecret } from '../../../longbox/src/secrets.ts';
import { readSettings } from '../../../longbox/src/settings.ts';
import { startStore } from '../../../longbox/src/store.ts';
import { createChurn } from './churn.ts';
import { createFaults, type Orders } from './faults.ts';

/** What the process says when the store is ready. */
export interface Ready {
  readonly url: string;
  readonly staffToken: string;
}

/**
 * The whole store in one process, put together as `npm start` does, with an event log that kills the process where it is told to. Not to be
 * imported but for its types.
 */
const STORE = 'demo';
const STDERR = 2;

const faults = createFaults((fault, where) => {
  // Written at once: there is no later.
  writeSync(STDERR, `kill -9 at ${fault.at}, passage ${fault.passage} (${where})\n`);
  process.kill(process.pid, 'SIGKILL');
});
const churn = createChurn((error) => writeSync(STDERR, `a guest could not come or go: ${String(error)}\n`));

process.on('message', ({ fault, churnMs, away }: Orders) => {
  if (fault) faults.arm(fault);
  if (away) faults.away(away);
  if (churnMs !== undefined) churn.every(churnMs);
});

live(
  async (life) => {
    const settings = readSettings(process.env);
    const { authentication, development } = await openIdentity(settings);
    const staffToken = await development?.mint({
      role: 'staff',
      store: STORE,
      subject: 'sam',
      scopes: SCOPES,
      minutes: 60,
    });
    const url = await startStore(life, {
      settings,
      authentication,
      callerSecret: callerSecret(settings),
      logger: loggerOf(settings),
      say: () => undefined,
      aroundEventLog: (log) => churn.around(faults.around(log)),
      onSubgraph: (subgraph) => subgraph.onStatement(faults.onStatement),
    });
    process.send?.({ url, staffToken: staffToken ?? '' } satisfies Ready);
    await life.untilOver();
  },
  (what, error) => writeSync(STDERR, `${what}: ${String(error)}\n`),
).then(
  () => process.exit(0),
  (error: unknown) => {
    writeSync(STDERR, `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);

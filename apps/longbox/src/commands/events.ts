import { deadLettersOf } from '@longbox/events';
import { deadLetters, type DeadLetterOptions } from '../events/dead-letters.ts';
import { lagReport } from '../events/lag.ts';
import { databasesOfStore, openStoreLog } from '../events/open-log.ts';
import { fromOf, replay, subgraphOf } from '../events/replay.ts';
import type { Life } from '../life.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';

export interface EventsOptions extends DeadLetterOptions {
  readonly from?: string | undefined;
}

export const EVENTS_USAGE = `  events lag [--all]        how far each consumer has come
  events dead-letters list [--topic <topic>] [--consumer <name>] [--done] [--limit <n>] [--after <id>]
  events dead-letters show <id>
  events dead-letters replay <id> … | --all [--topic <topic>] [--consumer <name>]
  events dead-letters drop <id> … | --all [--topic <topic>] [--consumer <name>]  --reason "<why>"
  events replay <consumer> --from start|<time>   makes what a consumer keeps again from the events, and swaps`;

const say = (line: string) => console.log(line);

/** `events …`: looks at the event log of the store, which may run meanwhile, and mends. Throws `StartProblem`. */
export async function events(
  life: Life,
  settings: Settings,
  [action, ...rest]: readonly string[],
  options: EventsOptions,
): Promise<void> {
  if (action === 'replay') return replayOne(life, settings, rest, options.from);
  if (action !== 'lag' && action !== 'dead-letters')
    throw new StartProblem(`events takes one of these, not ${action ?? 'nothing'}:\n${EVENTS_USAGE}`);
  const urls = await databasesOfStore(life, settings, settings.kafka ? [] : ['events']);
  const log = await openStoreLog(life, settings, urls);
  if (action === 'lag') {
    if (rest.length > 0) throw new StartProblem(`${rest.join(' ')}?\n${EVENTS_USAGE}`);
    for (const line of lagReport(await life.during(log.inspection.groups()), options.all ?? false)) say(line);
    return;
  }
  await life.during(
    deadLetters(deadLettersOf(log), rest, options, say).catch((error: unknown) => {
      throw error instanceof RangeError ? new StartProblem(`${error.message}.`, { cause: error }) : error;
    }),
  );
}

async function replayOne(
  life: Life,
  settings: Settings,
  [consumer, ...more]: readonly string[],
  given: string | undefined,
): Promise<void> {
  if (consumer === undefined || more.length > 0)
    throw new StartProblem(`replay takes one consumer:\n${EVENTS_USAGE}`);
  const from = fromOf(given);
  const names = [subgraphOf(consumer), ...(settings.kafka ? [] : ['events' as const])];
  const urls = await databasesOfStore(life, settings, names);
  const log = await openStoreLog(life, settings, urls);
  await replay(life, consumer, from, { settings, urls, log, say });
}

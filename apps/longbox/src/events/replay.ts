import type { InspectableLog, RebuildOutcome, RebuildProgress } from '@longbox/events';
import { SUBGRAPH_NAMES, type Subgraph } from '@longbox/subgraph';
import type { DatabaseName, Settings } from '../settings.ts';
import { requiredUrl, type DatabaseUrls } from '../backing.ts';
import type { Life } from '../life.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem } from '../problem.ts';
import { SUBGRAPHS } from '../subgraphs.ts';

/** The subgraph whose consumer it is: consumers are named after theirs. Throws `StartProblem`. */
export function subgraphOf(consumer: string): Exclude<DatabaseName, 'events' | 'gateway'> {
  const found = SUBGRAPH_NAMES.find((name) => consumer.startsWith(`${name}.`));
  if (found === undefined)
    throw new StartProblem(
      `${consumer} is no consumer’s name; \`events lag\` shows them, such as catalog.offers.`,
    );
  return found;
}

/** `start`, or the instant that a person wrote. Throws `StartProblem`. */
export function fromOf(text: string | undefined): 'start' | Date {
  if (text === 'start') return 'start';
  const time = new Date(text ?? '');
  if (Number.isNaN(time.getTime()) || time.getTime() > Date.now())
    throw new StartProblem(
      `--from takes start, or a time that has been, such as 2026-11-21T08:00:00Z; not ${text ?? 'nothing'}.`,
    );
  return time;
}

export interface ReplayParts {
  readonly settings: Settings;
  readonly urls: Partial<DatabaseUrls>;
  readonly log: InspectableLog;
  readonly say: (line: string) => void;
}

/** `events replay <consumer> --from <time|start>`: makes what the consumer keeps again from the events. Throws `StartProblem` for a refusal. */
export async function replay(
  life: Life,
  consumer: string,
  from: 'start' | Date,
  { settings, urls, log, say }: ReplayParts,
): Promise<void> {
  const name = subgraphOf(consumer);
  const subgraph = await life.begin(
    name,
    (): Promise<Subgraph> =>
      SUBGRAPHS[name]({
        databaseUrl: requiredUrl(urls, name),
        eventLog: log,
        peers: { ask: () => Promise.reject(new Error('no peer is asked while a read model is made again')) },
        logger: loggerOf(settings),
      }),
    (opened) => opened.stop(),
  );
  const began = performance.now();
  const outcome = await life.during(
    subgraph.rebuild(consumer, { from, inspection: log.inspection, onProgress: progressTo(say) }),
  );
  say(sentenceOf(consumer, outcome, (performance.now() - began) / 1_000));
}

function sentenceOf(consumer: string, outcome: RebuildOutcome, seconds: number): string {
  if (outcome.kind === 'refused') throw new StartProblem(outcome.message);
  const { events, skipped } = outcome;
  const passed =
    skipped.count === 0
      ? ''
      : ` ${skipped.count} that had been given up were passed over: ${skipped.first.join(', ')}${skipped.count > skipped.first.length ? ', …' : ''}.`;
  return `${consumer} was made again from ${events} events in ${seconds.toFixed(1)} s.${passed}`;
}

const SAY_EVERY_MS = 1_000;

const PHASES: Readonly<Record<RebuildProgress['phase'], string>> = {
  copying: 'what is there is copied',
  replaying: 'events are applied',
  swapping: 'the tables are swapped',
  refreshing: 'what is made from them is brought up to date',
};

/** A line when a phase begins, and one each second of it. */
function progressTo(say: (line: string) => void): (progress: RebuildProgress) => void {
  let last = { phase: '', at: 0 };
  return ({ phase, done, of }) => {
    const now = performance.now();
    if (phase === last.phase && now - last.at < SAY_EVERY_MS) return;
    last = { phase, at: now };
    const share = of > 0n ? `: ${done} of ${of} (${(done * 100n) / of} %)` : '';
    say(`  · ${PHASES[phase]}${share}`);
  };
}

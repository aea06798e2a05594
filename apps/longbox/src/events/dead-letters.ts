import { decodeEvent, isEventType, type DeadLetter, type DeadLetters } from '@longbox/events';
import { StartProblem } from '../problem.ts';
import { table } from '../table.ts';

export interface DeadLetterOptions {
  readonly topic?: string | undefined;
  readonly consumer?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: string | undefined;
  readonly reason?: string | undefined;
  /** Replay or drop everything that the filters find instead of named ones. */
  readonly all?: boolean | undefined;
  /** List also those that were replayed or dropped. */
  readonly done?: boolean | undefined;
}

type Say = (line: string) => void;

const LISTED = 50;
const MOST_AT_ONCE = 1_000;
/** How much of an error a line of the list shows. */
const ERROR_WIDTH = 80;

/** `events dead-letters list|show|replay|drop`. Throws `StartProblem` for arguments that are wrong. */
export async function deadLetters(
  letters: DeadLetters,
  [action, ...ids]: readonly string[],
  options: DeadLetterOptions,
  say: Say,
): Promise<void> {
  switch (action) {
    case 'list':
      return list(letters, ids, options, say);
    case 'show':
      return show(letters, ids, say);
    case 'replay':
      return settleEach(letters, ids, options, say, 'replayed', (id) => letters.replay(id));
    case 'drop': {
      const reason = options.reason?.trim();
      if (!reason) throw new StartProblem('drop needs --reason "…": it is kept beside the dead letter.');
      return settleEach(letters, ids, options, say, 'dropped', (id) => letters.drop(id, reason));
    }
    default:
      throw new StartProblem(`dead-letters takes list, show, replay or drop, not ${action ?? 'nothing'}.`);
  }
}

async function list(
  letters: DeadLetters,
  ids: readonly string[],
  options: DeadLetterOptions,
  say: Say,
): Promise<void> {
  if (ids.length > 0) throw new StartProblem('list takes no ids; `show <id>` looks at one.');
  const { topic, consumer, after, done } = options;
  const page = await letters.list({ topic, consumer, after, done, limit: limitOf(options, LISTED) });
  if (page.letters.length === 0) {
    say('There are no dead letters that wait for somebody.');
    return;
  }
  const rows = page.letters.map((letter) => [
    letter.id,
    letter.at?.toISOString() ?? '?',
    letter.consumer,
    letter.type ?? '?',
    letter.reason,
    `${letter.attempts}`,
    letter.resolution?.action ?? 'waits',
    (letter.error.split('\n')[0] ?? '').slice(0, ERROR_WIDTH),
  ]);
  for (const line of table(['id', 'given up', 'consumer', 'type', 'why', 'attempts', 'state', 'error'], rows))
    say(line);
  const last = page.letters.at(-1);
  if (page.more && last) say(`There are more: go on with --after ${last.id}`);
}

async function show(letters: DeadLetters, ids: readonly string[], say: Say): Promise<void> {
  const [id] = ids;
  if (id === undefined || ids.length > 1)
    throw new StartProblem('show takes one id, such as orders.orders/17.');
  const letter = await letters.find(id);
  if (letter === undefined) throw new StartProblem(unknown(id));
  const { at, resolution, record } = letter;
  say(`${letter.id}: ${letter.type ?? 'no type'} ${letter.eventId ?? ''}`);
  say(
    `given up   ${at?.toISOString() ?? '?'} by ${letter.consumer}, ${letter.reason} after ${letter.attempts} attempts`,
  );
  say(
    `stood at   ${letter.topic}, partition ${letter.partition}, offset ${letter.offset}; key ${record.key}`,
  );
  say(`state      ${stateOf(resolution)}`);
  say('headers');
  for (const [name, value] of Object.entries(record.headers))
    if (name !== 'dl_error') say(`  ${name}: ${value}`);
  say('error');
  for (const line of letter.error.split('\n')) say(`  ${line}`);
  say('payload');
  for (const line of payloadOf(letter).split('\n')) say(`  ${line}`);
}

const unknown = (id: string) => `There is no dead letter ${id}; \`dead-letters list\` shows those that wait.`;

function stateOf(resolution: DeadLetter['resolution']): string {
  if (!resolution) return 'waits for somebody';
  const reason = resolution.reason === '' ? '' : `: ${resolution.reason}`;
  return `${resolution.action} ${resolution.at.toISOString()}${reason}`;
}

/** The event's data as JSON, or why they cannot be read and the bytes. */
export function payloadOf({ type, record }: Pick<DeadLetter, 'type' | 'record'>): string {
  const bytes = `${record.payload.length} bytes: ${Buffer.from(record.payload).toString('hex')}`;
  if (type === undefined || !isEventType(type)) return `not an event of Longbox; ${bytes}`;
  try {
    return JSON.stringify(decodeEvent(type, record.payload), undefined, 2);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}; ${bytes}`;
  }
}

async function settleEach(
  letters: DeadLetters,
  ids: readonly string[],
  options: DeadLetterOptions,
  say: Say,
  done: string,
  settle: (id: string) => ReturnType<DeadLetters['replay']>,
): Promise<void> {
  const chosen = await chosenOf(letters, ids, options);
  let count = 0;
  for (const id of chosen) {
    const outcome = await settle(id);
    if (outcome === 'unknown') throw new StartProblem(unknown(id));
    count += outcome === 'settled' ? 1 : 0;
    say(`${count}/${chosen.length} ${id} ${outcome === 'settled' ? done : 'had been settled before'}`);
  }
  if (chosen.length === 0) say('There are no dead letters that wait for somebody.');
}

/** The ids that are named, or those that the filters find. */
async function chosenOf(
  letters: DeadLetters,
  ids: readonly string[],
  options: DeadLetterOptions,
): Promise<readonly string[]> {
  const { topic, consumer, after, all = false } = options;
  if (all === ids.length > 0)
    throw new StartProblem('Name the ids, or say --all, which --topic and --consumer narrow; not both.');
  if (!all) return ids;
  const page = await letters.list({ topic, consumer, after, limit: limitOf(options, MOST_AT_ONCE) });
  return page.letters.map(({ id }) => id);
}

function limitOf({ limit }: DeadLetterOptions, otherwise: number): number {
  const count = Number(limit ?? otherwise);
  if (!Number.isInteger(count) || count < 1 || count > MOST_AT_ONCE)
    throw new StartProblem(`--limit takes 1 to ${MOST_AT_ONCE}, not ${limit}.`);
  return count;
}

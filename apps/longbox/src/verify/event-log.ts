import { ALL_TOPICS, deadLetterTopic, deadLettersOf, type InspectableLog } from '@longbox/events';
import type { CrossInvariant, Findings } from './findings.ts';

const LETTERS: CrossInvariant = {
  name: 'no dead letter waits',
  sentence: 'Each event that could not be handled has been looked at by a person, and replayed or dropped.',
  between: 'events',
};
const CONSUMERS: CrossInvariant = {
  name: 'every consumer keeps up',
  sentence: 'No consumer has left an event of its topics unhandled for long.',
  between: 'events',
};

export const EVENT_LOG_INVARIANTS: readonly CrossInvariant[] = [LETTERS, CONSUMERS];

const LETTERS_AT_ONCE = 200;

/** Looks at the event log, whichever it is, as an operator does. */
export async function checkEventLog(
  log: InspectableLog,
  lateSeconds: number,
  findings: Findings,
): Promise<void> {
  await checkLetters(log, findings);
  await checkConsumers(log, lateSeconds, findings);
}

async function checkLetters(log: InspectableLog, findings: Findings): Promise<void> {
  const finding = findings.of(LETTERS);
  const names = new Set(ALL_TOPICS.map(({ name }) => name));
  const topics = [...names].map(deadLetterTopic).filter((name) => names.has(name));
  for (const { first, end } of await log.inspection.extents(topics)) finding.checked += Number(end - first);
  const letters = deadLettersOf(log);
  let after: string | undefined;
  for (let more = true; more;) {
    const page = await letters.list({ limit: LETTERS_AT_ONCE, after });
    for (const { id, type, consumer, reason, attempts } of page.letters)
      finding.broken(
        id,
        `${type ?? 'unreadable'}, given up by ${consumer} (${reason}, ${attempts} attempts)`,
      );
    after = page.letters.at(-1)?.id;
    more = page.more && after !== undefined;
  }
}

/** A group is late when it has yet to finish a record from before the time that it was given. */
async function checkConsumers(log: InspectableLog, lateSeconds: number, findings: Findings): Promise<void> {
  const finding = findings.of(CONSUMERS);
  const places = await log.inspection.groups();
  const behind = places.filter(({ lag }) => lag > 0n);
  finding.checked = places.length;
  if (behind.length === 0) return;
  const topics = [...new Set(behind.map(({ topic }) => topic))];
  const starts = await log.inspection.startsAt(topics, new Date(Date.now() - lateSeconds * 1_000));
  const recent = new Map(starts.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
  for (const { group, topic, partition, next, lag, member } of behind) {
    const place = `${topic}/${partition}`;
    if (next < (recent.get(place) ?? 0n))
      finding.broken(`${group} ${place}`, `${lag} events behind, read by ${member ?? 'nobody'}`);
  }
}

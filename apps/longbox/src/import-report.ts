import type { TerminalImport } from '@longbox/catalog';
import { barOf, count } from './terminal-progress.ts';

type Job = Awaited<ReturnType<TerminalImport['job']>>;
type Problem = Awaited<ReturnType<TerminalImport['problems']>>[number];

/** One line for a terminal: how much of the files is read, records, their rate, problems. Cut to the terminal's width. */
export function progressBar(job: Job, now: Date, columns: number): string {
  if (job.startedAt === null)
    return 'waiting for its turn: one import of a store at a time'.slice(0, columns - 1);
  const seconds = ((job.finishedAt ?? now).getTime() - job.startedAt.getTime()) / 1_000;
  return barOf(
    {
      share:
        job.status === 'COMPLETED'
          ? 1
          : Math.min(1, Number(job.bytesRead) / Math.max(1, Number(job.bytesTotal))),
      done: job.processed,
      what: 'records',
      perSecond: seconds > 0 ? job.processed / seconds : null,
      ...(job.failed > 0 && { more: `${count(job.failed)} failed` }),
    },
    columns,
  );
}

/** Whether nothing of the files was what the import takes. */
export const isNothingRead = ({ created, updated, skipped, failed }: Job) =>
  failed > 0 && created + updated + skipped === 0;

/** What became of the records of an import that has ended, and its first problems. */
export function summary(job: Job, problems: readonly Problem[]): string {
  const leftOut = Object.entries(job.leftOut).map(([reason, n]) => `${count(n)} ${reason}`);
  const lines: (readonly [string, string])[] = [
    ['status', job.status],
    ['records in', count(job.processed)],
    ['created', count(job.created)],
    ['updated', count(job.updated)],
    [
      'skipped',
      `${count(job.skipped)}${leftOut.length > 0 ? ` (left out on purpose: ${leftOut.join(', ')})` : ''}`,
    ],
    ['failed', count(job.failed)],
  ];
  return [
    ...lines.map(([what, value]) => `  ${what.padEnd(12)} ${value}`),
    ...problems.map(
      ({ file, line, recordId, message }) =>
        `  · ${file}${line === null ? '' : `:${line}`}${recordId === null ? '' : ` (${recordId})`} ${message}`,
    ),
    ...(job.failed > problems.length ? [`  · … and ${count(job.failed - problems.length)} more`] : []),
    ...(isNothingRead(job)
      ? [
          `  Nothing of it is a card as ${job.source} has them. Is it of another game, or of another format (--source)?`,
        ]
      : []),
  ].join('\n');
}

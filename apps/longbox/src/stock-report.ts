import type { operations } from '@longbox/client';
import { barOf, count } from './terminal-progress.ts';

export type StockJob = operations.StockImportViewFragment;

type Line = operations.StockLineViewFragment;

/** What is done with the lines of a file. */
type Work = 'read' | 'applied';

export function linesDone({ processed, counts }: StockJob, work: Work): number {
  return work === 'read' ? processed : counts.applied;
}

/** One line for a terminal: how much of the file is read, or of what is matched is applied. */
export function stockBar(job: StockJob, work: Work, perSecond: number, columns: number): string {
  if (job.status === 'QUEUED') return 'waiting for another import of this store to end'.slice(0, columns - 1);
  const done = linesDone(job, work);
  const share = work === 'read' ? job.progress : done / Math.max(1, matchedLines(job));
  return barOf({ share, done, what: `lines ${work}`, perSecond }, columns);
}

function matchedLines({ counts: { exact, likely, confirmed } }: StockJob): number {
  return exact + likely + confirmed;
}

/** What the lines of a file are matched to, and what is to be done with them. */
export function afterReading(job: StockJob): string {
  const { exact, likely, doubtful, unmatched, invalid, empty, pieces } = job.counts;
  const rows = [
    ['lines', count(job.processed)],
    [
      'matched',
      `${count(exact + likely)} (${count(exact)} exact, ${count(likely)} likely), ${count(pieces)} pieces`,
    ],
    ['doubtful', count(doubtful)],
    ['unmatched', count(unmatched)],
    ['invalid', count(invalid)],
    ['empty', count(empty)],
    ...(job.unknownColumns.length > 0 ? [['not read', job.unknownColumns.join(', ')]] : []),
  ];
  return [
    ...head(job),
    ...rows.map(([what = '', value = '']) => `  ${what.padEnd(12)} ${value}`),
    ...(job.status === 'REVIEW'
      ? [
          '',
          'Nothing of the store has changed. What is matched is listed, stocked and priced by',
          `  npm run stock -- apply ${job.id}`,
          ...(doubtful + unmatched > 0
            ? [
                'What is not is left out, or decided before or after by `reviewStockLines` (docs/stock-files.md):',
              ]
            : []),
        ]
      : []),
  ].join('\n');
}

/** What is applied of a file, and what is left. */
export function afterApplying(job: StockJob): string {
  const { doubtful, unmatched, applied } = job.counts;
  const rows = [
    ['applied', `${count(applied)} of ${count(matchedLines(job))} matched lines`],
    ['undecided', count(doubtful + unmatched)],
  ];
  return [
    ...head(job),
    ...rows.map(([what = '', value = '']) => `  ${what.padEnd(12)} ${value}`),
    ...(job.status === 'REVIEW'
      ? ['', 'It stopped there; what is left is applied by', `  npm run stock -- apply ${job.id}`]
      : []),
  ].join('\n');
}

function head({ id, status, problem }: StockJob): string[] {
  return [
    `  ${'import'.padEnd(12)} ${id}`,
    `  ${'status'.padEnd(12)} ${status}`,
    ...(problem === null ? [] : [`  ${'problem'.padEnd(12)} ${problem}`]),
  ];
}

/** A line that a person has to look at, with the printings that it may mean. */
export function lineToLookAt({ line, status, setName, name, number, problem, candidates }: Line): string {
  return [
    `  · line ${line}: ${status}  ${[name, setName, number].filter((part) => part !== '').join(', ')}${problem === null ? '' : `: ${problem}`}`,
    ...candidates.map(
      ({ confidence, print }) =>
        `      ${String(Math.round(confidence * 100)).padStart(3)} %  ${print.id}  ${print.card.name}, ${print.set.name} #${print.collectorNumber}`,
    ),
  ].join('\n');
}

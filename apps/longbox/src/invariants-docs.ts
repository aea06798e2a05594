/**
 * Writes the list of invariants into docs/invariants.md, from the invariants that `npm run verify` checks. With `--check` nothing is
 * written and the exit code says whether it is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describedInvariants } from './verify/invariants.ts';

const PAGE = join(import.meta.dirname, '../../../docs/invariants.md');
const [BEGIN, END] = ['<!-- invariants -->', '<!-- end of invariants -->'];

const text = readFileSync(PAGE, 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined)
  throw new Error(`docs/invariants.md lacks ${BEGIN} or ${END}`);
const list = [...Map.groupBy(describedInvariants(), ({ where }) => where)].map(
  ([where, invariants]) =>
    `### ${where}\n\n${invariants.map(({ name, sentence }) => `- **${name}.** ${sentence}`).join('\n')}\n`,
);
const current = await format(`${before}${BEGIN}\n\n${list.join('\n')}\n${END}${after}`, {
  ...(await resolveConfig(PAGE)),
  parser: 'markdown',
});
if (current !== text && process.argv.includes('--check')) {
  console.error('The invariants in docs/invariants.md are not current: run `npm run docs` and commit it.');
  process.exitCode = 1;
} else if (current !== text) writeFileSync(PAGE, current);

/**
 * Writes the list of invariants into docs/invariants.md, from the invariants that `npm run verify` checks. With `--check` nothing is
 * written and the exit code says whether it is current.
 */
import { keepCurrent, tell, withSection } from '../../../infra/generate/keep-current.ts';
import { describedInvariants } from './verify/invariants.ts';

const PAGE = 'docs/invariants.md';

const list = [...Map.groupBy(describedInvariants(), ({ where }) => where)].map(
  ([where, invariants]) =>
    `### ${where}\n\n${invariants.map(({ name, sentence }) => `- **${name}.** ${sentence}`).join('\n')}\n`,
);
tell(await keepCurrent({ [PAGE]: await withSection(PAGE, 'invariants', list.join('\n')) }, 'npm run docs'));

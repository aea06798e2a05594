/**
 * Draws the table of the order saga into docs/order-saga.md. With `--check` nothing is written and the exit code says whether it is current.
 */
import { keepCurrent, tell } from '../../../infra/generate/keep-current.ts';
import {
  BEGINNING,
  PHASES,
  SAGA,
  SIGNALS,
  STATUS_OF,
  type Phase,
  type Rule,
  type Signal,
} from './domain/saga-table.ts';

/** The moves between two phases, with the signals that make them. */
function arrows(): string[] {
  const between = new Map<string, Signal[]>();
  for (const signal of SIGNALS)
    for (const phase of PHASES) {
      const rule: Rule = SAGA[signal][phase];
      if (rule.does !== 'move' || rule.to === phase) continue;
      const arrow = `${phase} --> ${rule.to}`;
      between.set(arrow, [...(between.get(arrow) ?? []), signal]);
    }
  return [...between].map(([arrow, signals]) => `    ${arrow} : ${signals.join(', ')}`);
}

function diagram(): string {
  const ends = PHASES.filter((phase) => !SIGNALS.some((signal) => leaves(SAGA[signal][phase], phase)));
  return [
    '```mermaid',
    'stateDiagram-v2',
    `    [*] --> ${BEGINNING.to} : checkout`,
    ...arrows(),
    ...ends.map((phase) => `    ${phase} --> [*]`),
    '```',
  ].join('\n');
}

const leaves = (rule: Rule, phase: Phase) => rule.does === 'move' && rule.to !== phase;

/** What the rule says, in words of a cell. */
function cell(rule: Rule): string {
  if (rule.does === 'ignore') return `– (${rule.because})`;
  if (rule.does === 'refuse') return `refused: ${rule.because}`;
  const told = rule.entries.map(({ type }) => type.toLowerCase().replaceAll('_', ' '));
  const commands = rule.commands.map((command) => `\`${command}\``);
  return [
    `**${rule.to}**`,
    ...(told.length > 0 ? [told.join(', ')] : []),
    ...(commands.length > 0 ? [commands.join(' ')] : []),
  ].join('<br>');
}

function transitions(): string {
  return SIGNALS.map((signal) => {
    const byAnswer = Map.groupBy(PHASES, (phase) => cell(SAGA[signal][phase]));
    const rows = [...byAnswer].map(
      ([answer, phases]) => `| ${phases.join(', ')} | ${answer.replaceAll('|', '\\|')} |`,
    );
    return [`### ${signal}`, '', '| in | what follows |', '| --- | --- |', ...rows].join('\n');
  }).join('\n\n');
}

const text = `# The order saga

Drawn from \`subgraphs/order/src/domain/saga-table.ts\` by \`npm run docs\`; \`npm run check\` says when it is not current.

${diagram()}

An order always ends: every phase that waits for somebody has a durable timer or a durable job behind it, and every signal has an answer in
every phase, also one that comes twice, late or out of nowhere. What a person sees of a phase is its status:
${PHASES.map((phase) => `\`${phase}\` is ${STATUS_OF[phase]}`).join(', ')}.

## Every transition

**Bold** is the phase after it; below it the lines that the timeline gets, and the commands that are done in the same transaction. A dash
means that nothing happens.

${transitions()}
`;
tell(await keepCurrent({ 'docs/order-saga.md': text }, 'npm run docs'));

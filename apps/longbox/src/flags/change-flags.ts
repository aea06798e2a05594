import type { Experiment, Flag, FlagEditor, FlagSet } from '@longbox/gateway/flags';
import { StartProblem } from '../problem.ts';
import { table } from '../table.ts';

/** What `flags` is told beside what to do. */
export interface FlagsOptions {
  readonly percentage?: string | undefined;
  readonly variants?: string | undefined;
  readonly rules?: string | undefined;
  readonly visible?: boolean | undefined;
}

/** What the actions of `flags` work with. */
export interface FlagsContext {
  readonly editor: FlagEditor;
  /** Where `editor` writes, for people. */
  readonly place: string;
  /** What holds where `editor` says nothing. */
  readonly below: FlagSet;
  readonly say: (line: string) => void;
}

type Section = 'flags' | 'experiments';
const SECTIONS: readonly Section[] = ['flags', 'experiments'];

/** `flags list`: everything that is tried out, and what is said where. */
export async function listFlags({ editor, place, below, say }: FlagsContext): Promise<void> {
  const there = await editor.read();
  const rows = SECTIONS.flatMap((section) => {
    const own = [...there[section]].map(([name, entry]) => rowOf(name, entry, place));
    const left = [...below[section]].filter(
      ([name]) => !there.flags.has(name) && !there.experiments.has(name),
    );
    return [...own, ...left.map(([name, entry]) => rowOf(name, entry, 'the file'))];
  });
  if (rows.length === 0)
    return say('There are no flags: npm run flags -- set <name> --percentage <n> makes one.');
  for (const line of table(['name', 'state', 'share', 'rules', 'variants', 'said by'], rows)) say(line);
}

/** `flags set`: makes a flag, or an experiment where it is given variants, or changes what is said of it. Throws `StartProblem`. */
export async function setFlag(context: FlagsContext, name: string, options: FlagsOptions): Promise<void> {
  const { section, entry } = await existing(context, name);
  const { variants, visible, percentage, rules } = options;
  if (variants === undefined && visible === undefined && percentage === undefined && rules === undefined)
    throw new StartProblem(
      'Say what to set: --percentage <n>, --variants "<name>=<weight> …", --rules <JSON> or --visible.',
    );
  await write(context, variants === undefined ? section : 'experiments', name, {
    ...entry,
    ...(percentage === undefined ? {} : { percentage: numberIn('--percentage', percentage) }),
    ...(variants === undefined ? {} : { variants: weightsIn(variants) }),
    ...(rules === undefined ? {} : { rules: rulesIn(rules) }),
    ...(visible === undefined ? {} : { visible }),
  });
}

/** `flags off` and `flags on`: the switch that counts before everything else. Throws `StartProblem`. */
export async function switchFlag(context: FlagsContext, name: string, off: boolean): Promise<void> {
  const { section, entry } = await existing(context, name);
  if (!entry && !off) throw new StartProblem(`There is no flag or experiment ${name}.`);
  await write(context, section, name, { ...entry, off });
}

/** `flags drop`: what is said here is said no more. Throws `StartProblem`. */
export async function dropFlag({ editor, place, say }: FlagsContext, name: string): Promise<void> {
  const there = await editor.read();
  const section = SECTIONS.find((each) => there[each].has(name));
  if (!section) throw new StartProblem(`${place} says nothing of ${name}.`);
  await editor.write({ section, name, value: undefined });
  say(`${place} says nothing of ${name} any more.`);
}

async function existing({ editor, below }: FlagsContext, name: string) {
  for (const set of [await editor.read(), below])
    for (const section of SECTIONS) {
      const entry = set[section].get(name);
      if (entry) return { section, entry };
    }
  return { section: 'flags', entry: undefined } as const;
}

async function write(
  { editor, place, say }: FlagsContext,
  section: Section,
  name: string,
  value: Partial<Flag & Experiment>,
): Promise<void> {
  // What is as it would be anyway need not be said.
  const { rules = [], off = false, visible = false, ...rest } = value;
  const said = {
    ...rest,
    ...(rules.length > 0 ? { rules } : {}),
    ...(off ? { off } : {}),
    ...(visible ? { visible } : {}),
  };
  await editor.write({ section, name, value: said });
  const there = (await editor.read())[section].get(name);
  if (there)
    for (const line of table(
      ['name', 'state', 'share', 'rules', 'variants', 'said by'],
      [rowOf(name, there, place)],
    ))
      say(line);
}

function rowOf(name: string, entry: Flag | Experiment, place: string): string[] {
  const variants =
    'variants' in entry
      ? Object.entries(entry.variants)
          .map(([variant, weight]) => `${variant}=${weight}`)
          .join(' ')
      : entry.visible
        ? 'visible'
        : '';
  return [
    name,
    entry.off ? 'off' : 'on',
    `${entry.percentage} %`,
    String(entry.rules.length),
    variants,
    place,
  ];
}

function numberIn(option: string, given: string): number {
  const number = Number(given);
  if (given.trim() === '' || !Number.isFinite(number))
    throw new StartProblem(`${option} takes a number, not ${given}.`);
  return number;
}

function weightsIn(given: string): Record<string, number> {
  const pairs = given
    .split(/[ ,]+/)
    .filter(Boolean)
    .map((pair) => pair.split('='));
  return Object.fromEntries(
    pairs.map(([variant = '', weight = '']) => [variant, numberIn('--variants', weight)]),
  );
}

function rulesIn(given: string): Flag['rules'] {
  try {
    return JSON.parse(given) as Flag['rules'];
  } catch (cause) {
    throw new StartProblem(
      '--rules takes the rules of a file of flags as JSON, such as [{"kinds":["staff"],"percentage":100}].',
      { cause },
    );
  }
}

import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { z } from 'zod';
import { unusable } from './read-environment.ts';
import { openYaml, type NamedText } from './yaml-file.ts';

/** A value as it would stand in the environment; undefined for what could not. */
function textOf(node: unknown): string | undefined {
  if (isScalar(node)) {
    const { value } = node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  }
  if (!isSeq(node)) return undefined;
  const items = node.items.map(textOf);
  // A comma would make two of one.
  return items.every((item) => item !== undefined && !item.includes(',')) ? items.join(',') : undefined;
}

/**
 * Reads settings from the text of a YAML or JSON file: its keys are the names of the variables, its values what they take, lists as lists or
 * with commas. Everything in it is checked, whether the environment overrides it or not. Throws `InvalidEnvironment` with every problem
 * at once, each with the file's name, its line and the key.
 */
export function readFileOfSettings(shape: z.ZodRawShape, file: NamedText): Readonly<Record<string, string>> {
  const { document, say, refuseProblems } = openYaml(file);
  const { contents } = document as { readonly contents: Node | null };
  const given = new Map<string, string>();
  if (contents !== null && !isMap(contents))
    say(contents.range?.[0], 'it must hold settings, one a line: `PORT: 4000`.');
  for (const { key, value } of isMap(contents) ? contents.items : []) {
    const at = isScalar(key) ? key.range?.[0] : undefined;
    const name = isScalar(key) ? String(key.value) : '';
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!(schema instanceof z.ZodType)) {
      say(at, `${name || 'a key'} is no setting${suggestion(name, Object.keys(shape))}.`);
      continue;
    }
    // As an empty variable: unset.
    if (isScalar(value) && value.value === null) continue;
    const written = isAlias(value) ? undefined : textOf(value);
    if (written === undefined) say(at, `${name} must be one value, or a list of values without commas.`);
    else if (!schema.safeParse(written).success) say(at, unusable(name, written, schema));
    else given.set(name, written);
  }
  refuseProblems();
  return Object.fromEntries(given);
}

/** More letters would be another word. */
const MOST_TYPOS = 3;

function suggestion(name: string, names: readonly string[]): string {
  const near = names
    .map((each) => ({ each, typos: distance(name, each) }))
    .toSorted((a, b) => a.typos - b.typos)[0];
  return near && near.typos <= MOST_TYPOS ? `; did you mean ${near.each}` : '';
}

/** Letters to add, drop or change to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

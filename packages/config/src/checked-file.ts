import { isMap, isScalar, isSeq } from 'yaml';
import type { z } from 'zod';
import { openYaml, type NamedText } from './yaml-file.ts';

/**
 * Reads the text of a YAML or JSON file that is held to a schema. Throws `InvalidEnvironment` with every problem at once, each with the file's
 * name, its line and what it is about.
 */
export function readCheckedFile<Schema extends z.ZodType>(schema: Schema, file: NamedText): z.infer<Schema> {
  const { document, say, refuseProblems } = openYaml(file);
  refuseProblems();
  let given: unknown;
  try {
    // References could make much of little.
    given = document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    say(0, 'it must hold no references (`*name`).');
  }
  const result = schema.safeParse(given);
  if (!result.success)
    for (const issue of result.error.issues) {
      const { at, path } = placeOf(document.contents, [...issue.path, ...unknownKey(issue)]);
      say(at, `${path || 'it'}: ${issue.message}.`);
    }
  refuseProblems();
  return result.data as z.infer<Schema>;
}

/**
 * The text of a file with another value at one place, `undefined` for none; comments and the order of what stands there stay. Throws
 * `InvalidEnvironment` when it is no YAML.
 */
export function withChange(file: NamedText, path: readonly string[], value: unknown): string {
  const { document } = openYaml(file);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  return document.toString();
}

const unknownKey = (issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];

/** Where a value stands, or the nearest thing around it that stands there. */
function placeOf(contents: unknown, path: readonly PropertyKey[]): { at: number | undefined; path: string } {
  let node = contents;
  let at: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      at = isScalar(pair.key) ? pair.key.range?.[0] : at;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      at = (item as { range?: readonly number[] } | undefined)?.range?.[0] ?? at;
      node = item;
    } else break;
  }
  return { at, path: path.map(String).join('.') };
}

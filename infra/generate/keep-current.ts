import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Brings generated files, by their paths in the repository, to what they should say, formatted as their kind is. With `--check` nothing is written, and the answer
 * is a problem for each that is not current; `command` is what writes them.
 */
export async function keepCurrent(
  texts: Readonly<Record<string, string>>,
  command: string,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const file = join(ROOT, name);
    const wanted = await format(text, { ...(await resolveConfig(file)), filepath: file });
    const present = await readFile(file, 'utf8').catch(() => '');
    if (present === wanted) continue;
    if (process.argv.includes('--check')) {
      problems.push(`${name} is not current: run \`${command}\` and commit it.`);
    } else {
      await writeFile(file, wanted);
      console.log(`${name} written`);
    }
  }
  return problems;
}

/** A page with other content between `<!-- name -->` and `<!-- end of name -->`. Throws when it lacks one of the two. */
export async function withSection(page: string, name: string, content: string): Promise<string> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = (await readFile(join(ROOT, page), 'utf8')).split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} lacks ${begin} or ${end}`);
  return `${before}${begin}\n\n${content}\n${end}${after}`;
}

/** Says what is wrong, and fails the process when anything is. */
export function tell(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

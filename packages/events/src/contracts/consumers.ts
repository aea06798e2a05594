import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Folders whose direct children each are a part of the system, and parts that stand alone. */
const PARTS = ['subgraphs/*', 'gateway'];

/**
 * Finds out which part of the system handles which event, from its source: a file that names the type `Handlers` of this package, or
 * calls `createConsumer`, and has the event as a key. Answers the parts' names by type, in the order of the alphabet.
 */
export async function readConsumers(root: string, types: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(types.map((type) => [type, []]));
  for (const folder of await partFolders(root)) {
    const sources = await Promise.all((await sourceFiles(folder)).map((file) => readFile(file, 'utf8')));
    const handling = sources.filter((source) => /\b(Handlers|createConsumer)\b/.test(source)).join('\n');
    for (const type of types) {
      if (new RegExp(`^\\s*(async )?${type}\\b\\s*[:(,]`, 'm').test(handling))
        found.get(type)?.push(path.basename(folder));
    }
  }
  return found;
}

async function partFolders(root: string): Promise<string[]> {
  const folders = await Promise.all(
    PARTS.map(async (part) => {
      if (!part.endsWith('/*')) return [path.join(root, part)];
      const parent = path.join(root, part.slice(0, -2));
      const entries = await readdir(parent, { withFileTypes: true });
      return entries.flatMap((entry) => (entry.isDirectory() ? [path.join(parent, entry.name)] : []));
    }),
  );
  return folders.flat().toSorted();
}

async function sourceFiles(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, 'src'), { recursive: true }).catch(() => []);
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return sources.map((name) => path.join(folder, 'src', name)).toSorted();
}

import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isWithin } from './resolve-inside.ts';

export interface ImportFile {
  /** Relative to the import folder, with `/`. */
  readonly path: string;
  /** Where it is on the disk. */
  readonly location: string;
  /** Size and time of the last change: whether it is still the file that an import began with. */
  readonly fingerprint: string;
  readonly bytes: number;
}

export interface FileProblem {
  readonly file: string;
  readonly message: string;
}

/** Folders within folders that are looked into; public data sets have three. */
const MAX_DEPTH = 8;
/** Files of one import; the largest public data set, YGOPRODeck by set, has 1,100. */
const MAX_FILES = 20_000;

const CARD_FILE = /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i;

/**
 * The card files of a path that `resolveInside` has accepted: itself, whatever its name, or, of a folder, all `.json`, `.jsonl` and `.ndjson` in it
 * and below, packed or not, in the order of their paths. Hidden ones are passed over. Links that lead out of the import folder, folders
 * that are too deep and files past the limit are problems.
 */
export async function findFiles(
  importFolder: string,
  location: string,
): Promise<{ files: ImportFile[]; problems: FileProblem[] }> {
  const root = await realpath(importFolder);
  const files: ImportFile[] = [];
  const problems: FileProblem[] = [];
  const visited = new Set<string>();
  const nameOf = (path: string) => relative(root, path).split(sep).join('/');

  async function visit(path: string, depth: number, named: boolean): Promise<void> {
    const real = await realpath(path).catch(() => null);
    const status = real === null ? null : await stat(real).catch(() => null);
    if (real === null || status === null)
      problems.push({ file: nameOf(path), message: 'Nothing readable is here.' });
    else if (!isWithin(root, real))
      problems.push({ file: nameOf(path), message: 'The link leads out of the import folder.' });
    else if (status.isDirectory()) await visitFolder(path, real, depth);
    else if (status.isFile() && (named || CARD_FILE.test(path))) {
      if (files.length < MAX_FILES)
        files.push({
          path: nameOf(path),
          location: real,
          fingerprint: `${status.size}-${status.mtimeMs}`,
          bytes: status.size,
        });
      else if (problems.at(-1)?.message !== TOO_MANY)
        problems.push({ file: nameOf(path), message: TOO_MANY });
    }
  }

  async function visitFolder(path: string, real: string, depth: number): Promise<void> {
    if (visited.has(real)) return;
    visited.add(real);
    if (depth > MAX_DEPTH) {
      problems.push({ file: nameOf(path), message: `Folders are read ${MAX_DEPTH} deep and no deeper.` });
      return;
    }
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
    for (const name of names) await visit(join(path, name), depth + 1, false);
  }

  await visit(location, 0, true);
  return { files, problems };
}

const TOO_MANY = `One import reads ${MAX_FILES} files at most; this one and what follows is left out.`;

/** Why the machine's own PostgreSQL cannot run; the message is one sentence that says what to do. */
export class LocalPostgresFailed extends Error {
  override readonly name = 'LocalPostgresFailed';
}

/** Every refusal that has to do with the folder ends so. */
const OTHER_FOLDER = 'set LONGBOX_DATA_DIR to another folder';

/** Turns an error of the file system into a sentence; one that is a sentence already stays. */
export function folderProblem(folder: string, cause: unknown): LocalPostgresFailed {
  if (cause instanceof LocalPostgresFailed) return cause;
  return new LocalPostgresFailed(`The data folder ${folder}: ${remedyOf(cause)}, or ${OTHER_FOLDER}.`, {
    cause,
  });
}

const CLOSED = 'it cannot be written to; allow that';
const IN_THE_WAY = 'something that is not a folder is in the way; remove it';
const FULL = 'the disk is full; free some space';

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: CLOSED,
  EPERM: CLOSED,
  EROFS: CLOSED,
  ENOENT: 'it cannot be made there; allow that',
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
};

function remedyOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return REMEDIES[code ?? ''] ?? `${message || String(cause)}; mend that`;
}

/** Another process works on the folder. */
export function inUse(folder: string, pid: number): LocalPostgresFailed {
  return new LocalPostgresFailed(
    `The data folder ${folder} is in use by process ${pid}: stop that one, or ${OTHER_FOLDER}.`,
  );
}

/** Sentences for what PostgreSQL's programs are known to die of; the first that fits what they said. */
const DEATHS: readonly (readonly [RegExp, (files: string) => string])[] = [
  [
    /No space left on device|Disk quota exceeded/,
    (files) => `There is no disk space left for PostgreSQL at ${files}: free some, or ${OTHER_FOLDER}.`,
  ],
  [
    /initialized by PostgreSQL version|incompatible with server/,
    (files) =>
      `The data folder ${files} was made by another version of PostgreSQL: start it with the earlier Longbox, or ${OTHER_FOLDER}.`,
  ],
  [
    /wrong ownership|Permission denied/,
    (files) =>
      `The data folder ${files} belongs to another user: start Longbox as that user, or ${OTHER_FOLDER}.`,
  ],
  [
    /could not create shared memory|could not resize shared memory|Cannot allocate memory/,
    () =>
      'PostgreSQL got too little memory: free some, or set the *_DATABASE_URL variables to another server.',
  ],
];

/** Says why a program of PostgreSQL ended, from what it said. */
export function deathOf(files: string, said: string): LocalPostgresFailed {
  const known = DEATHS.find(([pattern]) => pattern.test(said));
  if (known) return new LocalPostgresFailed(known[1](files));
  const lines = said.trim().split('\n');
  const last = lines.findLast((line) => /FATAL|PANIC|ERROR|error|could not/.test(line)) ?? lines.at(-1) ?? '';
  return new LocalPostgresFailed(
    `The data folder ${files} cannot be used by PostgreSQL (${last.slice(0, 300)}): restore it from a copy, or move it away to begin with an empty store.`,
  );
}

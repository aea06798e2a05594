/** Why the machine's own PostgreSQL cannot run; the message is one sentence that says what to do. */
export class LocalPostgresFailed extends Error {
  override readonly name = 'LocalPostgresFailed';
}

/** Turns an error of the file system into a sentence. */
export function folderProblem(folder: string, cause: unknown): LocalPostgresFailed {
  const code = (cause as NodeJS.ErrnoException).code;
  const reason =
    code === 'ENOSPC'
      ? 'the disk is full; free some space'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'it cannot be written to; allow that'
        : code === 'ENOTDIR' || code === 'EEXIST'
          ? 'something that is not a folder is in the way; remove it'
          : `${cause instanceof Error ? cause.message : String(cause)}; mend that`;
  return new LocalPostgresFailed(
    `The data folder ${folder}: ${reason}, or set LONGBOX_DATA_DIR to another folder.`,
    {
      cause,
    },
  );
}

/** What stops the start and can be mended by whoever started it; the message is the sentence that they read. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

const FOLDER_REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space',
  EACCES: 'it cannot be written to; allow that',
  EPERM: 'it cannot be written to; allow that',
  EROFS: 'it is on a disk that cannot be written to',
  ENOTDIR: 'something that is not a folder is in the way; remove it',
  EEXIST: 'something that is not a folder is in the way; remove it',
};

/** The sentence for a data folder that cannot be used. */
export function folderProblem(folder: string, cause: unknown): StartProblem {
  if (cause instanceof StartProblem) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = FOLDER_REASONS[code ?? ''] ?? `it cannot be used (${message}); mend that`;
  return new StartProblem(
    `The data folder ${folder}: ${reason}, or set LONGBOX_DATA_DIR to another folder.`,
    { cause },
  );
}

/** The sentence for an address that cannot be listened on; any other error as it is. */
export function listenProblem(error: unknown, host: string, port: number): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  const sentence = LISTEN_SENTENCES[(cause as NodeJS.ErrnoException).code ?? '']?.(host, port);
  return sentence === undefined ? cause : new StartProblem(sentence, { cause });
}

const elsewhere = (host: string) => `${host} is no address of this machine: set HOST to one that is.`;

const LISTEN_SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is taken by another program: stop that one, or set PORT to another port.`,
  EACCES: (_, port) => `Port ${port} may not be used by this user: set PORT to one above 1023.`,
  EADDRNOTAVAIL: elsewhere,
  ENOTFOUND: elsewhere,
};

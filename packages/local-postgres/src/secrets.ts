import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What has to stay the same from one start to the next. */
export interface Secrets {
  readonly superuser: string;
  readonly owner: string;
  /** The port of the last time. */
  readonly port?: number;
}

const FILE = 'secrets.json';

/** The secrets that a folder keeps; undefined when it has none that can be read. */
export function readSecrets(folder: string): Secrets | undefined {
  try {
    const found = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Partial<Secrets>;
    const { superuser, owner, port } = found;
    if (typeof superuser !== 'string' || typeof owner !== 'string') return undefined;
    return { superuser, owner, ...(Number.isInteger(port) && port !== undefined ? { port } : {}) };
  } catch {
    return undefined;
  }
}

/** Passwords of 192 random bits, in letters that need no escaping in a URL. */
export function newSecrets(): Secrets {
  const password = () => randomBytes(24).toString('base64url');
  return { superuser: password(), owner: password() };
}

/** Readable for their owner alone; replaced in one step, so that a crash leaves the old ones or the new ones. */
export function writeSecrets(folder: string, secrets: Secrets): void {
  const file = join(folder, FILE);
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

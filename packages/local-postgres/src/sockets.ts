import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, type Account } from './account.ts';

/** The least that systems allow for the path of a socket (`sun_path` of macOS), without the byte that ends it. */
const LONGEST_PATH = 103;
const LONGEST_PORT = 65_535;

/** Where the server of a data folder has its sockets; none where their path would be too long. */
export function socketFolder(folder: string): string | undefined {
  const sockets = join(folder, 'sockets');
  return Buffer.byteLength(socketIn(sockets, LONGEST_PORT)) <= LONGEST_PATH ? sockets : undefined;
}

/** The server names its socket after its port. */
export function socketIn(sockets: string, port: number): string {
  return join(sockets, `.s.PGSQL.${port}`);
}

/** The server makes its socket in it; everybody may come, and needs a password, as on the port. */
export function makeSocketFolder(sockets: string, account: Account): void {
  mkdirSync(sockets, { recursive: true });
  chmodSync(sockets, 0o711);
  giveTo(account, sockets);
}

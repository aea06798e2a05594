import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres, type LocalPostgres } from '@longbox/local-postgres';
import { FOLDER_PREFIX, discardLeftovers } from './leftovers.ts';

declare global {
  var longboxTestServer: { readonly server: LocalPostgres; readonly folder: string } | undefined;
}

/** One PostgreSQL for the whole run, in a folder of its own. Durability is off: nothing in it outlives the run. */
export default async function startServer(): Promise<void> {
  await discardLeftovers(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  // Root runs PostgreSQL as another user, who must come through.
  chmodSync(folder, 0o711);
  const server = await startLocalPostgres({
    dataDir: folder,
    databases: ['longbox_test'],
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '64MB',
    },
  });
  // A run that is broken off ends its server; jest would leave without the teardown.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(code));
  globalThis.longboxTestServer = { server, folder };
  process.env['LONGBOX_TEST_SUPERUSER_URL'] = server.superuserUrl;
  process.env['LONGBOX_TEST_URL'] = server.urls['longbox_test'];
}

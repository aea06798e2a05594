import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres, type LocalPostgres } from '@longbox/local-postgres';

declare global {
  var longboxTestServer: { readonly server: LocalPostgres; readonly folder: string } | undefined;
}

/** One PostgreSQL for the whole run, in a folder of its own. Durability is off: nothing in it outlives the run. */
export default async function startServer(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-test-'));
  const server = await startLocalPostgres({
    dataDir: folder,
    databases: ['longbox_test'],
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
  });
  globalThis.longboxTestServer = { server, folder };
  process.env['LONGBOX_TEST_SUPERUSER_URL'] = server.superuserUrl;
  process.env['LONGBOX_TEST_URL'] = server.urls['longbox_test'];
}

import { startLocalPostgres } from './index.ts';

/** A process that starts PostgreSQL on the folder it is told, says so in one line of JSON, and stops it at SIGTERM. For the tests. */
const [dataDir = ''] = process.argv.slice(2);
try {
  const server = await startLocalPostgres({ dataDir, databases: ['cards'] });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ pid: server.pid, url: server.urls['cards'] }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  process.exitCode = 1;
}

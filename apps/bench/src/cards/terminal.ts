import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { IMPORT_FLAGS } from '../programs.ts';

const STORE = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  slug: 'demo',
  name: 'Longbox Demo',
  currency: 'USD',
};
const MAIN = join(import.meta.dirname, '../../../longbox/src/main.ts');
/** How often a job is looked at that is to be killed; a batch of a thousand records takes some 200 ms. */
const LOOK_MS = 2;

/** What became of an import, as its job says. */
export interface FinishedJob {
  readonly status: string;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  /** Reason → records that are left out on purpose. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/** `npm run import`, in processes of its own, over one catalog. */
export interface Terminal {
  /** Imports a folder of a game to the end. Throws with what it said when it does not go through. */
  whole(game: string, path: string): Promise<FinishedJob>;
  /** Begins to import and kills the process (SIGKILL) behind the record of that number. Answers how many records were done. */
  killed(game: string, path: string, record: number): Promise<number>;
}

/** `folder`: where the file of stores is put. `client`: a superuser's, who sees every store's jobs. */
export function openTerminal(folder: string, catalogUrl: string, client: Client): Terminal {
  const storesFile = join(folder, 'stores.json');
  writeFileSync(storesFile, JSON.stringify({ stores: [STORE] }));

  function begin(game: string, path: string) {
    const child = spawn(
      process.execPath,
      [...process.execArgv, ...IMPORT_FLAGS, MAIN, 'import', game, path],
      {
        env: {
          ...process.env,
          LONGBOX_DATA_DIR: folder,
          LONGBOX_STORES_FILE: storesFile,
          LONGBOX_LOG_LEVEL: 'error',
          CATALOG_DATABASE_URL: catalogUrl,
          // Whoever goes on with a killed import waits for the end of its lease.
          CATALOG_IMPORT_LEASE_SECONDS: '1',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, said: () => said };
  }

  return {
    async whole(game, path) {
      const { ended, said } = begin(game, path);
      if ((await ended) !== 0) throw new Error(`the import of ${path} did not go through:\n${said()}`);
      return lastJob(client);
    },
    async killed(game, path, record) {
      const { child, ended, said } = begin(game, path);
      let isOver = false;
      void ended.then(() => (isOver = true));
      const before = await jobsBegun(client);
      for (;;) {
        if (isOver) throw new Error(`the import of ${path} ended before it was killed:\n${said()}`);
        if ((await jobsBegun(client)) > before && (await lastJob(client)).processed >= record) break;
        await pause(LOOK_MS);
      }
      child.kill('SIGKILL');
      await ended;
      const { processed, status } = await lastJob(client);
      if (status !== 'RUNNING') throw new Error(`the import of ${path} was killed too late: it is ${status}`);
      return processed;
    },
  };
}

/** The tables are there once the first import has begun. */
async function jobsBegun(client: Client): Promise<number> {
  const { rows: there } = await client.query<{ is: boolean }>(
    `SELECT to_regclass('import_jobs') IS NOT NULL AS is`,
  );
  if (there[0]?.is !== true) return 0;
  const { rows } = await client.query<{ jobs: number }>('SELECT count(*)::int AS jobs FROM import_jobs');
  return rows[0]?.jobs ?? 0;
}

async function lastJob(client: Client): Promise<FinishedJob> {
  const { rows } = await client.query<FinishedJob>(
    `SELECT status, processed, created, updated, skipped, failed, left_out AS "leftOut",
       ARRAY(SELECT concat_ws(' ', file || coalesce(':' || line, ''), record_id, message) FROM import_problems p
         WHERE p.tenant_id = j.tenant_id AND p.job_id = j.id ORDER BY position) AS problems
     FROM import_jobs j ORDER BY created_at DESC LIMIT 1`,
  );
  const [job] = rows;
  if (!job) throw new Error('no import was begun');
  return job;
}

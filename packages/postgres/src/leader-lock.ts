import { createHash } from 'node:crypto';
import pg from 'pg';

export interface Candidate {
  elected(): void;
  deposed(): void;
}

/** How often a candidate asks for the lock, and a leader whether its connection still lives: well inside the promised five seconds. */
const ROUND_MS = 1_000;
/** A leader that gets no answer for this long counts itself out, before the server gives its lock to another (see the keepalives). */
const ANSWER_MS = 2_000;

/**
 * An election among processes by a session advisory lock of PostgreSQL. The lock is asked for again and again rather than waited for,
 * because a waiting statement holds a snapshot, which would keep vacuum from cleaning the whole database. See `Database.lead`.
 */
export async function standForElection(
  url: string,
  name: string,
  candidate: Candidate,
): Promise<() => Promise<void>> {
  const key = createHash('sha256').update(`longbox:${name}`).digest().readBigInt64BE().toString();
  let client: pg.Client | undefined;
  let leading = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  function lose(lost: pg.Client): void {
    if (client !== lost) return;
    client = undefined;
    // The reason for ending is known already; what end() says about a broken connection adds nothing.
    lost.end().catch(() => undefined);
    if (!leading) return;
    leading = false;
    if (!stopped) candidate.deposed();
  }

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: `longbox lead ${name}`,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    try {
      await fresh.connect();
    } catch (cause) {
      fresh.end().catch(() => undefined);
      throw cause;
    }
    client = fresh;
    // A host that vanished without a word is noticed by the server in four seconds, not in two hours.
    await fresh.query(
      'SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2',
    );
    return fresh;
  }

  async function run(): Promise<void> {
    let current = client;
    try {
      current ??= await connect();
      if (leading) {
        await current.query('SELECT 1');
        return;
      }
      const answer = await current.query<{ held: boolean }>(
        'SELECT pg_try_advisory_lock($1::bigint) AS held',
        [key],
      );
      if (answer.rows[0]?.held === true && client === current && !stopped) {
        leading = true;
        candidate.elected();
      }
    } catch {
      if (current !== undefined) lose(current);
    }
  }

  function next(): void {
    timer = setTimeout(() => {
      round = run().finally(() => {
        if (!stopped) next();
      });
    }, ROUND_MS);
  }

  round = run();
  await round;
  next();

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await round;
    leading = false;
    const last = client;
    client = undefined;
    await last?.end().catch(() => undefined);
  };
}

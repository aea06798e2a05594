import pg from 'pg';

const ANSWER_TIMEOUT_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How often the connection is asked whether it lives: a host that vanished without a word sends no notice and no error. */
const PULSE_MS = 15_000;

/**
 * `Database.listen`: one connection for one channel, made again with backoff (0.1 to 5 s) when it breaks, also when it could not be made
 * the first time.
 */
export async function listenOn(
  url: string,
  applicationName: string,
  channel: string,
  wake: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let ended = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let pulse: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
    });
    client = fresh;
    let broken = false;
    const reconnect = () => {
      if (broken) return;
      broken = true;
      clearInterval(pulse);
      // Why it broke is known already; what end() says about a broken connection adds nothing.
      fresh.end().catch(() => undefined);
      if (ended) return;
      retry = setTimeout(() => void connect(), Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures));
      failures += 1;
    };
    fresh.on('error', reconnect);
    fresh.on('end', reconnect);
    fresh.on('notification', ({ payload }) => wake(payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch {
      reconnect();
      return;
    }
    if (broken || ended) return;
    pulse = setInterval(() => void fresh.query('SELECT 1').catch(reconnect), PULSE_MS);
    const again = failures > 0;
    failures = 0;
    if (again) wake('');
  }

  await connect();
  return async () => {
    ended = true;
    clearTimeout(retry);
    clearInterval(pulse);
    await client?.end().catch(() => undefined);
  };
}

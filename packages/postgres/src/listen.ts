import pg from 'pg';

const CONNECT_TIMEOUT_MS = 5_000;
const LONGEST_PAUSE_MS = 5_000;

/** `Database.listen`: one connection for one channel, made again with backoff (0.1 to 5 s) when it breaks. */
export async function listenOn(
  url: string,
  applicationName: string,
  channel: string,
  wake: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let ended = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    let broken = false;
    const reconnect = () => {
      if (broken) return;
      broken = true;
      if (client === fresh) client = undefined;
      fresh.end().catch(() => undefined);
      if (ended) return;
      timer = setTimeout(() => void connect(), Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures));
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
    client = fresh;
    const again = failures > 0;
    failures = 0;
    if (again) wake('');
  }

  await connect();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}

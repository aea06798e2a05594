import { connect } from '@longbox/client';
import { freePort } from '@longbox/ports';
import { verify, type Report } from '../../../longbox/src/verify/verify.ts';
import { findProblems } from './checks.ts';
import { createDatabaseReader, type DatabaseReader } from './database-reader.ts';
import type { LogUnderTest } from './event-logs.ts';
import { readHistory } from './history.ts';
import {
  fillShelves,
  sendCheckout,
  startLoad,
  type Clients,
  type Load,
  type Purchase,
  type Shelves,
} from './load.ts';
import { untilQuiet } from './quiet.ts';
import { seeded, type Seeded } from './seeded.ts';
import { startServer, type Server } from './server.ts';
import { superviseStore, type SupervisedStore } from './supervised-store.ts';

export interface Shop {
  readonly clients: Clients;
  readonly shelves: Shelves;
}

/** A store under supervision, what it stands on, and what is for sale in it. */
export interface Stage {
  readonly store: SupervisedStore;
  readonly server: Server;
  readonly eventLog: LogUnderTest;
  readonly reader: DatabaseReader;
  readonly random: Seeded;
  /** The environment of the store, for another process of it. */
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Does the work while buyers come, then lets nobody in any more, waits until nothing is on its way, and answers what is wrong with what
   * is left: nothing, in the best case.
   */
  underLoad(work: (load: Load) => Promise<void>): Promise<readonly string[]>;
  /** The shop, for whoever wants to buy by themselves; opened when it is first asked for. */
  shop(): Promise<Shop>;
  /** Waits for everything to come to rest, and answers what is wrong with it. */
  settle(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const ORDERS_PER_SECOND = 20;
const QUIET_MS = 60_000;
const ASKED_AGAIN = 30;
/** Orders end within seconds here; the defaults are for people and for providers of payments. */
const SHORT_TIMERS = {
  ORDER_RESERVATION_TIMEOUT_SECONDS: '20',
  ORDER_PAYMENT_TIMEOUT_SECONDS: '3',
  ORDER_PROVIDER_ANSWER_SECONDS: '1',
};

export async function openStage(
  eventLog: LogUnderTest,
  settings: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const server = await startServer();
  const seed = Number(process.env['LONGBOX_CRASH_SEED'] ?? Date.now() % 1_000_000);
  process.stderr.write(`crash tests: LONGBOX_CRASH_SEED=${seed}\n`);
  const random = seeded(seed);
  const whole: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    APOLLO_TELEMETRY_DISABLED: 'true',
    LONGBOX_DATA_DIR: server.folder,
    LONGBOX_LOG_LEVEL: 'warn',
    LONGBOX_SAMPLE_DATA: 'false',
    PORT: String(await freePort()),
    ...SHORT_TIMERS,
    ...Object.fromEntries(
      Object.entries(server.urls).map(([name, url]) => [`${name.toUpperCase()}_DATABASE_URL`, url]),
    ),
    ...eventLog.environment,
    ...settings,
  };
  const store = superviseStore(whole);
  const reader = createDatabaseReader(server.superuserUrls);
  const purchases: Purchase[] = [];
  let shop: Promise<Shop> | undefined;

  async function openShop(): Promise<Shop> {
    const { url, staffToken } = await store.ready();
    const clients = { guest: connect(url), staff: connect(url, { authorization: `Bearer ${staffToken}` }) };
    return { clients, shelves: await fillShelves(clients) };
  }

  /** A key that is sent again, long after, is answered as before. */
  async function askAgain(guest: Clients['guest']): Promise<string[]> {
    const placed = purchases.filter(({ orderId }) => orderId !== null).slice(-ASKED_AGAIN);
    const answers = await Promise.all(placed.map(({ input }) => sendCheckout(guest, input)));
    return placed.flatMap(({ orderId }, n) =>
      answers[n]?.order === orderId ? [] : [`asked again, ${orderId} is ${answers[n]?.order}`],
    );
  }

  async function settle(): Promise<readonly string[]> {
    const log = await eventLog.open(server);
    try {
      await untilQuiet(reader, log, QUIET_MS);
      const { catalog, inventory, order, fulfillment, pricing } = server.urls;
      const report = await verify(
        { catalog, inventory, order, fulfillment, pricing },
        { eventLog: log, settleSeconds: 0 },
      );
      return [...brokenIn(report), ...(await findProblems(reader, await readHistory(log), purchases))];
    } finally {
      await log.close();
    }
  }

  return {
    store,
    server,
    eventLog,
    reader,
    random,
    environment: whole,
    shop: () => (shop ??= openShop()),
    settle,
    async underLoad(work) {
      const { clients, shelves } = await (shop ??= openShop());
      const began = Date.now();
      const load = startLoad(clients, shelves, {
        ordersPerSecond: ORDERS_PER_SECOND,
        seed: random.between(1, 1_000_000),
      });
      let placed: readonly Purchase[] = [];
      try {
        await work(load);
      } finally {
        placed = await load.stop();
      }
      purchases.push(...placed);
      await store.ready();
      const problems = [
        ...(await settle().catch((error: unknown) => {
          throw new Error(`${String(error)}\nThe store said:\n${store.output()}`, { cause: error });
        })),
        ...(await askAgain(clients.guest)),
      ];
      tell(began, placed, store.deaths);
      return problems;
    },
    async close() {
      await store.stop();
      await reader.close();
      await server.stop();
      await eventLog.close();
    },
  };
}

const brokenIn = ({ invariants }: Report): string[] =>
  invariants.flatMap(({ where, name, violations, examples }) =>
    violations === 0 ? [] : [`${where}: ${violations} break "${name}": ${JSON.stringify(examples)}`],
  );

/** One line for whoever reads the run: a scenario in which nobody bought, or nothing died, proves little. */
function tell(began: number, placed: readonly Purchase[], deaths: number): void {
  const again = placed.filter(({ attempts }) => attempts > 1).length;
  const seconds = Math.round((Date.now() - began) / 1_000);
  process.stderr.write(
    `crash tests: ${seconds} s, ${placed.length} buyers (${again} asked more than once), ${deaths} deaths so far\n`,
  );
}

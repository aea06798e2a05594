import type { Logger } from 'pino';
import type { Database } from '@longbox/postgres';
import { expireHolds } from '../application/expire-holds.ts';

export interface ExpiryJob {
  start(): Promise<void>;
  /** Resolves when a round in hand is done. */
  stop(): Promise<void>;
}

/** Gives up holds whose time has come, again and again. A round that fails is logged, and the next one finds the same holds. */
export function createExpiryJob(options: {
  readonly database: Database;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly intervalSeconds: number;
}): ExpiryJob {
  const { database, clock, logger, intervalSeconds } = options;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let stopped = true;

  async function run(): Promise<void> {
    try {
      const expired = await expireHolds(database, clock());
      if (expired > 0)
        logger.info({ orders: expired }, 'reservations were given up because their time had come');
    } catch (error) {
      logger.error(
        { err: error },
        'reservations whose time has come could not be given up; they are tried again',
      );
    }
  }

  function next(): void {
    timer = setTimeout(() => {
      round = run().finally(() => {
        if (!stopped) next();
      });
    }, intervalSeconds * 1_000);
  }

  return {
    async start() {
      if (!stopped) return;
      stopped = false;
      next();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

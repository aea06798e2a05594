import type { Database } from '@longbox/postgres';
import type { Logger } from 'pino';

/** How often what was used is written down: a person who asks wants the day, and a write for each request would cost more than most reads. */
const WRITE_MS = 5_000;

/** When keys were last used: noted in memory, written together. */
export interface KeyUses {
  note(keyId: string): void;
  /** Writes down what is left. */
  close(): Promise<void>;
}

/** Writes the last uses of keys every five seconds while there are any. What cannot be written is tried again with the next. */
export function createKeyUses(database: Database, logger: Logger): KeyUses {
  let uses = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    timer = undefined;
    const writing = uses;
    uses = new Map();
    if (writing.size === 0) return;
    try {
      await database.system((connection) =>
        connection.query(
          `INSERT INTO key_uses AS u (key_id, last_used_at)
           SELECT * FROM unnest($1::text[], $2::timestamptz[])
           ON CONFLICT (key_id) DO UPDATE SET last_used_at = greatest(u.last_used_at, excluded.last_used_at)`,
          [[...writing.keys()], [...writing.values()].map((at) => new Date(at))],
        ),
      );
    } catch (err) {
      logger.warn({ err }, 'when keys were last used cannot be written down');
      uses = new Map([...writing, ...uses]);
    }
  }

  return {
    note(keyId) {
      uses.set(keyId, Date.now());
      timer ??= setTimeout(() => void write(), WRITE_MS).unref();
    },
    async close() {
      clearTimeout(timer);
      await write();
    },
  };
}

import type { Admin, Kafka } from 'kafkajs';
import { pauseAfter, type Backoff } from '../backoff.ts';

/** Asks the brokers something. */
export type Ask = <T>(question: (admin: Admin) => Promise<T>) => Promise<T>;

const BACKOFF: Backoff = { firstMs: 100, longestMs: 1_000 };
/** A partition has a new leader within a second or two when its broker is gone, or when its topic was just made. */
const MOST_TRIES = 8;

/**
 * Asks again what the brokers could not answer at that moment, such as when a partition has just moved. The driver remembers for minutes who leads,
 * and would ask the same broker; so it is asked through a client of its own then, which has everything to learn.
 */
export function patiently(kafka: Kafka, admin: Admin): Ask {
  return async (question) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await (tries === 1 ? question(admin) : anew(kafka, question));
      } catch (error) {
        if (tries >= MOST_TRIES || !isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseAfter(tries, BACKOFF)));
      }
    }
  };
}

async function anew<T>(kafka: Kafka, question: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await question(admin);
  } finally {
    await admin.disconnect();
  }
}

/**
 * Whether an error may be gone when it is asked again: what the driver takes for that, and the TypeError that it trips over when the broker
 * which it asked has not yet heard who leads a topic's partitions.
 */
function isPassing(error: unknown): boolean {
  return (
    error instanceof TypeError || (error as { readonly retriable?: unknown } | undefined)?.retriable === true
  );
}

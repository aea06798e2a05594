import type { Kafka } from 'kafkajs';
import { pause, pauseAfter, type Backoff } from '../backoff.ts';
import type { Subscription } from '../port.ts';
import { openConsumer, type ConsumerOptions, type OpenConsumer } from './open-consumer.ts';

const BACKOFF: Backoff = { firstMs: 200, longestMs: 5_000 };

/**
 * A subscription that outlives its consumers: when one is gone another takes its place, for as long as it takes. Throws when the first one
 * cannot connect.
 */
export async function keepConsuming(kafka: Kafka, options: ConsumerOptions): Promise<Subscription> {
  const stopping = new AbortController();
  let current: OpenConsumer | undefined = await openConsumer(kafka, options);

  async function keep(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      if (current === undefined) {
        await pause(pauseAfter(failures, BACKOFF), stopping.signal);
        if (stopping.signal.aborted) return;
        current = await openConsumer(kafka, options).catch((err: unknown) => {
          options.logger.debug({ err }, 'no consumer could take the place of the one that is gone');
          return undefined;
        });
        failures = current === undefined ? failures + 1 : 0;
        continue;
      }
      const reason = await Promise.race([current.gone, aborted(stopping.signal)]);
      if (reason === undefined) return;
      options.logger.warn({ reason }, 'a consumer is gone, and another takes its place');
      await current.stop();
      current = undefined;
      failures = 1;
    }
  }
  const keeping = keep();

  return {
    async stop() {
      stopping.abort();
      await keeping;
      await current?.stop();
      current = undefined;
    },
  };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

import { createHash } from 'node:crypto';
import type { AuthorizeAnswer, PaymentProvider } from '../application/payment-provider.ts';

/** The test card numbers of the SDL, and what becomes of them; any other token succeeds. */
const DECLINED: Readonly<Record<string, string>> = {
  '4000000000000002': 'The card was declined.',
  '4000000000009995': 'The card has insufficient funds.',
};
const SILENT = '4000000000000044';

/**
 * The payment provider that is built in: deterministic, and without memory, since its answer depends on the request alone. So the same
 * idempotency key always gives the same answer, also after a restart.
 */
export function createTestProvider(): PaymentProvider {
  return {
    name: 'test',
    async authorize({ token, idempotencyKey }, signal): Promise<AuthorizeAnswer> {
      if (token === SILENT) return untilAborted(signal);
      const message = DECLINED[token];
      return message === undefined
        ? { status: 'authorized', reference: reference('auth', idempotencyKey) }
        : { status: 'declined', message };
    },
    async capture({ idempotencyKey }) {
      return { status: 'captured', reference: reference('capture', idempotencyKey) };
    },
    async void({ idempotencyKey }) {
      return { reference: reference('void', idempotencyKey) };
    },
  };
}

function reference(kind: string, key: string): string {
  return `test_${kind}_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(new Error('the payment provider did not answer', { cause: signal.reason }));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

import type { SagaEvent } from '../domain/saga-event.ts';
import type { PaymentAttemptStatus } from '../domain/statuses.ts';
import { postponePaymentJob, type PaymentJob } from '../persistence/payment-jobs.ts';
import { findAuthorization } from '../persistence/payments.ts';
import { secondsAfter, type Services } from './services.ts';

/** What the provider said, as the payment's row and the saga take it. */
interface Answer {
  readonly status: PaymentAttemptStatus;
  readonly reference: string | null;
  readonly event: SagaEvent;
  /** When it is tried again; absent: it is done. */
  readonly againAt?: Date;
}

const FIRST_PAUSE_SECONDS = 5;
/** Eight captures are spread over about eight hours: a provider's bad afternoon. */
const CAPTURE_PAUSE_GROWTH = 4;
const LONGEST_CAPTURE_PAUSE_SECONDS = 6 * 3_600;
/** A void is tried until it succeeds, since money may be held. */
const LONGEST_VOID_PAUSE_SECONDS = 600;
const AUTHORIZATION_PAUSE_SECONDS = 1;

/**
 * Calls the provider for one job, outside any transaction, and lets the saga go on with the answer in one. It may be done twice, by
 * two processes even: the provider knows the job by its id, and the saga an answer that it has heard.
 */
export async function runPayment(services: Services, job: PaymentJob): Promise<void> {
  const signal = AbortSignal.timeout(services.config.providerAnswerSeconds * 1_000);
  const attempt = perform(services, job, signal);
  try {
    return await settle(services, job, await inTime(attempt, signal));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const { orderId, kind, attempts } = job;
    services.logger.warn({ orderId, paymentId: job.id, kind, attempts, err: error.cause }, error.message);
  }
  // An answer that comes after all still counts: the saga gives back what it can use no more.
  attempt
    .then((late) => settle(services, job, late))
    .catch((err: unknown) => services.logger.debug({ err, paymentId: job.id }, 'and no late answer either'));
  await putOff(services, job);
}

class NoAnswer extends Error {}

async function inTime(attempt: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the time is over')), { once: true });
  });
  try {
    return await Promise.race([attempt, late]);
  } catch (cause) {
    throw new NoAnswer('the payment provider gave no answer', { cause });
  }
}

async function settle(services: Services, job: PaymentJob, answer: Answer): Promise<void> {
  const { tenantId, orderId } = job;
  const at = services.clock();
  await services.advance(tenantId, {
    orderId,
    event: answer.event,
    actor: `payment:${services.provider.name}`,
    ...(answer.event.type === 'PaymentAuthorized' && answer.reference !== null
      ? { facts: { paymentReference: answer.reference } }
      : {}),
    alongside(writes, known) {
      if (answer.againAt) return writes.postpone(job.id, answer.againAt);
      writes.removeJob(job.id);
      if (known) writes.settle(job, answer.status, answer.reference, at);
    },
  });
}

async function perform(services: Services, job: PaymentJob, signal: AbortSignal): Promise<Answer> {
  const { provider } = services;
  const { amountMinor, currency } = job;
  const idempotencyKey = job.id;
  if (job.kind === 'AUTHORIZATION') {
    if (job.token === null) throw new Error('an authorisation without a token');
    const answer = await provider.authorize(
      { idempotencyKey, token: job.token, amountMinor, currency },
      signal,
    );
    return answer.status === 'authorized'
      ? { status: 'SUCCEEDED', reference: answer.reference, event: { type: 'PaymentAuthorized' } }
      : { status: 'DECLINED', reference: null, event: { type: 'PaymentDeclined', message: answer.message } };
  }
  const authorization = await services.database.read(job.tenantId, (connection) =>
    findAuthorization(connection, job.tenantId, job.orderId),
  );
  if (!authorization) throw new Error(`the order ${job.orderId} has no authorisation`);
  if (job.kind === 'VOID') {
    const { key, reference } = authorization;
    const answer = await provider.void({ idempotencyKey, authorizationKey: key, reference }, signal);
    return { status: 'SUCCEEDED', reference: answer.reference, event: { type: 'PaymentVoided' } };
  }
  if (authorization.reference === null)
    throw new Error(`the authorisation of ${job.orderId} has no reference`);
  const shipmentId = job.shipmentId ?? '';
  const answer = await provider.capture(
    { idempotencyKey, reference: authorization.reference, amountMinor, currency },
    signal,
  );
  if (answer.status === 'captured')
    return {
      status: 'SUCCEEDED',
      reference: answer.reference,
      event: { type: 'CaptureSucceeded', shipmentId },
    };
  return {
    status: 'FAILED',
    reference: null,
    event: { type: 'CaptureFailed', shipmentId, message: answer.message, givenUp: true },
  };
}

/** No answer: an authorisation and a void are tried again; a capture too, so often, and people are told. */
async function putOff(services: Services, job: PaymentJob): Promise<void> {
  const now = services.clock();
  if (job.kind !== 'CAPTURE') {
    const pause =
      job.kind === 'AUTHORIZATION'
        ? AUTHORIZATION_PAUSE_SECONDS
        : Math.min(LONGEST_VOID_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (job.attempts - 1));
    return services.database.system((tx) => postponePaymentJob(tx, job.id, secondsAfter(now, pause)));
  }
  const givenUp = job.attempts >= services.config.captureAttempts;
  const pause = Math.min(
    LONGEST_CAPTURE_PAUSE_SECONDS,
    FIRST_PAUSE_SECONDS * CAPTURE_PAUSE_GROWTH ** (job.attempts - 1),
  );
  const message = 'The payment provider did not answer.';
  await settle(services, job, {
    status: 'FAILED',
    reference: null,
    event: { type: 'CaptureFailed', shipmentId: job.shipmentId ?? '', message, givenUp },
    ...(givenUp ? {} : { againAt: secondsAfter(now, pause) }),
  });
}

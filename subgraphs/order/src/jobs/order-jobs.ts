import { fireTimer } from '../application/fire-timer.ts';
import { runPayment } from '../application/run-payment.ts';
import type { Services } from '../application/services.ts';
import { nextPaymentJob, takePaymentJobs } from '../persistence/payment-jobs.ts';
import { nextTimer, takeDueTimers } from '../persistence/timers.ts';
import { createDueRunner, type DueRunner } from './due-runner.ts';
import { inTraceOf } from './in-trace-of.ts';

/** Timers fired at the same time; each is a short transaction. */
const TIMERS_AT_ONCE = 4;

/** The durable work of the saga: what is to be done at the payment provider. */
export function paymentRunner(services: Services): DueRunner {
  const { database, clock, logger, config } = services;
  return createDueRunner(
    {
      name: 'payments',
      concurrency: config.paymentConcurrency,
      take: (most) => database.system((tx) => takePaymentJobs(tx, clock(), most)),
      run: (job) => inTraceOf(services, job, `payment ${job.kind}`, () => runPayment(services, job)),
      next: () => database.system(nextPaymentJob),
    },
    { clock, logger },
  );
}

/** The durable timers of the saga. */
export function timerRunner(services: Services): DueRunner {
  const { database, clock, logger } = services;
  return createDueRunner(
    {
      name: 'order timers',
      concurrency: TIMERS_AT_ONCE,
      take: (most) => database.system((tx) => takeDueTimers(tx, clock(), most)),
      run: (timer) => inTraceOf(services, timer, `timer ${timer.kind}`, () => fireTimer(services, timer)),
      next: () => database.system(nextTimer),
    },
    { clock, logger },
  );
}

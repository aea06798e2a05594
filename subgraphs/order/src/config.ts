import { integer, readEnvironment, seconds } from '@longbox/config';

/** What can be set of the order subgraph. Times are seconds. */
export interface OrderConfig {
  /** A cart that nobody touches for so long is gone. */
  readonly cartLifetimeSeconds: number;
  /** Inventory has so long to reserve before the order is given up. */
  readonly reservationTimeoutSeconds: number;
  /** The payment provider has so long, all tries together, before the order is given up. */
  readonly paymentTimeoutSeconds: number;
  /** How long inventory holds what it reserved for an order that has not been confirmed; a confirmed order's is held until it ships. */
  readonly stockHoldSeconds: number;
  /** One call of the payment provider is given up after so long, and tried again under the same idempotency key. */
  readonly providerAnswerSeconds: number;
  /** Calls of the payment provider at the same time, in this process. */
  readonly paymentConcurrency: number;
  /** A capture that fails so often is left to a person. */
  readonly captureAttempts: number;
  /** Connections to the database at most. */
  readonly poolSize: number;
}

const DAY = 24 * 3_600;

/** The variables of the environment, with their defaults. */
export const ORDER_ENVIRONMENT = {
  ORDER_CART_LIFETIME_SECONDS: seconds(60, 365 * DAY)
    .default(14 * DAY)
    .describe('A cart that nobody touches for so long is gone.'),
  ORDER_RESERVATION_TIMEOUT_SECONDS: seconds(0.1, DAY)
    .default(60)
    .describe('How long inventory may take to reserve an order before it is cancelled.'),
  ORDER_PAYMENT_TIMEOUT_SECONDS: seconds(0.1, DAY)
    .default(30)
    .describe('How long the payment provider may take to authorise before the order is cancelled.'),
  ORDER_STOCK_HOLD_SECONDS: seconds(60, 30 * DAY)
    .default(3_600)
    .describe('How long the stock of an order is held that has not been confirmed.'),
  ORDER_PROVIDER_ANSWER_SECONDS: seconds(0.1, 40)
    .default(10)
    .describe('After how long one call of the payment provider is tried again.'),
  ORDER_PAYMENT_CONCURRENCY: integer(1, 200, 'calls')
    .default(16)
    .describe('Calls of the payment provider at the same time in one process.'),
  ORDER_CAPTURE_ATTEMPTS: integer(1, 20, 'attempts')
    .default(8)
    .describe('A capture that fails so often is left to a person.'),
  ORDER_POOL_SIZE: integer(2, 200, 'connections')
    // With ten, half of a release Saturday's statements waited 17 ms for a connection.
    .default(20)
    .describe('Connections to the order database at most, in one process.'),
};

/** The configuration from the environment. Throws `InvalidEnvironment`. */
export function readOrderConfig(environment?: Readonly<Record<string, string | undefined>>): OrderConfig {
  const read = readEnvironment(ORDER_ENVIRONMENT, environment);
  return Object.freeze({
    cartLifetimeSeconds: read.ORDER_CART_LIFETIME_SECONDS,
    reservationTimeoutSeconds: read.ORDER_RESERVATION_TIMEOUT_SECONDS,
    paymentTimeoutSeconds: read.ORDER_PAYMENT_TIMEOUT_SECONDS,
    stockHoldSeconds: read.ORDER_STOCK_HOLD_SECONDS,
    providerAnswerSeconds: read.ORDER_PROVIDER_ANSWER_SECONDS,
    paymentConcurrency: read.ORDER_PAYMENT_CONCURRENCY,
    captureAttempts: read.ORDER_CAPTURE_ATTEMPTS,
    poolSize: read.ORDER_POOL_SIZE,
  });
}

/** What holds when the environment says nothing. */
export const DEFAULT_CONFIG: OrderConfig = readOrderConfig({});

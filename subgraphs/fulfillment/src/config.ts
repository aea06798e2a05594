import { integer, readEnvironment } from '@longbox/config';

/** How fulfillment works; every value has a default. */
export interface FulfillmentConfig {
  /** Connections to the database that one process keeps at most. */
  readonly poolSize: number;
}

/** Ten connections are what two cores keep busy. */
export const DEFAULT_CONFIG: FulfillmentConfig = { poolSize: 10 };

/** The variables that fulfillment reads. */
export const FULFILLMENT_ENVIRONMENT = {
  FULFILLMENT_POOL_SIZE: integer(2, 200, 'connections')
    .default(DEFAULT_CONFIG.poolSize)
    .describe('Connections to the fulfillment database that one process keeps at most.'),
};

/** Reads the configuration from the environment. Throws `InvalidEnvironment`. */
export function readFulfillmentConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): FulfillmentConfig {
  return { poolSize: readEnvironment(FULFILLMENT_ENVIRONMENT, environment).FULFILLMENT_POOL_SIZE };
}

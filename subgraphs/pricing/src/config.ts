import { integer, readEnvironment } from '@longbox/config';

/** How pricing works; every value has a default. */
export interface PricingConfig {
  /** Connections to the database that one process keeps at most. */
  readonly poolSize: number;
}

/** Ten connections are what two cores keep busy. */
export const DEFAULT_CONFIG: PricingConfig = { poolSize: 10 };

/** The variables that pricing reads. */
export const PRICING_ENVIRONMENT = {
  PRICING_POOL_SIZE: integer(2, 200, 'connections')
    .default(DEFAULT_CONFIG.poolSize)
    .describe('Connections to the pricing database that one process keeps at most.'),
};

/** Reads the configuration from the environment. Throws `InvalidEnvironment`. */
export function readPricingConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): PricingConfig {
  return { poolSize: readEnvironment(PRICING_ENVIRONMENT, environment).PRICING_POOL_SIZE };
}

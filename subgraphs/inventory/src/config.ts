import { integer, readEnvironment, seconds } from '@longbox/config';

/** How inventory works; every value has a default. */
export interface InventoryConfig {
  /** How often holds are looked for whose time has come, in seconds. */
  readonly expiryIntervalSeconds: number;
  /** Connections to the database that one process keeps at most. */
  readonly poolSize: number;
}

/** A hold is given up within five seconds of its time; ten connections are what two cores keep busy. */
export const DEFAULT_CONFIG: InventoryConfig = { expiryIntervalSeconds: 5, poolSize: 10 };

/** The variables that inventory reads. */
export const INVENTORY_ENVIRONMENT = {
  INVENTORY_HOLD_EXPIRY_INTERVAL_SECONDS: seconds(0.1, 3_600)
    .default(DEFAULT_CONFIG.expiryIntervalSeconds)
    .describe('How often reservations are looked for whose time has come.'),
  INVENTORY_POOL_SIZE: integer(2, 200, 'connections')
    .default(DEFAULT_CONFIG.poolSize)
    .describe('Connections to the inventory database that one process keeps at most.'),
};

/** Reads the configuration from the environment. Throws `InvalidEnvironment`. */
export function readInventoryConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): InventoryConfig {
  const read = readEnvironment(INVENTORY_ENVIRONMENT, environment);
  return {
    expiryIntervalSeconds: read.INVENTORY_HOLD_EXPIRY_INTERVAL_SECONDS,
    poolSize: read.INVENTORY_POOL_SIZE,
  };
}

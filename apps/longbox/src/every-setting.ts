import { CATALOG_ENVIRONMENT } from '@longbox/catalog';
import { FULFILLMENT_ENVIRONMENT } from '@longbox/fulfillment';
import { INVENTORY_ENVIRONMENT } from '@longbox/inventory';
import { ORDER_ENVIRONMENT } from '@longbox/order';
import { PRICING_ENVIRONMENT } from '@longbox/pricing';
import { VARIABLES } from './settings.ts';

/** Every setting of the application and of its subgraphs, in the order in which they are documented. */
export const EVERY_SETTING = {
  ...VARIABLES,
  ...CATALOG_ENVIRONMENT,
  ...INVENTORY_ENVIRONMENT,
  ...ORDER_ENVIRONMENT,
  ...FULFILLMENT_ENVIRONMENT,
  ...PRICING_ENVIRONMENT,
};

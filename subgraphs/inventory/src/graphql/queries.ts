import { isId } from '@longbox/ids';
import { badUserInput, checkFirst, decodeCursor, pageOf } from '@longbox/subgraph';
import { availabilityOf } from '../domain/stock.ts';
import { textProblem } from '../domain/text.ts';
import { pageOfItems, type ItemFilter } from '../persistence/items.ts';
import { allLocations } from '../persistence/locations.ts';
import type { Context } from './context.ts';
import type { InventoryFilter, QueryResolvers } from './generated.ts';
import type { ItemConnectionParent, MovementConnectionParent } from './parents.ts';

/** The contract's bounds of `first`, and of the ids of `availableToSell`. */
const MOST_ROWS = 250;
const MOST_CHANNEL_CHARACTERS = 50;
const MOST_SKU_CHARACTERS = 255;

/** A channel's name as it may go into a statement. Throws BAD_USER_INPUT for what can be none. */
export function checkedChannel(channel: string): string {
  if (channel === '' || textProblem(channel, MOST_CHANNEL_CHARACTERS))
    throw badUserInput(
      `\`channel\` wants a name of 1 to ${MOST_CHANNEL_CHARACTERS} characters, such as "online".`,
    );
  return channel;
}

export const Query: QueryResolvers = {
  locations: (_, __, { caller, parts }) =>
    parts.database.read(caller.store.id, (connection) => allLocations(connection, caller.store.id)),

  inventoryItems: (_, { filter, first, after }, context) =>
    itemPage(filter ?? {}, first, after ?? null, context),

  async availableToSell(_, { variantIds, channel }, { loaders }) {
    if (variantIds.length > MOST_ROWS) throw badUserInput(`\`variantIds\` takes at most ${MOST_ROWS} ids.`);
    checkedChannel(channel);
    return Promise.all(
      variantIds.map(async (variantId) =>
        availabilityOf(isId(variantId) ? await loaders.availability.load({ variantId, channel }) : 0),
      ),
    );
  },
};

async function itemPage(
  given: InventoryFilter,
  first: number,
  after: string | null,
  { caller, parts }: Context,
): Promise<ItemConnectionParent> {
  checkFirst(first, MOST_ROWS);
  const behind = after === null ? null : cursorId(after);
  const filter = understood(given);
  const rows = filter
    ? await parts.database.read(caller.store.id, (connection) =>
        pageOfItems(connection, caller.store.id, filter, first + 1, behind),
      )
    : [];
  return pageOf(rows, first, (item) => [item.id], after);
}

function cursorId(after: string): string {
  const [id] = decodeCursor(after, 1);
  if (typeof id !== 'string' || !isId(id)) throw badUserInput('`after` is not a cursor of this list.');
  return id;
}

/** The filter without what was not given, or null when nothing can match it. */
function understood(filter: InventoryFilter): ItemFilter | null {
  const { locationId, locationCode, variantId, sku, inStock } = filter;
  const impossible =
    (locationId != null && !isId(locationId)) ||
    (variantId != null && !isId(variantId)) ||
    (locationCode != null && textProblem(locationCode, MOST_SKU_CHARACTERS) !== undefined) ||
    (sku != null && textProblem(sku, MOST_SKU_CHARACTERS) !== undefined);
  if (impossible) return null;
  return {
    locationId: locationId ?? undefined,
    locationCode: locationCode?.trim().toUpperCase(),
    variantId: variantId ?? undefined,
    sku: sku ?? undefined,
    inStock: inStock ?? undefined,
  };
}

/** A page of a variant's ledger, newest first. */
export async function movementPage(
  variantId: string,
  { first, after }: { first: number; after?: string | null },
  { loaders }: Context,
): Promise<MovementConnectionParent> {
  checkFirst(first, MOST_ROWS);
  const [sequence] = after == null ? [null] : decodeCursor(after, 1);
  if (sequence !== null && (typeof sequence !== 'string' || !/^\d{1,18}$/.test(sequence)))
    throw badUserInput('`after` is not a cursor of this list.');
  const page = { variantId, limit: first + 1, after: sequence ?? null };
  const rows = isId(variantId) ? await loaders.movements.load(page) : [];
  return pageOf(rows, first, (movement) => [movement.sequence], after);
}

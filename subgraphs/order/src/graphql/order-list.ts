import { isId } from '@longbox/ids';
import { mayUseChannel } from '@longbox/identity';
import { badUserInput, checkFirst, decodeCursor, forbidden, pageOf } from '@longbox/subgraph';
import type { OrderFilter, OrderSort } from '../persistence/order-queries.ts';
import { listOrders, orderKey } from '../persistence/order-queries.ts';
import { textProblem } from '../domain/text.ts';
import type { Context } from './context.ts';
import type { OrderPage } from './parents.ts';

const MOST_ORDERS = 100;
const MOST_FILTER_CHARACTERS = 254;

/** One page of the store's orders. Throws BAD_USER_INPUT for an argument out of its bounds. */
export async function orderPage(
  { services, caller }: Context,
  filter: OrderFilter,
  { sort, first, after }: { sort: OrderSort; first: number; after?: string | null | undefined },
): Promise<OrderPage> {
  checkFirst(first, MOST_ORDERS);
  if (caller.channels !== undefined && !(filter.source != null && mayUseChannel(caller, filter.source)))
    throw forbidden('Your key is for some channels: say in `filter.source` which one of them.');
  for (const [name, text] of Object.entries({
    source: filter.source,
    email: filter.email,
    number: filter.number,
  }))
    if (text != null && textProblem(text, MOST_FILTER_CHARACTERS))
      throw badUserInput(`\`filter.${name}\` is not usable.`);
  const key = after == null ? null : cursorKey(after, sort);
  const rows = await services.database.read(caller.store.id, (connection) =>
    listOrders(connection, caller.store.id, filter, { sort, limit: first + 1, after: key }),
  );
  return { ...pageOf(rows, first, (row) => orderKey(row, sort), after), filter };
}

function cursorKey(after: string, sort: OrderSort) {
  const key = decodeCursor(after, 2);
  const [value, id] = key;
  const fits =
    sort === 'TOTAL_DESC'
      ? Number.isSafeInteger(value)
      : typeof value === 'string' && !Number.isNaN(Date.parse(value));
  if (!fits || typeof id !== 'string' || !isId(id))
    throw badUserInput(
      '`after` is not a cursor of this list: pass an `endCursor` or `cursor` that this list gave.',
    );
  return key;
}

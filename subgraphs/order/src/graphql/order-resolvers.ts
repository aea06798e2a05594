import { userErrors } from '@longbox/outcome';
import { assertChannel } from '@longbox/subgraph';
import { cancelOrder } from '../application/cancel-order.ts';
import { checkout } from '../application/checkout.ts';
import { submitChannelOrder } from '../application/submit-channel-order.ts';
import { seesAllOrders } from '../application/visibility.ts';
import { ensureCustomer, findCustomer } from '../persistence/customers.ts';
import { countOrders, findExternalOrder } from '../persistence/order-queries.ts';
import { coded } from './errors.ts';
import type {
  CustomerResolvers,
  MutationResolvers,
  OrderConnectionResolvers,
  OrderLineResolvers,
  OrderResolvers,
  PaymentResolvers,
  QueryResolvers,
  ReturnResolvers,
} from './generated.ts';
import { orderPage } from './order-list.ts';
import { moneyOf } from './parents.ts';

export const orderQueries: Pick<QueryResolvers, 'order' | 'orders' | 'orderByExternalId' | 'me'> = {
  order: (_root, { id }, { loaders }) => loaders.order.load(id),
  orders: (_root, { filter, sort, first, after }, context) =>
    orderPage(context, filter ?? {}, { sort: sort ?? 'PLACED_AT_DESC', first, after }),
  async orderByExternalId(_root, { channel, externalId }, { services, caller, loaders }) {
    assertChannel(caller, channel);
    const id = await services.database.read(caller.store.id, (connection) =>
      findExternalOrder(connection, caller.store.id, channel, externalId),
    );
    return id === null ? null : loaders.order.load(id);
  },
  me: (_root, _args, { services, caller }) =>
    services.database.read(caller.store.id, (connection) =>
      ensureCustomer(connection, caller, services.clock()),
    ),
};

export const orderMutations: Pick<MutationResolvers, 'checkout' | 'submitChannelOrder' | 'cancelOrder'> = {
  async checkout(_root, { input }, { services, caller, loaders }) {
    const outcome = await coded(checkout(services, caller, input));
    if (!outcome.ok) return { order: null, userErrors: userErrors(outcome) };
    const { value } = outcome;
    return {
      order: 'order' in value ? value.order : await loaders.order.load(value.earlierOrderId),
      userErrors: [],
    };
  },
  async submitChannelOrder(_root, { input }, { services, caller, loaders }) {
    const outcome = await coded(submitChannelOrder(services, caller, input));
    if (!outcome.ok) return { order: null, userErrors: userErrors(outcome) };
    const { value } = outcome;
    return {
      order: 'order' in value ? value.order : await loaders.order.load(value.earlierOrderId),
      userErrors: [],
    };
  },
  async cancelOrder(_root, { id, reason }, { services, caller, loaders }) {
    const outcome = await coded(cancelOrder(services, caller, id, reason ?? null));
    return {
      order: outcome.ok ? await loaders.order.load(outcome.value) : null,
      userErrors: userErrors(outcome),
    };
  },
};

export const Order: OrderResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.order.load(id),
  lines: async ({ id, currency }, _args, { loaders }) =>
    (await loaders.linesOf.load(id)).map((line) => ({ ...line, currency })),
  subtotal: ({ subtotalMinor, currency }) => moneyOf(subtotalMinor, currency),
  discountTotal: ({ discountMinor, currency }) => moneyOf(discountMinor, currency),
  shippingTotal: ({ shippingMinor, currency }) => moneyOf(shippingMinor, currency),
  taxTotal: ({ taxMinor, currency }) => moneyOf(taxMinor, currency),
  total: ({ totalMinor, currency }) => moneyOf(totalMinor, currency),
  // An order as of a revision has the timeline as of that revision.
  timeline: async ({ id, revision }, _args, { loaders }) =>
    (await loaders.timelineOf.load(id)).filter((line) => line.revision <= revision),
  payments: ({ id }, _args, { loaders }) => loaders.paymentsOf.load(id),
  returns: async ({ id, currency }, _args, { loaders }) =>
    (await loaders.returnsOf.load(id)).map((row) => ({ ...row, currency })),
};

export const OrderLine: OrderLineResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.orderLine.load(id),
  variant: ({ variantId }) => ({ id: variantId }),
  unitPrice: ({ unitMinor, currency }) => moneyOf(unitMinor, currency),
  total: ({ totalMinor, currency }) => moneyOf(totalMinor, currency),
};

export const OrderConnection: OrderConnectionResolvers = {
  totalCount: ({ filter }, _args, { services, caller }) =>
    services.database.read(caller.store.id, (connection) => countOrders(connection, caller.store.id, filter)),
};

export const Payment: PaymentResolvers = {
  // Orders show their payments to those who hold the scope; the entity does the same.
  __resolveReference: ({ id }, { caller, loaders }) =>
    caller.scopes.includes('orders:read') ? loaders.payment.load(id) : null,
  amount: ({ amountMinor, currency }) => moneyOf(amountMinor, currency),
};

export const Return: ReturnResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.return.load(id),
  refund: ({ refundMinor, currency }) => (refundMinor === null ? null : moneyOf(refundMinor, currency)),
};

export const Customer: CustomerResolvers = {
  __resolveReference: async ({ id }, { services, caller, loaders }) => {
    if (seesAllOrders(caller)) return loaders.customer.load(id);
    const own = await services.database.read(caller.store.id, (connection) =>
      findCustomer(connection, caller),
    );
    return own?.id === id ? own : null;
  },
  orders: ({ id }, { first, after }, context) =>
    orderPage(context, { customerId: id }, { sort: 'PLACED_AT_DESC', first, after }),
};

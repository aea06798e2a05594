import { Cart, CartLine, cartMutations, cartQueries } from './cart-resolvers.ts';
import type { Resolvers } from './generated.ts';
import {
  Customer,
  Order,
  OrderConnection,
  OrderLine,
  Payment,
  Return,
  orderMutations,
  orderQueries,
} from './order-resolvers.ts';
import { Subscription } from './subscription-resolvers.ts';

export const resolvers: Resolvers = {
  Query: { ...cartQueries, ...orderQueries },
  Mutation: { ...cartMutations, ...orderMutations },
  Subscription,
  Cart,
  CartLine,
  Customer,
  Order,
  OrderConnection,
  OrderLine,
  Payment,
  Return,
};

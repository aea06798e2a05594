import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CartView } from '../application/read-cart.ts';
import type { CartLineParent, OrderPage, OrderLineParent, ReturnParent } from './parents.ts';
import type { CustomerRow, OrderRow, PaymentRow, TimelineRow } from '../persistence/rows.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: string; output: string; }
};

export type Address = {
  readonly city: Scalars['String']['output'];
  readonly countryCode: Scalars['String']['output'];
  readonly line1: Scalars['String']['output'];
  readonly line2?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly postalCode: Scalars['String']['output'];
  readonly region?: Maybe<Scalars['String']['output']>;
};

export type AddressInput = {
  readonly city: Scalars['String']['input'];
  /** ISO 3166-1, two letters. */
  readonly countryCode: Scalars['String']['input'];
  readonly line1: Scalars['String']['input'];
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  readonly name: Scalars['String']['input'];
  readonly postalCode: Scalars['String']['input'];
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

export type CancelOrderPayload = {
  readonly order?: Maybe<Order>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Cart = {
  readonly channel: Scalars['String']['output'];
  readonly currency: CurrencyCode;
  readonly discountTotal: Money;
  readonly discounts: ReadonlyArray<CartDiscount>;
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lineCount: Scalars['Int']['output'];
  readonly lines: ReadonlyArray<CartLine>;
  /** Grows with each change. */
  readonly revision: Scalars['Int']['output'];
  readonly shippingTotal: Money;
  /** Of lines that can be bought, before discounts. */
  readonly subtotal: Money;
  readonly taxTotal: Money;
  readonly total: Money;
};

export type CartDiscount = {
  readonly amount: Money;
  readonly code?: Maybe<Scalars['String']['output']>;
  readonly title: Scalars['String']['output'];
};

export type CartLine = {
  readonly id: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly total?: Maybe<Money>;
  /** Null when the variant has no price now: it cannot be bought. */
  readonly unitPrice?: Maybe<Money>;
  readonly variant: ProductVariant;
  readonly warnings: ReadonlyArray<CartWarning>;
};

/** Name the variant by `variantId` or `sku`. A variant that is in the cart already gets the sum. */
export type CartLineInput = {
  /** 1 to 999. */
  readonly quantity: Scalars['Int']['input'];
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  readonly variantId?: InputMaybe<Scalars['ID']['input']>;
};

export type CartLineUpdateInput = {
  readonly id: Scalars['ID']['input'];
  /** 0 to 999. */
  readonly quantity: Scalars['Int']['input'];
};

export type CartPayload = {
  readonly cart?: Maybe<Cart>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type CartWarning = {
  readonly code: CartWarningCode;
  readonly message: Scalars['String']['output'];
};

export type CartWarningCode =
  /** Fewer pieces can be sold than the line asks for. */
  | 'INSUFFICIENT_STOCK'
  /** The unit price differs from the one that the cart last showed. */
  | 'PRICE_CHANGED'
  /** It is not sold any more, or has no price. */
  | 'UNAVAILABLE';

export type CheckoutInput = {
  readonly billingAddress?: InputMaybe<AddressInput>;
  readonly cartId: Scalars['ID']['input'];
  /** Needed for a guest; a signed-in customer's own is used when it is left out. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** What the shopper was shown. It is compared with the quote and never charged. */
  readonly expectedTotal?: InputMaybe<MoneyInput>;
  /** Chosen by the client, at most 100 characters, one for each wish to buy: a retry sends the same. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly payment: PaymentInput;
  /** Refuse when the cart has moved on since this revision. */
  readonly revision?: InputMaybe<Scalars['Int']['input']>;
  readonly shippingAddress: AddressInput;
};

export type CheckoutPayload = {
  readonly order?: Maybe<Order>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type CreateCartInput = {
  readonly channel?: Scalars['String']['input'];
  /** Must be the store's; left out, it is. */
  readonly currency?: InputMaybe<CurrencyCode>;
  readonly lines?: InputMaybe<ReadonlyArray<CartLineInput>>;
};

export type CurrencyCode =
  | 'AUD'
  | 'BRL'
  | 'CAD'
  | 'CHF'
  | 'CZK'
  | 'DKK'
  | 'EUR'
  | 'GBP'
  | 'HKD'
  | 'JPY'
  | 'KRW'
  | 'MXN'
  | 'NOK'
  | 'NZD'
  | 'PLN'
  | 'SEK'
  | 'SGD'
  | 'USD';

export type Customer = {
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Newest first. `first` is 1 to 100. */
  readonly orders: OrderConnection;
};


export type CustomerOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type FulfillmentStatus =
  | 'FULFILLED'
  /** Packed in part or whole, not shipped. */
  | 'IN_PROGRESS'
  | 'PARTIALLY_FULFILLED'
  | 'UNFULFILLED';

export type Money = {
  readonly amount: Scalars['Int']['output'];
  readonly currency: CurrencyCode;
};

export type MoneyInput = {
  readonly amount: Scalars['Int']['input'];
  readonly currency: CurrencyCode;
};

export type Mutation = {
  /** `revision`, here and below: refuse when the cart has moved on since. */
  readonly addCartLines: CartPayload;
  /** Until it is shipped. Cancelling a cancelled order answers that order. */
  readonly cancelOrder: CancelOrderPayload;
  /**
   * Turns a cart into an order, once: the same idempotency key with the same input gives the same order again. When a price has changed
   * since the cart was last shown, it is refused with PRICE_CHANGED and the cart carries the new price.
   */
  readonly checkout: CheckoutPayload;
  readonly createCart: CartPayload;
  readonly removeCartLines: CartPayload;
  /**
   * Takes in an order that was sold on a channel, once: the same externalId of a channel with the same input gives the same order again. It is
   * charged what the store asks on that channel at this moment, whatever the channel says; the channel settles it with the store.
   */
  readonly submitChannelOrder: SubmitChannelOrderPayload;
  /** A quantity of 0 removes the line. */
  readonly updateCartLines: CartPayload;
};


export type MutationAddCartLinesArgs = {
  cartId: Scalars['ID']['input'];
  lines: ReadonlyArray<CartLineInput>;
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationCancelOrderArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCheckoutArgs = {
  input: CheckoutInput;
};


export type MutationCreateCartArgs = {
  input: CreateCartInput;
};


export type MutationRemoveCartLinesArgs = {
  cartId: Scalars['ID']['input'];
  lineIds: ReadonlyArray<Scalars['ID']['input']>;
  revision?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationSubmitChannelOrderArgs = {
  input: SubmitChannelOrderInput;
};


export type MutationUpdateCartLinesArgs = {
  cartId: Scalars['ID']['input'];
  lines: ReadonlyArray<CartLineUpdateInput>;
  revision?: InputMaybe<Scalars['Int']['input']>;
};

export type Order = {
  readonly billingAddress?: Maybe<Address>;
  readonly cancelReason?: Maybe<Scalars['String']['output']>;
  readonly discountTotal: Money;
  readonly email: Scalars['String']['output'];
  /** What the channel calls it. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
  readonly fulfillmentStatus: FulfillmentStatus;
  readonly id: Scalars['ID']['output'];
  readonly lines: ReadonlyArray<OrderLine>;
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What people say on the telephone, such as `1042`; unique within the store. */
  readonly number: Scalars['String']['output'];
  readonly paymentStatus: PaymentStatus;
  readonly payments?: Maybe<ReadonlyArray<Payment>>;
  readonly placedAt: Scalars['DateTime']['output'];
  readonly returns: ReadonlyArray<Return>;
  readonly shippingAddress: Address;
  readonly shippingTotal: Money;
  /** The channel it came from, such as `online`. */
  readonly source: Scalars['String']['output'];
  readonly status: OrderStatus;
  readonly subtotal: Money;
  readonly tags?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly taxTotal: Money;
  /** Oldest first; never rewritten. */
  readonly timeline: ReadonlyArray<TimelineEntry>;
  readonly total: Money;
  readonly updatedAt: Scalars['DateTime']['output'];
};

export type OrderConnection = {
  readonly edges: ReadonlyArray<OrderEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type OrderEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Order;
};

/** Lists are alternatives; fields all have to hold. */
export type OrderFilter = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly fulfillmentStatus?: InputMaybe<ReadonlyArray<FulfillmentStatus>>;
  readonly number?: InputMaybe<Scalars['String']['input']>;
  readonly paymentStatus?: InputMaybe<ReadonlyArray<PaymentStatus>>;
  readonly placedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  readonly placedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  readonly source?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<ReadonlyArray<OrderStatus>>;
};

/** Title, SKU and price are those of the moment of the order. */
export type OrderLine = {
  readonly fulfilledQuantity: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly refundedQuantity: Scalars['Int']['output'];
  readonly sku: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly total: Money;
  readonly unitPrice: Money;
  readonly variant: ProductVariant;
};

export type OrderSort =
  | 'PLACED_AT_ASC'
  | 'PLACED_AT_DESC'
  | 'TOTAL_DESC'
  | 'UPDATED_AT_DESC';

export type OrderStatus =
  | 'CANCELLED'
  /** A cancellation was asked for and waits for the word that nothing has been shipped. */
  | 'CANCELLING'
  /** Stock is reserved and the payment authorised: it will be shipped. */
  | 'CONFIRMED'
  /** All of it is shipped. */
  | 'FULFILLED'
  /** Placed; stock and payment are being secured. */
  | 'PENDING';

export type PageInfo = {
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Payment = {
  readonly amount: Money;
  readonly at: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly kind: PaymentKind;
  readonly provider: Scalars['String']['output'];
  readonly providerReference?: Maybe<Scalars['String']['output']>;
  readonly status: PaymentAttemptStatus;
};

export type PaymentAttemptStatus =
  | 'DECLINED'
  | 'FAILED'
  | 'REQUESTED'
  | 'SUCCEEDED'
  | 'TIMED_OUT';

/**
 * What the payment provider gave the client for the card. The built-in test provider takes its test card numbers: 4242424242424242 succeeds,
 * 4000000000000002 is declined, 4000000000009995 has insufficient funds, 4000000000000044 never answers.
 */
export type PaymentInput = {
  readonly token: Scalars['String']['input'];
};

export type PaymentKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'REFUND'
  | 'VOID';

export type PaymentStatus =
  | 'AUTHORIZED'
  | 'DECLINED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  /** The authorisation was given back; nothing was charged. */
  | 'VOIDED';

export type ProductVariant = {
  readonly id: Scalars['ID']['output'];
};

export type Query = {
  /** A shopper's own cart: an anonymous cart is seen by whoever holds its id, a customer's cart by that customer alone. */
  readonly cart?: Maybe<Cart>;
  readonly me?: Maybe<Customer>;
  /** A guest's order is seen by whoever holds its id, a customer's order by that customer; staff see all of their store. */
  readonly order?: Maybe<Order>;
  /** An order that was sold on a channel, by the channel's own id. Whose key is for some channels sees the orders of those. */
  readonly orderByExternalId?: Maybe<Order>;
  /** `first` is 1 to 100. */
  readonly orders?: Maybe<OrderConnection>;
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderByExternalIdArgs = {
  channel: Scalars['String']['input'];
  externalId: Scalars['String']['input'];
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: Scalars['Int']['input'];
  sort?: InputMaybe<OrderSort>;
};

export type Return = {
  readonly id: Scalars['ID']['output'];
  readonly lines: ReadonlyArray<ReturnLine>;
  readonly refund?: Maybe<Money>;
  readonly requestedAt: Scalars['DateTime']['output'];
  readonly status: ReturnStatus;
};

export type ReturnLine = {
  readonly orderLineId: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type ReturnStatus =
  | 'RECEIVED'
  | 'REFUNDED'
  | 'REJECTED'
  | 'REQUESTED';

export type SubmitChannelOrderInput = {
  readonly billingAddress?: InputMaybe<AddressInput>;
  /** Such as `market`; one that the caller's key is for. */
  readonly channel: Scalars['String']['input'];
  /** Left out where the channel keeps it to itself. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** What the channel sold it for. It is compared with what the store asks, and never charged: a difference is refused with PRICE_CHANGED. */
  readonly expectedTotal?: InputMaybe<MoneyInput>;
  /** What the channel calls the order, at most 100 characters. */
  readonly externalId: Scalars['String']['input'];
  /** 1 to 250. What is named twice gets the sum. */
  readonly lines: ReadonlyArray<CartLineInput>;
  readonly shippingAddress: AddressInput;
};

export type SubmitChannelOrderPayload = {
  readonly order?: Maybe<Order>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Subscription = {
  /** The cart as it is now, and then whenever it has changed. Null, and the end, once it is bought or gone. */
  readonly cartUpdated?: Maybe<Cart>;
  /**
   * The order as it is now, and then as it is after each change, none left out; a client that reads too slowly is given the latest. With
   * `after`, the `eventId` of the last event that was seen, what was missed comes first.
   */
  readonly orderUpdated?: Maybe<Order>;
  /** Each change of an order of the store from now on; with `after`, also those since that event, some of which may have been seen. */
  readonly ordersUpdated?: Maybe<Order>;
};


export type SubscriptionCartUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type SubscriptionOrderUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type SubscriptionOrdersUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
};

export type TimelineEntry = {
  readonly actor?: Maybe<Scalars['String']['output']>;
  readonly at: Scalars['DateTime']['output'];
  /** A sentence for a person. */
  readonly message: Scalars['String']['output'];
  readonly type: TimelineType;
};

export type TimelineType =
  | 'CANCELLATION_REFUSED'
  | 'CANCELLATION_REQUESTED'
  | 'FULFILLMENT_OPENED'
  | 'ORDER_CANCELLED'
  | 'ORDER_CONFIRMED'
  | 'ORDER_FULFILLED'
  | 'ORDER_PLACED'
  | 'PAYMENT_AUTHORIZED'
  | 'PAYMENT_CAPTURED'
  | 'PAYMENT_CAPTURE_FAILED'
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_TIMED_OUT'
  | 'PAYMENT_VOIDED'
  | 'RESERVATION_EXPIRED'
  | 'SHIPMENT_DELIVERED'
  | 'SHIPMENT_PACKED'
  | 'SHIPMENT_SHIPPED'
  | 'STOCK_RESERVED'
  | 'STOCK_UNAVAILABLE';

export type UserError = {
  readonly code: UserErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  /** The cart has become an order already. */
  | 'CART_CHECKED_OUT'
  | 'CART_EMPTY'
  | 'CART_EXPIRED'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INSUFFICIENT_STOCK'
  | 'INVALID'
  /** The order is shipped, or past the point where this can be done. */
  | 'NOT_ALLOWED_NOW'
  | 'NOT_FOUND'
  /** A price or total differs from what the cart last showed; look at it and check out again. */
  | 'PRICE_CHANGED'
  | 'REQUIRED'
  /** The cart has moved on since the revision given. */
  | 'STALE_REVISION'
  | 'TOO_MANY'
  | 'UNAVAILABLE'
  | 'WRONG_CURRENCY';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Cart: Cart;
  Customer: Customer;
  Order: Order;
  OrderLine: OrderLine;
  Payment: Payment;
  Return: Return;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  OrderLine:
    ( { __typename: 'OrderLine' }
    & GraphQLRecursivePick<FederationTypes['OrderLine'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  Return:
    ( { __typename: 'Return' }
    & GraphQLRecursivePick<FederationTypes['Return'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<Partial<Address>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  AddressInput: ResolverTypeWrapper<Partial<AddressInput>>;
  CancelOrderPayload: ResolverTypeWrapper<Partial<Omit<CancelOrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>>;
  Cart: ResolverTypeWrapper<CartView>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  CartDiscount: ResolverTypeWrapper<Partial<CartDiscount>>;
  CartLine: ResolverTypeWrapper<CartLineParent>;
  CartLineInput: ResolverTypeWrapper<Partial<CartLineInput>>;
  CartLineUpdateInput: ResolverTypeWrapper<Partial<CartLineUpdateInput>>;
  CartPayload: ResolverTypeWrapper<Partial<Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>>;
  CartWarning: ResolverTypeWrapper<Partial<CartWarning>>;
  CartWarningCode: ResolverTypeWrapper<Partial<CartWarningCode>>;
  CheckoutInput: ResolverTypeWrapper<Partial<CheckoutInput>>;
  CheckoutPayload: ResolverTypeWrapper<Partial<Omit<CheckoutPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>>;
  CreateCartInput: ResolverTypeWrapper<Partial<CreateCartInput>>;
  CurrencyCode: ResolverTypeWrapper<Partial<CurrencyCode>>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  FulfillmentStatus: ResolverTypeWrapper<Partial<FulfillmentStatus>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  MoneyInput: ResolverTypeWrapper<Partial<MoneyInput>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderRow>;
  OrderConnection: ResolverTypeWrapper<OrderPage>;
  OrderEdge: ResolverTypeWrapper<Partial<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>>;
  OrderFilter: ResolverTypeWrapper<Partial<OrderFilter>>;
  OrderLine: ResolverTypeWrapper<OrderLineParent>;
  OrderSort: ResolverTypeWrapper<Partial<OrderSort>>;
  OrderStatus: ResolverTypeWrapper<Partial<OrderStatus>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Payment: ResolverTypeWrapper<PaymentRow>;
  PaymentAttemptStatus: ResolverTypeWrapper<Partial<PaymentAttemptStatus>>;
  PaymentInput: ResolverTypeWrapper<Partial<PaymentInput>>;
  PaymentKind: ResolverTypeWrapper<Partial<PaymentKind>>;
  PaymentStatus: ResolverTypeWrapper<Partial<PaymentStatus>>;
  ProductVariant: ResolverTypeWrapper<Partial<ProductVariant>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Return: ResolverTypeWrapper<ReturnParent>;
  ReturnLine: ResolverTypeWrapper<Partial<ReturnLine>>;
  ReturnStatus: ResolverTypeWrapper<Partial<ReturnStatus>>;
  SubmitChannelOrderInput: ResolverTypeWrapper<Partial<SubmitChannelOrderInput>>;
  SubmitChannelOrderPayload: ResolverTypeWrapper<Partial<Omit<SubmitChannelOrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TimelineEntry: ResolverTypeWrapper<TimelineRow>;
  TimelineType: ResolverTypeWrapper<Partial<TimelineType>>;
  UserError: ResolverTypeWrapper<Partial<UserError>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: Partial<Address>;
  String: Partial<Scalars['String']['output']>;
  AddressInput: Partial<AddressInput>;
  CancelOrderPayload: Partial<Omit<CancelOrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> }>;
  Cart: CartView;
  ID: Partial<Scalars['ID']['output']>;
  Int: Partial<Scalars['Int']['output']>;
  CartDiscount: Partial<CartDiscount>;
  CartLine: CartLineParent;
  CartLineInput: Partial<CartLineInput>;
  CartLineUpdateInput: Partial<CartLineUpdateInput>;
  CartPayload: Partial<Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> }>;
  CartWarning: Partial<CartWarning>;
  CheckoutInput: Partial<CheckoutInput>;
  CheckoutPayload: Partial<Omit<CheckoutPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> }>;
  CreateCartInput: Partial<CreateCartInput>;
  Customer: CustomerRow;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Money: Partial<Money>;
  MoneyInput: Partial<MoneyInput>;
  Mutation: Record<PropertyKey, never>;
  Order: OrderRow;
  OrderConnection: OrderPage;
  OrderEdge: Partial<Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] }>;
  OrderFilter: Partial<OrderFilter>;
  OrderLine: OrderLineParent;
  PageInfo: Partial<PageInfo>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Payment: PaymentRow;
  PaymentInput: Partial<PaymentInput>;
  ProductVariant: Partial<ProductVariant>;
  Query: Record<PropertyKey, never>;
  Return: ReturnParent;
  ReturnLine: Partial<ReturnLine>;
  SubmitChannelOrderInput: Partial<SubmitChannelOrderInput>;
  SubmitChannelOrderPayload: Partial<Omit<SubmitChannelOrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> }>;
  Subscription: Record<PropertyKey, never>;
  TimelineEntry: TimelineRow;
  UserError: Partial<UserError>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  countryCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CancelOrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelOrderPayload'] = ResolversParentTypes['CancelOrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<ReadonlyArray<ResolversTypes['CartDiscount']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['CartLine']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CartDiscountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartDiscount'] = ResolversParentTypes['CartDiscount']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['CartWarning']>, ParentType, ContextType>;
};

export type CartPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartPayload'] = ResolversParentTypes['CartPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartWarningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartWarning'] = ResolversParentTypes['CartWarning']> = {
  code?: Resolver<ResolversTypes['CartWarningCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CheckoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutPayload'] = ResolversParentTypes['CheckoutPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<CustomerOrdersArgs, 'first'>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addCartLines?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationAddCartLinesArgs, 'cartId' | 'lines'>>;
  cancelOrder?: Resolver<ResolversTypes['CancelOrderPayload'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'id'>>;
  checkout?: Resolver<ResolversTypes['CheckoutPayload'], ParentType, ContextType, RequireFields<MutationCheckoutArgs, 'input'>>;
  createCart?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCreateCartArgs, 'input'>>;
  removeCartLines?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationRemoveCartLinesArgs, 'cartId' | 'lineIds'>>;
  submitChannelOrder?: Resolver<ResolversTypes['SubmitChannelOrderPayload'], ParentType, ContextType, RequireFields<MutationSubmitChannelOrderArgs, 'input'>>;
  updateCartLines?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationUpdateCartLinesArgs, 'cartId' | 'lines'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  billingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fulfillmentStatus?: Resolver<ResolversTypes['FulfillmentStatus'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  payments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Payment']>>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  returns?: Resolver<ReadonlyArray<ResolversTypes['Return']>, ParentType, ContextType>;
  shippingAddress?: Resolver<ResolversTypes['Address'], ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  timeline?: Resolver<ReadonlyArray<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine'], FederationReferenceType extends FederationReferenceTypes['OrderLine'] = FederationReferenceTypes['OrderLine']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OrderLine']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fulfilledQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refundedQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentKind'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  providerReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentAttemptStatus'], ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  me?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orderByExternalId?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderByExternalIdArgs, 'channel' | 'externalId'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first' | 'sort'>>;
};

export type ReturnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return'], FederationReferenceType extends FederationReferenceTypes['Return'] = FederationReferenceTypes['Return']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Return']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReturnStatus'], ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubmitChannelOrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmitChannelOrderPayload'] = ResolversParentTypes['SubmitChannelOrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  cartUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Cart']>, "cartUpdated", ParentType, ContextType, RequireFields<SubscriptionCartUpdatedArgs, 'id'>>;
  orderUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'id'>>;
  ordersUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "ordersUpdated", ParentType, ContextType, Partial<SubscriptionOrdersUpdatedArgs>>;
};

export type TimelineEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TimelineType'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Address?: AddressResolvers<ContextType>;
  CancelOrderPayload?: CancelOrderPayloadResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartDiscount?: CartDiscountResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartPayload?: CartPayloadResolvers<ContextType>;
  CartWarning?: CartWarningResolvers<ContextType>;
  CheckoutPayload?: CheckoutPayloadResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Return?: ReturnResolvers<ContextType>;
  ReturnLine?: ReturnLineResolvers<ContextType>;
  SubmitChannelOrderPayload?: SubmitChannelOrderPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};


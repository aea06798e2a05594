import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PriceRow } from '../persistence/rows.ts';
import type { SettingsParent, QuoteLineParent, SetPricesParent, UpdateSettingsParent, EntityReference, ListingReference } from './parents.ts';
import type { KeptQuote } from '../persistence/quotes.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Date: { input: string; output: string; }
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: string; output: string; }
};

export type CacheControlScope =
  | 'PRIVATE'
  | 'PUBLIC';

/** What a channel may sell; the catalog knows whether it is listed. */
export type ChannelListing = {
  readonly id: Scalars['ID']['output'];
  readonly listed: Scalars['Boolean']['output'];
  /** Null where it is not listed. */
  readonly price?: Maybe<VariantPrice>;
};


/** What a channel may sell; the catalog knows whether it is listed. */
export type ChannelListingPriceArgs = {
  channel?: Scalars['String']['input'];
};

/** ISO 4217. */
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

export type MarketPrice = {
  readonly asOf: Scalars['DateTime']['output'];
  readonly low?: Maybe<Money>;
  readonly market: Money;
  readonly trend: PriceTrend;
};

/** Minor units: 1299 USD is $12.99, 500 JPY is ¥500. */
export type Money = {
  readonly amount: Scalars['Int']['output'];
  readonly currency: CurrencyCode;
};

export type MoneyInput = {
  readonly amount: Scalars['Int']['input'];
  readonly currency: CurrencyCode;
};

export type Mutation = {
  /** A quote that is kept as it is: what an order is charged by. */
  readonly createQuote: Quote;
  /** All lines or none, 1 to 1,000. */
  readonly setPrices: SetPricesPayload;
  /** Tax and shipping of the store. */
  readonly updatePricingSettings: UpdatePricingSettingsPayload;
};


export type MutationCreateQuoteArgs = {
  input: QuoteInput;
};


export type MutationSetPricesArgs = {
  input: SetPricesInput;
};


export type MutationUpdatePricingSettingsArgs = {
  input: PricingSettingsInput;
};

export type PricePoint = {
  readonly date: Scalars['Date']['output'];
  readonly market: Money;
};

export type PriceTrend =
  | 'DOWN'
  | 'STABLE'
  | 'UP';

export type PricingSettings = {
  readonly currency: CurrencyCode;
  /** Subtotal (after discounts) from which shipping is free; null for never. */
  readonly freeShippingFrom?: Maybe<Money>;
  readonly pricesIncludeTax: Scalars['Boolean']['output'];
  readonly shipping: Money;
  /** Basis points: 1900 is 19 %. */
  readonly taxBasisPoints: Scalars['Int']['output'];
};

export type PricingSettingsInput = {
  readonly freeShippingFrom?: InputMaybe<MoneyInput>;
  readonly pricesIncludeTax?: InputMaybe<Scalars['Boolean']['input']>;
  readonly shipping?: InputMaybe<MoneyInput>;
  readonly taxBasisPoints?: InputMaybe<Scalars['Int']['input']>;
};

export type Product = {
  readonly id: Scalars['ID']['output'];
  /** The lowest price among the variants. */
  readonly priceFrom?: Maybe<Money>;
};


export type ProductPriceFromArgs = {
  channel?: Scalars['String']['input'];
};

export type ProductVariant = {
  readonly id: Scalars['ID']['output'];
  /** What the market asks for this printing and finish; null when no feed has said. */
  readonly marketPrice?: Maybe<MarketPrice>;
  /** The price on the channel, or of the base price list; null when the variant has none and cannot be bought. */
  readonly price?: Maybe<VariantPrice>;
  /** Oldest first, one a day. `days` is 1 to 730. */
  readonly priceHistory?: Maybe<ReadonlyArray<PricePoint>>;
};


export type ProductVariantPriceArgs = {
  channel?: Scalars['String']['input'];
};


export type ProductVariantPriceHistoryArgs = {
  days?: Scalars['Int']['input'];
};

export type Query = {
  readonly pricingSettings?: Maybe<PricingSettings>;
  /** What lines would cost now, for the order subgraph. Nothing is kept. */
  readonly quote: Quote;
};


export type QueryQuoteArgs = {
  input: QuoteInput;
};

export type Quote = {
  readonly channel: Scalars['String']['output'];
  readonly currency: CurrencyCode;
  readonly discountTotal: Money;
  readonly discounts: ReadonlyArray<QuoteDiscount>;
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lines: ReadonlyArray<QuoteLine>;
  readonly shippingTotal: Money;
  readonly subtotal: Money;
  readonly taxTotal: Money;
  readonly total: Money;
};

export type QuoteDiscount = {
  readonly amount: Money;
  readonly code?: Maybe<Scalars['String']['output']>;
  readonly title: Scalars['String']['output'];
};

export type QuoteInput = {
  readonly channel: Scalars['String']['input'];
  /** Two letters; where it is shipped to, when that is known. */
  readonly countryCode?: InputMaybe<Scalars['String']['input']>;
  readonly discountCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 1 to 250. */
  readonly lines: ReadonlyArray<QuoteLineInput>;
};

export type QuoteLine = {
  /** The line's key as it was asked. */
  readonly key: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  /** Unit price times quantity, before discounts of the whole cart. */
  readonly total?: Maybe<Money>;
  /** Null when the variant has no price on the channel: it cannot be bought. */
  readonly unitPrice?: Maybe<Money>;
  readonly variantId: Scalars['ID']['output'];
};

export type QuoteLineInput = {
  readonly key: Scalars['ID']['input'];
  readonly quantity: Scalars['Int']['input'];
  readonly variantId: Scalars['ID']['input'];
};

/** Name the variant by `variantId` or `sku`. */
export type SetPriceLineInput = {
  /** Left out: the base price list. */
  readonly channel?: InputMaybe<Scalars['String']['input']>;
  readonly compareAtPrice?: InputMaybe<MoneyInput>;
  /** Of the store's currency, 1 to 1,000,000,000 minor units. */
  readonly price: MoneyInput;
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  readonly variantId?: InputMaybe<Scalars['ID']['input']>;
};

export type SetPricesInput = {
  /** The same key with the same lines answers the same and changes nothing more. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly lines: ReadonlyArray<SetPriceLineInput>;
};

export type SetPricesPayload = {
  /** In the order of the lines; null when nothing was set. */
  readonly prices?: Maybe<ReadonlyArray<VariantPrice>>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UpdatePricingSettingsPayload = {
  readonly settings?: Maybe<PricingSettings>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UserError = {
  readonly code: UserErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'REQUIRED'
  | 'TOO_MANY'
  /** Another currency than the store's. */
  | 'WRONG_CURRENCY';

export type VariantPrice = {
  /** Null for the base price list, which is used where a channel has no price of its own. */
  readonly channel?: Maybe<Scalars['String']['output']>;
  /** What it cost before, shown struck through; always above the price. */
  readonly compareAtPrice?: Maybe<Money>;
  readonly price: Money;
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly variant: ProductVariant;
};



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
  ChannelListing: ChannelListing;
  Product: Product;
  ProductVariant: ProductVariant;
  Quote: Quote;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChannelListing:
    ( { __typename: 'ChannelListing' }
    & GraphQLRecursivePick<FederationTypes['ChannelListing'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['ChannelListing'], {"listed":true}> ) );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}> );
  Quote:
    ( { __typename: 'Quote' }
    & GraphQLRecursivePick<FederationTypes['Quote'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CacheControlScope: ResolverTypeWrapper<Partial<CacheControlScope>>;
  ChannelListing: ResolverTypeWrapper<ListingReference>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Partial<CurrencyCode>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  MarketPrice: ResolverTypeWrapper<Partial<MarketPrice>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  MoneyInput: ResolverTypeWrapper<Partial<MoneyInput>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PricePoint: ResolverTypeWrapper<Partial<PricePoint>>;
  PriceTrend: ResolverTypeWrapper<Partial<PriceTrend>>;
  PricingSettings: ResolverTypeWrapper<SettingsParent>;
  PricingSettingsInput: ResolverTypeWrapper<Partial<PricingSettingsInput>>;
  Product: ResolverTypeWrapper<EntityReference>;
  ProductVariant: ResolverTypeWrapper<EntityReference>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Quote: ResolverTypeWrapper<KeptQuote>;
  QuoteDiscount: ResolverTypeWrapper<Partial<QuoteDiscount>>;
  QuoteInput: ResolverTypeWrapper<Partial<QuoteInput>>;
  QuoteLine: ResolverTypeWrapper<QuoteLineParent>;
  QuoteLineInput: ResolverTypeWrapper<Partial<QuoteLineInput>>;
  SetPriceLineInput: ResolverTypeWrapper<Partial<SetPriceLineInput>>;
  SetPricesInput: ResolverTypeWrapper<Partial<SetPricesInput>>;
  SetPricesPayload: ResolverTypeWrapper<SetPricesParent>;
  UpdatePricingSettingsPayload: ResolverTypeWrapper<UpdateSettingsParent>;
  UserError: ResolverTypeWrapper<Partial<UserError>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  VariantPrice: ResolverTypeWrapper<PriceRow>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ChannelListing: ListingReference;
  ID: Partial<Scalars['ID']['output']>;
  String: Partial<Scalars['String']['output']>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  MarketPrice: Partial<MarketPrice>;
  Money: Partial<Money>;
  MoneyInput: Partial<MoneyInput>;
  Mutation: Record<PropertyKey, never>;
  PricePoint: Partial<PricePoint>;
  PricingSettings: SettingsParent;
  PricingSettingsInput: Partial<PricingSettingsInput>;
  Product: EntityReference;
  ProductVariant: EntityReference;
  Query: Record<PropertyKey, never>;
  Quote: KeptQuote;
  QuoteDiscount: Partial<QuoteDiscount>;
  QuoteInput: Partial<QuoteInput>;
  QuoteLine: QuoteLineParent;
  QuoteLineInput: Partial<QuoteLineInput>;
  SetPriceLineInput: Partial<SetPriceLineInput>;
  SetPricesInput: Partial<SetPricesInput>;
  SetPricesPayload: SetPricesParent;
  UpdatePricingSettingsPayload: UpdateSettingsParent;
  UserError: Partial<UserError>;
  VariantPrice: PriceRow;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Int: Partial<Scalars['Int']['output']>;
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ChannelListingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelListing'] = ResolversParentTypes['ChannelListing'], FederationReferenceType extends FederationReferenceTypes['ChannelListing'] = FederationReferenceTypes['ChannelListing']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChannelListing']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['VariantPrice']>, ParentType, ContextType, RequireFields<ChannelListingPriceArgs, 'channel'>>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MarketPriceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarketPrice'] = ResolversParentTypes['MarketPrice']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  low?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  market?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  trend?: Resolver<ResolversTypes['PriceTrend'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createQuote?: Resolver<ResolversTypes['Quote'], ParentType, ContextType, RequireFields<MutationCreateQuoteArgs, 'input'>>;
  setPrices?: Resolver<ResolversTypes['SetPricesPayload'], ParentType, ContextType, RequireFields<MutationSetPricesArgs, 'input'>>;
  updatePricingSettings?: Resolver<ResolversTypes['UpdatePricingSettingsPayload'], ParentType, ContextType, RequireFields<MutationUpdatePricingSettingsArgs, 'input'>>;
};

export type PricePointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PricePoint'] = ResolversParentTypes['PricePoint']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  market?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PricingSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PricingSettings'] = ResolversParentTypes['PricingSettings']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  freeShippingFrom?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  pricesIncludeTax?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  shipping?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxBasisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priceFrom?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<ProductPriceFromArgs, 'channel'>>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  marketPrice?: Resolver<Maybe<ResolversTypes['MarketPrice']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['VariantPrice']>, ParentType, ContextType, RequireFields<ProductVariantPriceArgs, 'channel'>>;
  priceHistory?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PricePoint']>>, ParentType, ContextType, RequireFields<ProductVariantPriceHistoryArgs, 'days'>>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  pricingSettings?: Resolver<Maybe<ResolversTypes['PricingSettings']>, ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['Quote'], ParentType, ContextType, RequireFields<QueryQuoteArgs, 'input'>>;
};

export type QuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote'], FederationReferenceType extends FederationReferenceTypes['Quote'] = FederationReferenceTypes['Quote']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Quote']> | FederationReferenceType, FederationReferenceType, ContextType>;
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<ReadonlyArray<ResolversTypes['QuoteDiscount']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['QuoteLine']>, ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type QuoteDiscountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteDiscount'] = ResolversParentTypes['QuoteDiscount']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuoteLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteLine'] = ResolversParentTypes['QuoteLine']> = {
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SetPricesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPricesPayload'] = ResolversParentTypes['SetPricesPayload']> = {
  prices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VariantPrice']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdatePricingSettingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePricingSettingsPayload'] = ResolversParentTypes['UpdatePricingSettingsPayload']> = {
  settings?: Resolver<Maybe<ResolversTypes['PricingSettings']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VariantPriceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantPrice'] = ResolversParentTypes['VariantPrice']> = {
  channel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  compareAtPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  ChannelListing?: ChannelListingResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  MarketPrice?: MarketPriceResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PricePoint?: PricePointResolvers<ContextType>;
  PricingSettings?: PricingSettingsResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  QuoteDiscount?: QuoteDiscountResolvers<ContextType>;
  QuoteLine?: QuoteLineResolvers<ContextType>;
  SetPricesPayload?: SetPricesPayloadResolvers<ContextType>;
  UpdatePricingSettingsPayload?: UpdatePricingSettingsPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  VariantPrice?: VariantPriceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};

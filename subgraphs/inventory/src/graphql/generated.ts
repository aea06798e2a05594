import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ItemParent, ItemConnectionParent, ItemEdgeParent, MovementParent, MovementConnectionParent, MovementEdgeParent, AdjustInventoryParent, EntityReference, ListingReference } from './parents.ts';
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
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: string; output: string; }
};

export type AdjustInventoryInput = {
  /** The same key with the same lines answers the same and changes nothing more. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly lines: ReadonlyArray<AdjustInventoryLineInput>;
  readonly reason: StockReason;
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** Name the variant by `variantId` or `sku`, the location by `locationId` or `locationCode`. */
export type AdjustInventoryLineInput = {
  /** Left out: stays as it is. */
  readonly bin?: InputMaybe<Scalars['String']['input']>;
  readonly locationCode?: InputMaybe<Scalars['String']['input']>;
  readonly locationId?: InputMaybe<Scalars['ID']['input']>;
  /** What on hand changes by, −1,000,000 to 1,000,000 and not 0. */
  readonly quantity: Scalars['Int']['input'];
  readonly safetyStock?: InputMaybe<Scalars['Int']['input']>;
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  readonly variantId?: InputMaybe<Scalars['ID']['input']>;
};

export type AdjustInventoryPayload = {
  /** The items changed, in the order of the lines; null when nothing was. */
  readonly items?: Maybe<ReadonlyArray<InventoryItem>>;
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What can be sold of a variant on a channel over all active locations. */
export type Availability = {
  /** Available − safety stock − the channel's buffer, summed over locations, never below 0. */
  readonly availableToSell: Scalars['Int']['output'];
  readonly inStock: Scalars['Boolean']['output'];
  /** In stock, and three pieces or fewer are left. */
  readonly lowStock: Scalars['Boolean']['output'];
};

export type CacheControlScope =
  | 'PRIVATE'
  | 'PUBLIC';

/** Pieces held back from one channel. */
export type ChannelBuffer = {
  readonly channel: Scalars['String']['output'];
  readonly quantity: Scalars['Int']['output'];
};

/** What a channel may sell; the catalog knows whether it is listed. */
export type ChannelListing = {
  /** Nothing can be sold of what is not listed. */
  readonly availability?: Maybe<Availability>;
  readonly id: Scalars['ID']['output'];
  readonly listed: Scalars['Boolean']['output'];
};


/** What a channel may sell; the catalog knows whether it is listed. */
export type ChannelListingAvailabilityArgs = {
  channel?: Scalars['String']['input'];
};

export type CreateLocationInput = {
  /** Letters, digits and hyphens, at most 20; kept in upper case. */
  readonly code: Scalars['String']['input'];
  readonly name: Scalars['String']['input'];
  readonly type: LocationType;
};

export type CreateLocationPayload = {
  readonly location?: Maybe<Location>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type InventoryFilter = {
  readonly inStock?: InputMaybe<Scalars['Boolean']['input']>;
  readonly locationCode?: InputMaybe<Scalars['String']['input']>;
  readonly locationId?: InputMaybe<Scalars['ID']['input']>;
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  readonly variantId?: InputMaybe<Scalars['ID']['input']>;
};

/** The stock of one variant at one location. */
export type InventoryItem = {
  /** On hand less reserved. */
  readonly available: Scalars['Int']['output'];
  readonly bin?: Maybe<Scalars['String']['output']>;
  readonly buffers: ReadonlyArray<ChannelBuffer>;
  readonly id: Scalars['ID']['output'];
  readonly location: Location;
  readonly onHand: Scalars['Int']['output'];
  readonly reserved: Scalars['Int']['output'];
  /** Pieces that are never sold online: what the count may be wrong by. */
  readonly safetyStock: Scalars['Int']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly variant: ProductVariant;
};

export type InventoryItemConnection = {
  readonly edges: ReadonlyArray<InventoryItemEdge>;
  readonly pageInfo: PageInfo;
};

export type InventoryItemEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: InventoryItem;
};

export type Location = {
  readonly active: Scalars['Boolean']['output'];
  /** Short and unique within the store, such as `MAIN`. */
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly type: LocationType;
};

export type LocationType =
  | 'STORE'
  | 'VIRTUAL'
  | 'WAREHOUSE';

export type Mutation = {
  /** All lines or none, 1 to 1,000. Each line leaves a stock movement. */
  readonly adjustInventory: AdjustInventoryPayload;
  readonly createLocation: CreateLocationPayload;
};


export type MutationAdjustInventoryArgs = {
  input: AdjustInventoryInput;
};


export type MutationCreateLocationArgs = {
  input: CreateLocationInput;
};

export type OrderLine = {
  readonly id: Scalars['ID']['output'];
  readonly reservations?: Maybe<ReadonlyArray<Reservation>>;
};

export type PageInfo = {
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Product = {
  readonly id: Scalars['ID']['output'];
  /** Whether any variant can be sold online. */
  readonly inStock?: Maybe<Scalars['Boolean']['output']>;
};

export type ProductVariant = {
  readonly availability?: Maybe<Availability>;
  readonly id: Scalars['ID']['output'];
  readonly inventoryItems?: Maybe<ReadonlyArray<InventoryItem>>;
  /** Newest first. `first` is 1 to 250. */
  readonly stockMovements?: Maybe<StockMovementConnection>;
};


export type ProductVariantAvailabilityArgs = {
  channel?: Scalars['String']['input'];
};


export type ProductVariantStockMovementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type Query = {
  /** What could be sold now, for the other subgraphs. At most 250 ids; the answer has one entry for each, in order. */
  readonly availableToSell: ReadonlyArray<Availability>;
  /** `first` is 1 to 250. */
  readonly inventoryItems?: Maybe<InventoryItemConnection>;
  readonly locations?: Maybe<ReadonlyArray<Location>>;
};


export type QueryAvailableToSellArgs = {
  channel: Scalars['String']['input'];
  variantIds: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryInventoryItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InventoryFilter>;
  first?: Scalars['Int']['input'];
};

export type Reservation = {
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly locationCode: Scalars['String']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly status: ReservationStatus;
};

export type ReservationStatus =
  /** Shipped. */
  | 'COMMITTED'
  | 'EXPIRED'
  | 'HELD'
  /** Given back because the order was cancelled. */
  | 'RELEASED';

export type StockMovement = {
  /** Who did it: a staff member's subject, or `system`. */
  readonly actor: Scalars['String']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly location: Location;
  readonly onHandAfter: Scalars['Int']['output'];
  /** Signed: what on hand changed by. The sum of an item's movements is its on hand. */
  readonly quantity: Scalars['Int']['output'];
  readonly reason: StockReason;
  /** An order's number, a delivery note. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  readonly type: StockMovementType;
};

export type StockMovementConnection = {
  readonly edges: ReadonlyArray<StockMovementEdge>;
  readonly pageInfo: PageInfo;
};

export type StockMovementEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: StockMovement;
};

export type StockMovementType =
  | 'IN'
  | 'OUT'
  | 'TRANSFER';

export type StockReason =
  /** A correction, such as after a count. */
  | 'ADJUSTMENT'
  | 'DAMAGE'
  | 'RESTOCK'
  | 'RETURN'
  | 'SALE'
  | 'TRANSFER';

export type UserError = {
  readonly code: UserErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  /** The idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The pieces are not there, or are reserved for orders. */
  | 'INSUFFICIENT_STOCK'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'REQUIRED'
  | 'TAKEN'
  | 'TOO_MANY';



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
  InventoryItem: InventoryItem;
  Location: Location;
  OrderLine: OrderLine;
  Product: Product;
  ProductVariant: ProductVariant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChannelListing:
    ( { __typename: 'ChannelListing' }
    & GraphQLRecursivePick<FederationTypes['ChannelListing'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['ChannelListing'], {"listed":true}> ) );
  InventoryItem:
    ( { __typename: 'InventoryItem' }
    & GraphQLRecursivePick<FederationTypes['InventoryItem'], {"id":true}> );
  Location:
    ( { __typename: 'Location' }
    & GraphQLRecursivePick<FederationTypes['Location'], {"id":true}> );
  OrderLine:
    ( { __typename: 'OrderLine' }
    & GraphQLRecursivePick<FederationTypes['OrderLine'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdjustInventoryInput: ResolverTypeWrapper<Partial<AdjustInventoryInput>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  AdjustInventoryLineInput: ResolverTypeWrapper<Partial<AdjustInventoryLineInput>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  AdjustInventoryPayload: ResolverTypeWrapper<AdjustInventoryParent>;
  Availability: ResolverTypeWrapper<Partial<Availability>>;
  CacheControlScope: ResolverTypeWrapper<Partial<CacheControlScope>>;
  ChannelBuffer: ResolverTypeWrapper<Partial<ChannelBuffer>>;
  ChannelListing: ResolverTypeWrapper<ListingReference>;
  CreateLocationInput: ResolverTypeWrapper<Partial<CreateLocationInput>>;
  CreateLocationPayload: ResolverTypeWrapper<Partial<CreateLocationPayload>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  InventoryFilter: ResolverTypeWrapper<Partial<InventoryFilter>>;
  InventoryItem: ResolverTypeWrapper<ItemParent>;
  InventoryItemConnection: ResolverTypeWrapper<ItemConnectionParent>;
  InventoryItemEdge: ResolverTypeWrapper<ItemEdgeParent>;
  Location: ResolverTypeWrapper<Partial<Location>>;
  LocationType: ResolverTypeWrapper<Partial<LocationType>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderLine: ResolverTypeWrapper<EntityReference>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Product: ResolverTypeWrapper<EntityReference>;
  ProductVariant: ResolverTypeWrapper<EntityReference>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Reservation: ResolverTypeWrapper<Partial<Reservation>>;
  ReservationStatus: ResolverTypeWrapper<Partial<ReservationStatus>>;
  StockMovement: ResolverTypeWrapper<MovementParent>;
  StockMovementConnection: ResolverTypeWrapper<MovementConnectionParent>;
  StockMovementEdge: ResolverTypeWrapper<MovementEdgeParent>;
  StockMovementType: ResolverTypeWrapper<Partial<StockMovementType>>;
  StockReason: ResolverTypeWrapper<Partial<StockReason>>;
  UserError: ResolverTypeWrapper<Partial<UserError>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdjustInventoryInput: Partial<AdjustInventoryInput>;
  String: Partial<Scalars['String']['output']>;
  AdjustInventoryLineInput: Partial<AdjustInventoryLineInput>;
  ID: Partial<Scalars['ID']['output']>;
  AdjustInventoryPayload: AdjustInventoryParent;
  Availability: Partial<Availability>;
  ChannelBuffer: Partial<ChannelBuffer>;
  ChannelListing: ListingReference;
  CreateLocationInput: Partial<CreateLocationInput>;
  CreateLocationPayload: Partial<CreateLocationPayload>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  InventoryFilter: Partial<InventoryFilter>;
  InventoryItem: ItemParent;
  InventoryItemConnection: ItemConnectionParent;
  InventoryItemEdge: ItemEdgeParent;
  Location: Partial<Location | FederationReferenceTypes['Location']>;
  Mutation: Record<PropertyKey, never>;
  OrderLine: EntityReference;
  PageInfo: Partial<PageInfo>;
  Product: EntityReference;
  ProductVariant: EntityReference;
  Query: Record<PropertyKey, never>;
  Reservation: Partial<Reservation>;
  StockMovement: MovementParent;
  StockMovementConnection: MovementConnectionParent;
  StockMovementEdge: MovementEdgeParent;
  UserError: Partial<UserError>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Int: Partial<Scalars['Int']['output']>;
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdjustInventoryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdjustInventoryPayload'] = ResolversParentTypes['AdjustInventoryPayload']> = {
  items?: Resolver<Maybe<ReadonlyArray<ResolversTypes['InventoryItem']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AvailabilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  availableToSell?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inStock?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lowStock?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ChannelBufferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelBuffer'] = ResolversParentTypes['ChannelBuffer']> = {
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChannelListingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelListing'] = ResolversParentTypes['ChannelListing'], FederationReferenceType extends FederationReferenceTypes['ChannelListing'] = FederationReferenceTypes['ChannelListing']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChannelListing']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType, RequireFields<ChannelListingAvailabilityArgs, 'channel'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CreateLocationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateLocationPayload'] = ResolversParentTypes['CreateLocationPayload']> = {
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type InventoryItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventoryItem'] = ResolversParentTypes['InventoryItem'], FederationReferenceType extends FederationReferenceTypes['InventoryItem'] = FederationReferenceTypes['InventoryItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['InventoryItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  buffers?: Resolver<ReadonlyArray<ResolversTypes['ChannelBuffer']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  safetyStock?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type InventoryItemConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventoryItemConnection'] = ResolversParentTypes['InventoryItemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InventoryItemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InventoryItemEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventoryItemEdge'] = ResolversParentTypes['InventoryItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['InventoryItem'], ParentType, ContextType>;
};

export type LocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location'], FederationReferenceType extends FederationReferenceTypes['Location'] = FederationReferenceTypes['Location']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Location']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LocationType'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  adjustInventory?: Resolver<ResolversTypes['AdjustInventoryPayload'], ParentType, ContextType, RequireFields<MutationAdjustInventoryArgs, 'input'>>;
  createLocation?: Resolver<ResolversTypes['CreateLocationPayload'], ParentType, ContextType, RequireFields<MutationCreateLocationArgs, 'input'>>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine'], FederationReferenceType extends FederationReferenceTypes['OrderLine'] = FederationReferenceTypes['OrderLine']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OrderLine']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reservations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Reservation']>>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inStock?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType, RequireFields<ProductVariantAvailabilityArgs, 'channel'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inventoryItems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['InventoryItem']>>, ParentType, ContextType>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, RequireFields<ProductVariantStockMovementsArgs, 'first'>>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  availableToSell?: Resolver<ReadonlyArray<ResolversTypes['Availability']>, ParentType, ContextType, RequireFields<QueryAvailableToSellArgs, 'channel' | 'variantIds'>>;
  inventoryItems?: Resolver<Maybe<ResolversTypes['InventoryItemConnection']>, ParentType, ContextType, RequireFields<QueryInventoryItemsArgs, 'first'>>;
  locations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Location']>>, ParentType, ContextType>;
};

export type ReservationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  locationCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReservationStatus'], ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  onHandAfter?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['StockReason'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['StockMovementType'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdjustInventoryPayload?: AdjustInventoryPayloadResolvers<ContextType>;
  Availability?: AvailabilityResolvers<ContextType>;
  ChannelBuffer?: ChannelBufferResolvers<ContextType>;
  ChannelListing?: ChannelListingResolvers<ContextType>;
  CreateLocationPayload?: CreateLocationPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  InventoryItem?: InventoryItemResolvers<ContextType>;
  InventoryItemConnection?: InventoryItemConnectionResolvers<ContextType>;
  InventoryItemEdge?: InventoryItemEdgeResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};

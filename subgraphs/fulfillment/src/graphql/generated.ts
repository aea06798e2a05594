import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { BatchRow, StopRow, ShipmentRow } from '../persistence/rows.ts';
import type { BatchConnectionParent, BatchEdgeParent, PickListParent, EntityReference, BatchPayloadParent, ShipmentPayloadParent } from './parents.ts';
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

export type BatchStatus =
  | 'COMPLETED'
  | 'OPEN'
  /** Every stop is picked or short. */
  | 'PICKED'
  | 'PICKING';

export type BuyShippingLabelPayload = {
  readonly shipment?: Maybe<Shipment>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type CreateFulfillmentBatchInput = {
  readonly assignedTo?: InputMaybe<Scalars['String']['input']>;
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly orderIds: ReadonlyArray<Scalars['ID']['input']>;
};

export type CreateFulfillmentBatchPayload = {
  readonly batch?: Maybe<FulfillmentBatch>;
  readonly userErrors: ReadonlyArray<UserError>;
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

export type FulfillmentBatch = {
  readonly assignedTo?: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly number: Scalars['String']['output'];
  readonly orders: ReadonlyArray<Order>;
  readonly pickList: PickList;
  readonly status: BatchStatus;
};

export type FulfillmentBatchConnection = {
  readonly edges: ReadonlyArray<FulfillmentBatchEdge>;
  readonly pageInfo: PageInfo;
};

export type FulfillmentBatchEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: FulfillmentBatch;
};

export type Location = {
  readonly id: Scalars['ID']['output'];
};

export type MarkShippedPayload = {
  readonly shipment?: Maybe<Shipment>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Money = {
  readonly amount: Scalars['Int']['output'];
  readonly currency: CurrencyCode;
};

export type Mutation = {
  /** Left out, `rateId` is the cheapest. A shipment that has a label keeps it. */
  readonly buyShippingLabel: BuyShippingLabelPayload;
  /** Opens a wave of 1 to 100 orders and lays out the walk through the bins. The same idempotency key gives the same batch. */
  readonly createFulfillmentBatch: CreateFulfillmentBatchPayload;
  /** Handed to the carrier. Done twice, it is done once. */
  readonly markShipped: MarkShippedPayload;
  readonly packOrder: PackOrderPayload;
  /** What was taken at each stop, as a count and not a difference: sending it again changes nothing. */
  readonly recordPicks: RecordPicksPayload;
};


export type MutationBuyShippingLabelArgs = {
  rateId?: InputMaybe<Scalars['ID']['input']>;
  shipmentId: Scalars['ID']['input'];
};


export type MutationCreateFulfillmentBatchArgs = {
  input: CreateFulfillmentBatchInput;
};


export type MutationMarkShippedArgs = {
  shipmentId: Scalars['ID']['input'];
};


export type MutationPackOrderArgs = {
  input: PackOrderInput;
};


export type MutationRecordPicksArgs = {
  input: RecordPicksInput;
};

export type Order = {
  readonly id: Scalars['ID']['output'];
  readonly shipments?: Maybe<ReadonlyArray<Shipment>>;
};

export type PackLineInput = {
  readonly orderLineId: Scalars['ID']['input'];
  readonly quantity: Scalars['Int']['input'];
};

export type PackOrderInput = {
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Left out: all that is picked and not packed. */
  readonly lines?: InputMaybe<ReadonlyArray<PackLineInput>>;
  readonly orderId: Scalars['ID']['input'];
  /** 1 to 100,000. */
  readonly weightGrams: Scalars['Int']['input'];
};

export type PackOrderPayload = {
  readonly shipment?: Maybe<Shipment>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type PageInfo = {
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Name the stop by `stopId` or by its `sequence`. */
export type PickInput = {
  readonly pickedQuantity: Scalars['Int']['input'];
  readonly sequence?: InputMaybe<Scalars['Int']['input']>;
  /** There are no more: what is missing is reported as short. */
  readonly short?: InputMaybe<Scalars['Boolean']['input']>;
  readonly stopId?: InputMaybe<Scalars['ID']['input']>;
};

export type PickList = {
  /** An estimate: 20 s to start, 8 s a stop, 3 s a piece. */
  readonly estimatedSeconds: Scalars['Int']['output'];
  /** In walking order: location, then bin. */
  readonly stops: ReadonlyArray<PickStop>;
};

export type PickStop = {
  readonly bin?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly location: Location;
  readonly orderIds: ReadonlyArray<Scalars['ID']['output']>;
  readonly pickedQuantity: Scalars['Int']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly sequence: Scalars['Int']['output'];
  /** Fewer were there than asked for. */
  readonly short: Scalars['Boolean']['output'];
  readonly variant: ProductVariant;
};

export type ProductVariant = {
  readonly id: Scalars['ID']['output'];
};

export type Query = {
  readonly fulfillmentBatch?: Maybe<FulfillmentBatch>;
  /** Newest first. `first` is 1 to 100. */
  readonly fulfillmentBatches?: Maybe<FulfillmentBatchConnection>;
};


export type QueryFulfillmentBatchArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFulfillmentBatchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  status?: InputMaybe<BatchStatus>;
};

export type RecordPicksInput = {
  readonly batchId: Scalars['ID']['input'];
  readonly picks: ReadonlyArray<PickInput>;
};

export type RecordPicksPayload = {
  readonly batch?: Maybe<FulfillmentBatch>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Shipment = {
  readonly carrier?: Maybe<Scalars['String']['output']>;
  readonly cost?: Maybe<Money>;
  readonly deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** A printable label, as an address that needs no sign-in. */
  readonly labelUrl?: Maybe<Scalars['String']['output']>;
  readonly lines: ReadonlyArray<ShipmentLine>;
  readonly order: Order;
  readonly packedAt: Scalars['DateTime']['output'];
  readonly rates?: Maybe<ReadonlyArray<ShippingRate>>;
  readonly service?: Maybe<Scalars['String']['output']>;
  readonly shippedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly status: ShipmentStatus;
  readonly trackingEvents: ReadonlyArray<TrackingEvent>;
  readonly trackingNumber?: Maybe<Scalars['String']['output']>;
  readonly trackingUrl?: Maybe<Scalars['String']['output']>;
  readonly weightGrams: Scalars['Int']['output'];
};

export type ShipmentLine = {
  readonly orderLineId: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
};

export type ShipmentStatus =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'LABELED'
  | 'PACKED'
  | 'SHIPPED';

export type ShippingRate = {
  readonly carrier: Scalars['String']['output'];
  readonly cost: Money;
  readonly days: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly service: Scalars['String']['output'];
};

export type TrackingEvent = {
  readonly at: Scalars['DateTime']['output'];
  readonly description: Scalars['String']['output'];
  readonly location?: Maybe<Scalars['String']['output']>;
  readonly status: Scalars['String']['output'];
};

export type UserError = {
  readonly code: UserErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  /** The carrier did not answer or refused; nothing was bought. Try again. */
  | 'CARRIER_UNAVAILABLE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID'
  /** The shipment is past the point where this can be done. */
  | 'NOT_ALLOWED_NOW'
  | 'NOT_FOUND'
  /** The order is not confirmed, is being cancelled, or is in another batch. */
  | 'NOT_READY'
  | 'REQUIRED'
  | 'TOO_MANY'
  /** More than was ordered, picked or is left. */
  | 'TOO_MUCH';



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
  FulfillmentBatch: FulfillmentBatch;
  Order: Order;
  Shipment: Shipment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  FulfillmentBatch:
    ( { __typename: 'FulfillmentBatch' }
    & GraphQLRecursivePick<FederationTypes['FulfillmentBatch'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Shipment:
    ( { __typename: 'Shipment' }
    & GraphQLRecursivePick<FederationTypes['Shipment'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BatchStatus: ResolverTypeWrapper<Partial<BatchStatus>>;
  BuyShippingLabelPayload: ResolverTypeWrapper<ShipmentPayloadParent>;
  CreateFulfillmentBatchInput: ResolverTypeWrapper<Partial<CreateFulfillmentBatchInput>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  CreateFulfillmentBatchPayload: ResolverTypeWrapper<BatchPayloadParent>;
  CurrencyCode: ResolverTypeWrapper<Partial<CurrencyCode>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  FulfillmentBatch: ResolverTypeWrapper<BatchRow>;
  FulfillmentBatchConnection: ResolverTypeWrapper<BatchConnectionParent>;
  FulfillmentBatchEdge: ResolverTypeWrapper<BatchEdgeParent>;
  Location: ResolverTypeWrapper<EntityReference>;
  MarkShippedPayload: ResolverTypeWrapper<ShipmentPayloadParent>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<EntityReference>;
  PackLineInput: ResolverTypeWrapper<Partial<PackLineInput>>;
  PackOrderInput: ResolverTypeWrapper<Partial<PackOrderInput>>;
  PackOrderPayload: ResolverTypeWrapper<ShipmentPayloadParent>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  PickInput: ResolverTypeWrapper<Partial<PickInput>>;
  PickList: ResolverTypeWrapper<PickListParent>;
  PickStop: ResolverTypeWrapper<StopRow>;
  ProductVariant: ResolverTypeWrapper<EntityReference>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordPicksInput: ResolverTypeWrapper<Partial<RecordPicksInput>>;
  RecordPicksPayload: ResolverTypeWrapper<BatchPayloadParent>;
  Shipment: ResolverTypeWrapper<ShipmentRow>;
  ShipmentLine: ResolverTypeWrapper<Partial<ShipmentLine>>;
  ShipmentStatus: ResolverTypeWrapper<Partial<ShipmentStatus>>;
  ShippingRate: ResolverTypeWrapper<Partial<ShippingRate>>;
  TrackingEvent: ResolverTypeWrapper<Partial<TrackingEvent>>;
  UserError: ResolverTypeWrapper<Partial<UserError>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BuyShippingLabelPayload: ShipmentPayloadParent;
  CreateFulfillmentBatchInput: Partial<CreateFulfillmentBatchInput>;
  String: Partial<Scalars['String']['output']>;
  ID: Partial<Scalars['ID']['output']>;
  CreateFulfillmentBatchPayload: BatchPayloadParent;
  DateTime: Partial<Scalars['DateTime']['output']>;
  FulfillmentBatch: BatchRow;
  FulfillmentBatchConnection: BatchConnectionParent;
  FulfillmentBatchEdge: BatchEdgeParent;
  Location: EntityReference;
  MarkShippedPayload: ShipmentPayloadParent;
  Money: Partial<Money>;
  Int: Partial<Scalars['Int']['output']>;
  Mutation: Record<PropertyKey, never>;
  Order: EntityReference;
  PackLineInput: Partial<PackLineInput>;
  PackOrderInput: Partial<PackOrderInput>;
  PackOrderPayload: ShipmentPayloadParent;
  PageInfo: Partial<PageInfo>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  PickInput: Partial<PickInput>;
  PickList: PickListParent;
  PickStop: StopRow;
  ProductVariant: EntityReference;
  Query: Record<PropertyKey, never>;
  RecordPicksInput: Partial<RecordPicksInput>;
  RecordPicksPayload: BatchPayloadParent;
  Shipment: ShipmentRow;
  ShipmentLine: Partial<ShipmentLine>;
  ShippingRate: Partial<ShippingRate>;
  TrackingEvent: Partial<TrackingEvent>;
  UserError: Partial<UserError>;
};

export type BuyShippingLabelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuyShippingLabelPayload'] = ResolversParentTypes['BuyShippingLabelPayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateFulfillmentBatchPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateFulfillmentBatchPayload'] = ResolversParentTypes['CreateFulfillmentBatchPayload']> = {
  batch?: Resolver<Maybe<ResolversTypes['FulfillmentBatch']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FulfillmentBatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfillmentBatch'] = ResolversParentTypes['FulfillmentBatch'], FederationReferenceType extends FederationReferenceTypes['FulfillmentBatch'] = FederationReferenceTypes['FulfillmentBatch']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FulfillmentBatch']> | FederationReferenceType, FederationReferenceType, ContextType>;
  assignedTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orders?: Resolver<ReadonlyArray<ResolversTypes['Order']>, ParentType, ContextType>;
  pickList?: Resolver<ResolversTypes['PickList'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BatchStatus'], ParentType, ContextType>;
};

export type FulfillmentBatchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfillmentBatchConnection'] = ResolversParentTypes['FulfillmentBatchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FulfillmentBatchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FulfillmentBatchEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfillmentBatchEdge'] = ResolversParentTypes['FulfillmentBatchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FulfillmentBatch'], ParentType, ContextType>;
};

export type LocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MarkShippedPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkShippedPayload'] = ResolversParentTypes['MarkShippedPayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  buyShippingLabel?: Resolver<ResolversTypes['BuyShippingLabelPayload'], ParentType, ContextType, RequireFields<MutationBuyShippingLabelArgs, 'shipmentId'>>;
  createFulfillmentBatch?: Resolver<ResolversTypes['CreateFulfillmentBatchPayload'], ParentType, ContextType, RequireFields<MutationCreateFulfillmentBatchArgs, 'input'>>;
  markShipped?: Resolver<ResolversTypes['MarkShippedPayload'], ParentType, ContextType, RequireFields<MutationMarkShippedArgs, 'shipmentId'>>;
  packOrder?: Resolver<ResolversTypes['PackOrderPayload'], ParentType, ContextType, RequireFields<MutationPackOrderArgs, 'input'>>;
  recordPicks?: Resolver<ResolversTypes['RecordPicksPayload'], ParentType, ContextType, RequireFields<MutationRecordPicksArgs, 'input'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shipments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Shipment']>>, ParentType, ContextType>;
};

export type PackOrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackOrderPayload'] = ResolversParentTypes['PackOrderPayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PickListResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PickList'] = ResolversParentTypes['PickList']> = {
  estimatedSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stops?: Resolver<ReadonlyArray<ResolversTypes['PickStop']>, ParentType, ContextType>;
};

export type PickStopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PickStop'] = ResolversParentTypes['PickStop']> = {
  bin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  orderIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  pickedQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  short?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  fulfillmentBatch?: Resolver<Maybe<ResolversTypes['FulfillmentBatch']>, ParentType, ContextType, RequireFields<QueryFulfillmentBatchArgs, 'id'>>;
  fulfillmentBatches?: Resolver<Maybe<ResolversTypes['FulfillmentBatchConnection']>, ParentType, ContextType, RequireFields<QueryFulfillmentBatchesArgs, 'first'>>;
};

export type RecordPicksPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordPicksPayload'] = ResolversParentTypes['RecordPicksPayload']> = {
  batch?: Resolver<Maybe<ResolversTypes['FulfillmentBatch']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ShipmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shipment'] = ResolversParentTypes['Shipment'], FederationReferenceType extends FederationReferenceTypes['Shipment'] = FederationReferenceTypes['Shipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Shipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  labelUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ShipmentLine']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  packedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rates?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ShippingRate']>>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shippedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
  trackingEvents?: Resolver<ReadonlyArray<ResolversTypes['TrackingEvent']>, ParentType, ContextType>;
  trackingNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trackingUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weightGrams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ShipmentLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShipmentLine'] = ResolversParentTypes['ShipmentLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ShippingRateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShippingRate'] = ResolversParentTypes['ShippingRate']> = {
  carrier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TrackingEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrackingEvent'] = ResolversParentTypes['TrackingEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  BuyShippingLabelPayload?: BuyShippingLabelPayloadResolvers<ContextType>;
  CreateFulfillmentBatchPayload?: CreateFulfillmentBatchPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  FulfillmentBatch?: FulfillmentBatchResolvers<ContextType>;
  FulfillmentBatchConnection?: FulfillmentBatchConnectionResolvers<ContextType>;
  FulfillmentBatchEdge?: FulfillmentBatchEdgeResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  MarkShippedPayload?: MarkShippedPayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PackOrderPayload?: PackOrderPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PickList?: PickListResolvers<ContextType>;
  PickStop?: PickStopResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordPicksPayload?: RecordPicksPayloadResolvers<ContextType>;
  Shipment?: ShipmentResolvers<ContextType>;
  ShipmentLine?: ShipmentLineResolvers<ContextType>;
  ShippingRate?: ShippingRateResolvers<ContextType>;
  TrackingEvent?: TrackingEventResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};


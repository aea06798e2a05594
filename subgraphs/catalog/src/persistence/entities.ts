import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type {
  CardRow,
  CardSetRow,
  GameRow,
  ImportJobRow,
  ImportProblemRow,
  PrintRow,
  ProductRow,
  VariantRow,
} from './rows.ts';

const key = { type: 'uuid', primary: true } as const;
const uuid = { type: 'uuid' } as const;
const text = { type: 'text' } as const;
const maybe = { type: 'text', nullable: true } as const;
const integer = { type: 'integer' } as const;

/** A column whose name in the database is not the property's. */
function named<T extends EntitySchemaColumnOptions>(name: string, column: T) {
  return { ...column, name };
}

export const Game = new EntitySchema<GameRow>({
  name: 'Game',
  tableName: 'games',
  columns: {
    id: key,
    code: text,
    name: text,
    position: integer,
    cardSetCount: named('card_set_count', integer),
    cardCount: named('card_count', integer),
  },
});

export const CardSet = new EntitySchema<CardSetRow>({
  name: 'CardSet',
  tableName: 'card_sets',
  columns: {
    id: key,
    gameId: named('game_id', uuid),
    code: text,
    name: text,
    type: maybe,
    releasedOn: { type: 'date', name: 'released_on', nullable: true },
  },
});

export const Card = new EntitySchema<CardRow>({
  name: 'Card',
  tableName: 'cards',
  columns: {
    id: key,
    gameId: named('game_id', uuid),
    name: text,
    typeLine: named('type_line', maybe),
    rulesText: named('rules_text', maybe),
    attributes: { type: 'jsonb' },
    legalities: { type: 'jsonb' },
  },
});

export const Print = new EntitySchema<PrintRow>({
  name: 'Print',
  tableName: 'prints',
  columns: {
    id: key,
    gameId: named('game_id', uuid),
    cardId: named('card_id', uuid),
    setId: named('set_id', uuid),
    collectorNumber: named('collector_number', text),
    skuNumber: named('sku_number', text),
    numberSort: named('number_sort', integer),
    rarity: maybe,
    language: text,
    finishes: { type: 'text', array: true },
    firstEdition: { type: 'boolean', name: 'first_edition' },
    variation: maybe,
    artist: maybe,
    releasedAt: { type: 'date', name: 'released_at', nullable: true },
    imageSmall: named('image_small', maybe),
    imageNormal: named('image_normal', maybe),
    imageLarge: named('image_large', maybe),
  },
});

export const Product = new EntitySchema<ProductRow>({
  name: 'Product',
  tableName: 'products',
  columns: {
    id: key,
    tenantId: named('tenant_id', uuid),
    handle: text,
    title: text,
    titleChosen: { type: 'boolean', name: 'title_chosen' },
    kind: text,
    status: text,
    description: maybe,
    vendor: maybe,
    tags: { type: 'text', array: true },
    printId: { type: 'uuid', name: 'print_id', nullable: true },
    singles: { type: 'boolean' },
    skuNumber: named('sku_number', maybe),
    version: { type: 'bigint' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
  },
});

export const ProductVariant = new EntitySchema<VariantRow>({
  name: 'ProductVariant',
  tableName: 'product_variants',
  columns: {
    id: key,
    tenantId: named('tenant_id', uuid),
    productId: named('product_id', uuid),
    position: integer,
    sku: text,
    title: text,
    condition: maybe,
    finish: maybe,
    edition: maybe,
    language: maybe,
    gradeCompany: named('grade_company', maybe),
    grade: maybe,
    certNumber: named('cert_number', maybe),
    barcode: maybe,
    weightGrams: { type: 'integer', name: 'weight_grams', nullable: true },
  },
});

export const ImportJob = new EntitySchema<ImportJobRow>({
  name: 'ImportJob',
  tableName: 'import_jobs',
  columns: {
    id: key,
    tenantId: named('tenant_id', uuid),
    game: text,
    source: text,
    path: text,
    status: text,
    processed: integer,
    created: integer,
    updated: integer,
    skipped: integer,
    failed: integer,
    total: { type: 'integer', nullable: true },
    checkpoint: { type: 'jsonb', nullable: true },
    leftOut: { type: 'jsonb', name: 'left_out' },
    bytesRead: { type: 'bigint', name: 'bytes_read' },
    bytesTotal: { type: 'bigint', name: 'bytes_total' },
    startedBy: named('started_by', text),
    correlationId: named('correlation_id', text),
    createdAt: { type: 'timestamptz', name: 'created_at' },
    startedAt: { type: 'timestamptz', name: 'started_at', nullable: true },
    finishedAt: { type: 'timestamptz', name: 'finished_at', nullable: true },
  },
});

export const ImportProblem = new EntitySchema<ImportProblemRow>({
  name: 'ImportProblem',
  tableName: 'import_problems',
  columns: {
    tenantId: named('tenant_id', uuid),
    jobId: { type: 'uuid', name: 'job_id', primary: true },
    position: { type: 'integer', primary: true },
    file: text,
    line: { type: 'integer', nullable: true },
    recordId: named('record_id', maybe),
    message: text,
  },
});

export const ENTITIES = [Game, CardSet, Card, Print, Product, ProductVariant, ImportJob, ImportProblem];

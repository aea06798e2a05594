import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a store brings what it has as a stock file: its lines are matched to printings, looked at by a person, and applied; a job beside the imports, in the same queue.
 * Locks `import_queue` for milliseconds. The previous release runs on the new schema, but would give a stock file up that it takes up.
 */
export class StockImports1796000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of TABLES) for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM import_queue WHERE kind = 'STOCK'`);
    await runner.query(kinds(`'IMPORT', 'LISTING'`));
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}

const TABLES = ['stock_matches', 'stock_import_lines', 'stock_import_parts', 'stock_imports'];

const kinds = (list: string) =>
  `ALTER TABLE import_queue DROP CONSTRAINT import_queue_kind_check,
     ADD CONSTRAINT import_queue_kind_check CHECK (kind IN (${list})) NOT VALID`;

const STATEMENTS = [
  kinds(`'IMPORT', 'LISTING', 'STOCK'`),
  `CREATE TABLE stock_imports (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN
      ('RECEIVING', 'QUEUED', 'READING', 'REVIEW', 'APPLYING', 'APPLIED', 'FAILED', 'CANCELLED')),
    file_name text NOT NULL,
    location_id uuid NOT NULL,
    takes_prices boolean NOT NULL,
    -- Characters of the file, and those of the parts that are read.
    size_total integer NOT NULL DEFAULT 0,
    size_read integer NOT NULL DEFAULT 0,
    -- The last line that is read, from 1; where reading goes on.
    last_line integer NOT NULL DEFAULT 0,
    processed integer NOT NULL DEFAULT 0,
    unknown_columns text[] NOT NULL DEFAULT '{}',
    -- Of the whole file, once it is read: SHA-256 in hexadecimal.
    digest text,
    problem text,
    started_by text NOT NULL,
    -- Who applied it last.
    applied_by text,
    correlation_id text NOT NULL,
    created_at timestamptz NOT NULL,
    -- When it was first applied.
    applied_at timestamptz,
    finished_at timestamptz,
    UNIQUE (tenant_id, id)
  )`,
  // The same file is applied to a location once.
  'CREATE UNIQUE INDEX stock_imports_applied ON stock_imports (tenant_id, location_id, digest) WHERE applied_at IS NOT NULL',
  `CREATE TABLE stock_import_parts (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    position integer NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (import_id, position),
    FOREIGN KEY (tenant_id, import_id) REFERENCES stock_imports (tenant_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE stock_import_lines (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line integer NOT NULL,
    status text NOT NULL CHECK (status IN
      ('EXACT', 'LIKELY', 'CONFIRMED', 'DOUBTFUL', 'UNMATCHED', 'INVALID', 'EMPTY', 'REJECTED')),
    -- What the file says, for people.
    texts jsonb NOT NULL,
    -- What it means; null where that is not known.
    condition text,
    finish text,
    edition text,
    quantity integer,
    counted boolean,
    price_minor integer,
    confidence real,
    -- The printing that it stands for.
    print_id uuid REFERENCES prints (id),
    -- [{printId, confidence}], best first.
    candidates jsonb NOT NULL DEFAULT '[]',
    problem text,
    applied_at timestamptz,
    PRIMARY KEY (import_id, line),
    FOREIGN KEY (tenant_id, import_id) REFERENCES stock_imports (tenant_id, id) ON DELETE CASCADE,
    CHECK ((status IN ('EXACT', 'LIKELY', 'CONFIRMED')) = (print_id IS NOT NULL)),
    CHECK (print_id IS NULL OR num_nulls(condition, finish, edition, quantity, counted) = 0)
  )`,
  'CREATE INDEX stock_lines_of_status ON stock_import_lines (tenant_id, import_id, status, line)',
  `CREATE INDEX stock_lines_of_copy ON stock_import_lines (tenant_id, import_id, print_id, condition, finish, edition)
    WHERE print_id IS NOT NULL`,
  `CREATE INDEX stock_lines_to_apply ON stock_import_lines (tenant_id, import_id, print_id, condition, finish, edition)
    WHERE print_id IS NOT NULL AND applied_at IS NULL`,
  // What a store has found TCGplayer's ids to mean.
  `CREATE TABLE stock_matches (
    tenant_id uuid NOT NULL,
    tcgplayer_id text NOT NULL,
    print_id uuid NOT NULL REFERENCES prints (id),
    condition text NOT NULL,
    finish text NOT NULL,
    edition text NOT NULL,
    PRIMARY KEY (tenant_id, tcgplayer_id)
  )`,
];

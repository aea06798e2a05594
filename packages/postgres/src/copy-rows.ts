import type pg from 'pg';
import type { EntityManager } from 'typeorm';

/** What the driver calls while it works off a statement of another kind than its own; it has no type for it. */
interface CopyStatement {
  readonly text: string;
  callback(error: Error | null): void;
  submit(connection: WireConnection): void;
  handleCopyInResponse(connection: WireConnection): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

interface WireConnection {
  query(text: string): void;
  sendCopyFromChunk(rows: Uint8Array): void;
  endCopyFrom(): void;
}

/**
 * Sends rows by `COPY … FROM STDIN`, the fastest way in: PostgreSQL writes a page of them at a time, where an `INSERT` writes each by itself. For tables
 * without row-level security, which PostgreSQL refuses here. `sql`: the whole command; `rows`: as it reads them. Throws what PostgreSQL says of them.
 */
export async function copyRows(tx: EntityManager, sql: string, rows: Uint8Array): Promise<void> {
  const { queryRunner } = tx;
  if (!queryRunner) throw new TypeError('rows are copied within a transaction');
  const connection = (await queryRunner.connect()) as pg.PoolClient;
  tx.connection.logger.logQuery(sql, undefined, queryRunner);
  await new Promise<void>((resolve, reject) => {
    const statement: CopyStatement = {
      text: sql,
      // The driver puts one in its place that ends the time limit as well.
      callback: (error) => (error ? reject(error) : resolve()),
      submit: (to) => to.query(sql),
      handleCopyInResponse(to) {
        to.sendCopyFromChunk(rows);
        to.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery() {
        this.callback(null);
      },
      handleError(error) {
        this.callback(error);
      },
    };
    connection.query(statement as pg.Submittable & CopyStatement);
  });
}

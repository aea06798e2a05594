import type pg from 'pg';
import type { EntityManager } from 'typeorm';

/** What the driver calls while it works off a statement of another kind than its own. */
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
  readonly stream: NodeJS.WritableStream;
  query(text: string): void;
  endCopyFrom(): void;
}

/** `d`, and how long the message is, itself included: https://www.postgresql.org/docs/current/protocol-message-formats.html. */
const COPY_DATA = 0x64;
const HEADER_BYTES = 5;

/**
 * Sends rows by `COPY … FROM STDIN`, the fastest way in: PostgreSQL writes a page of them at a time, where an `INSERT` writes each by itself. For tables
 * without row-level security, which PostgreSQL refuses here. `sql`: the whole command; `rows`: as it reads them, which are the caller's again
 * when they are in. Throws what PostgreSQL says of them.
 */
export async function copyRows(tx: EntityManager, sql: string, rows: Uint8Array): Promise<void> {
  const { queryRunner } = tx;
  if (!queryRunner) throw new TypeError('rows are copied within a transaction');
  const connection = (await queryRunner.connect()) as pg.PoolClient;
  tx.dataSource.logger.logQuery(sql, undefined, queryRunner);
  await new Promise<void>((resolve, reject) => {
    const statement: CopyStatement = {
      text: sql,
      // The driver puts one in its place that ends the time limit as well.
      callback: (error) => (error ? reject(error) : resolve()),
      submit: (to) => to.query(sql),
      handleCopyInResponse(to) {
        // Not by the driver, which copies a message together before it sends it.
        const header = Buffer.alloc(HEADER_BYTES);
        header[0] = COPY_DATA;
        header.writeUInt32BE(rows.length + HEADER_BYTES - 1, 1);
        to.stream.write(header);
        to.stream.write(rows);
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

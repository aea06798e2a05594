import type { EntityManager, EntitySchema } from 'typeorm';

/** The columns of an entity's table, each under the name of its property, for a statement that is written by hand. */
export function columnsOf<Row extends object>(
  tx: EntityManager,
  entity: EntitySchema<Row>,
  table: string,
): string {
  return tx.connection
    .getMetadata(entity)
    .columns.map(({ databaseName, propertyName }) => `${table}."${databaseName}" AS "${propertyName}"`)
    .join(', ');
}

/** Rows as JSON under the names of their columns, for `json_populate_recordset`. */
export function recordsOf<Row extends object>(
  tx: EntityManager,
  entity: EntitySchema<Row>,
  rows: readonly Row[],
): string {
  const { columns } = tx.connection.getMetadata(entity);
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        columns.map(({ databaseName, propertyName }) => [databaseName, row[propertyName as keyof Row]]),
      ),
    ),
  );
}

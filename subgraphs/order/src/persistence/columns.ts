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

/** `INSERT` of the rows `r` of a parameter, which `recordsOf` gives, into an entity's table: those that belong to a row of `from`. */
export function insertRecords<Row extends object>(
  tx: EntityManager,
  entity: EntitySchema<Row>,
  parameter: number,
  from: string,
  belongs: string,
): string {
  const { tableName, columns } = tx.connection.getMetadata(entity);
  // By name: columns that the table has beside them keep their defaults.
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const values = columns.map(({ databaseName }) => `r."${databaseName}"`).join(', ');
  return `INSERT INTO ${tableName} (${names}) SELECT ${values}
    FROM ${from} JOIN json_populate_recordset(NULL::${tableName}, $${parameter}::json) AS r ON ${belongs}`;
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

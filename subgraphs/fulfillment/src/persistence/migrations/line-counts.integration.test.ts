import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { migrate, openDatabase } from '@longbox/postgres';
import { emptyDatabase } from '@longbox/testing';
import { MIGRATIONS } from '../schema.ts';
import { LineCounts1794000000100 } from './1794000000100-line-counts.ts';

let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await emptyDatabase('fulfillment'));
});

afterAll(() => drop());

async function open(migrations = MIGRATIONS) {
  const database = await openDatabase({ name: 'fulfillment', url, migrations });
  await migrate(database);
  return database;
}

it('counts what was picked and packed before the columns were there, of every store', async () => {
  const before = await open(MIGRATIONS.filter((migration) => migration !== LineCounts1794000000100));
  const tenants = [newId(), newId()];
  for (const tenant of tenants)
    await before.transaction(tenant, async (tx) => {
      const [fulfillment, line, orderLine, order] = [newId(), newId(), newId(), newId()];
      await tx.query(
        `INSERT INTO fulfillments (id, tenant_id, order_id, order_number, currency, address, status, opened_at)
         VALUES ($1, $2, $3, '1', 'USD', '{}', 'OPEN', now())`,
        [fulfillment, tenant, order],
      );
      await tx.query(
        `INSERT INTO fulfillment_lines (id, tenant_id, fulfillment_id, order_line_id, variant_id, sku, title, quantity)
         VALUES ($1, $2, $3, $4, $1, 'S', 'T', 5)`,
        [line, tenant, fulfillment, orderLine],
      );
      for (const picked of [1, 3])
        await tx.query(
          `INSERT INTO allocations (id, tenant_id, line_id, location_id, location_code, quantity, picked_quantity)
           VALUES ($1, $2, $3, $1, 'MAIN', 3, $4)`,
          [newId(), tenant, line, picked],
        );
      for (const [status, quantity] of [
        ['PACKED', 2],
        ['CANCELLED', 1],
      ]) {
        const shipment = newId();
        await tx.query(
          `INSERT INTO shipments (id, tenant_id, fulfillment_id, order_id, status, weight_grams, currency, packed_at)
           VALUES ($1, $2, $3, $4, $5, 1, 'USD', now())`,
          [shipment, tenant, fulfillment, order, status],
        );
        await tx.query('INSERT INTO shipment_lines VALUES ($1, $2, $3, $4)', [
          shipment,
          tenant,
          orderLine,
          quantity,
        ]);
      }
    });
  await before.close();
  const after = await open();
  for (const tenant of tenants)
    expect(
      await after.read(tenant, (connection) =>
        connection.query<unknown[]>('SELECT picked_quantity, packed_quantity FROM fulfillment_lines'),
      ),
    ).toEqual([{ picked_quantity: 4, packed_quantity: 2 }]);
  await after.close();
});

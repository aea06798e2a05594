import type { EntityManager } from 'typeorm';
import type { Caller } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { CustomerEntity } from './entities.ts';
import type { CustomerRow } from './rows.ts';

/** The customer that the caller is, if it is one that has been here before. */
export async function findCustomer(connection: EntityManager, caller: Caller): Promise<CustomerRow | null> {
  if (caller.kind !== 'customer') return null;
  return connection.findOne(CustomerEntity, {
    where: { tenantId: caller.store.id, subject: caller.subject },
  });
}

/** The id of the customer that the caller is, made when it is new, with the e-mail address that the token gives now; null for others. */
export async function ensureCustomer(
  connection: EntityManager,
  caller: Caller,
  at: Date,
): Promise<CustomerRow | null> {
  if (caller.kind !== 'customer') return null;
  const known = await findCustomer(connection, caller);
  if (known && (caller.email === undefined || known.email === caller.email)) return known;
  const rows: CustomerRow[] = await connection.query(
    `INSERT INTO customers AS known (id, tenant_id, subject, email, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant_id, subject) DO UPDATE SET email = coalesce(excluded.email, known.email)
     RETURNING id, tenant_id AS "tenantId", subject, email, created_at AS "createdAt"`,
    [newId(), caller.store.id, caller.subject, caller.email ?? null, at],
  );
  return rows[0] ?? null;
}

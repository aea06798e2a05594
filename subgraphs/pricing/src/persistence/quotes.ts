import type { EntityManager } from 'typeorm';
import type { CurrencyCode } from '@longbox/money';
import type { Totals } from '../domain/quote.ts';

export interface KeptQuote extends Totals {
  readonly id: string;
  readonly channel: string;
  readonly currency: CurrencyCode;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Kept quotes by id; what was not kept is left out. */
export function keptQuotes(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<KeptQuote[]> {
  return connection.query<KeptQuote[]>(
    `SELECT id, channel, currency, lines, subtotal_minor AS "subtotalMinor", discount_minor AS "discountMinor",
       shipping_minor AS "shippingMinor", tax_minor AS "taxMinor", total_minor AS "totalMinor", created_at AS "createdAt",
       expires_at AS "expiresAt"
     FROM quotes WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tenantId, ids],
  );
}

/** Keeps quotes of a store as they are, in one statement; nothing changes them any more. */
export async function keepQuotes(
  connection: EntityManager,
  tenantId: string,
  quotes: readonly KeptQuote[],
): Promise<void> {
  await connection.query(
    `INSERT INTO quotes (id, tenant_id, channel, currency, lines, subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor,
       created_at, expires_at)
     SELECT id, $1, channel, currency, lines, "subtotalMinor", "discountMinor", "shippingMinor", "taxMinor", "totalMinor",
       "createdAt", "expiresAt"
     FROM json_to_recordset($2::json) AS quote (id uuid, channel text, currency text, lines jsonb, "subtotalMinor" integer,
       "discountMinor" integer, "shippingMinor" integer, "taxMinor" integer, "totalMinor" integer, "createdAt" timestamptz,
       "expiresAt" timestamptz)`,
    [tenantId, JSON.stringify(quotes)],
  );
}

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

/** Keeps a quote as it is; nothing changes it any more. */
export async function keepQuote(tx: EntityManager, tenantId: string, quote: KeptQuote): Promise<void> {
  await tx.query(
    `INSERT INTO quotes (id, tenant_id, channel, currency, lines, subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor,
       created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      quote.id,
      tenantId,
      quote.channel,
      quote.currency,
      JSON.stringify(quote.lines),
      quote.subtotalMinor,
      quote.discountMinor,
      quote.shippingMinor,
      quote.taxMinor,
      quote.totalMinor,
      quote.createdAt,
      quote.expiresAt,
    ],
  );
}

import { parse, type DocumentNode } from 'graphql';
import type { CurrencyCode } from '@longbox/money';
import { askPeer, systemCaller, type Peers } from '@longbox/subgraph';
import type { Pricing, QuoteRequest } from '../application/services.ts';
import type { Quote } from '../domain/quote.ts';

const QUOTE = `{
  id currency
  lines { key unitPrice { amount } total { amount } }
  discounts { code title amount { amount } }
  subtotal { amount } discountTotal { amount } shippingTotal { amount } taxTotal { amount } total { amount }
}`;
const ASKED = parse(`query Quote($input: QuoteInput!) { quote(input: $input) ${QUOTE} }`);
const KEPT = parse(
  `mutation CreateQuote($input: QuoteInput!) { quote: createQuote(input: $input) ${QUOTE} }`,
);

interface Amount {
  readonly amount: number;
}

interface QuoteAnswer {
  readonly quote: {
    readonly id: string;
    readonly currency: CurrencyCode;
    readonly lines: readonly {
      readonly key: string;
      readonly unitPrice: Amount | null;
      readonly total: Amount | null;
    }[];
    readonly discounts: readonly {
      readonly code: string | null;
      readonly title: string;
      readonly amount: Amount;
    }[];
    readonly subtotal: Amount;
    readonly discountTotal: Amount;
    readonly shippingTotal: Amount;
    readonly taxTotal: Amount;
    readonly total: Amount;
  };
}

/** Pricing, asked through its own schema on the order subgraph's account. */
export function pricingPeer(peers: Peers): Pricing {
  async function ask(document: DocumentNode, caller: Parameters<Pricing['quote']>[0], input: QuoteRequest) {
    const { quote } = await askPeer<QuoteAnswer>(peers, 'pricing', {
      document,
      variables: { input },
      caller: systemCaller(caller.store, 'order', caller.correlationId),
    });
    return toQuote(quote);
  }
  return {
    quote: (caller, request) => ask(ASKED, caller, request),
    createQuote: (caller, request) => ask(KEPT, caller, request),
  };
}

function toQuote(answer: QuoteAnswer['quote']): Quote {
  return {
    id: answer.id,
    currency: answer.currency,
    lines: new Map(
      answer.lines.map(({ key, unitPrice, total }) => [
        key,
        { unitMinor: unitPrice?.amount ?? null, totalMinor: total?.amount ?? null },
      ]),
    ),
    discounts: answer.discounts.map(({ code, title, amount }) => ({
      code,
      title,
      amountMinor: amount.amount,
    })),
    subtotalMinor: answer.subtotal.amount,
    discountMinor: answer.discountTotal.amount,
    shippingMinor: answer.shippingTotal.amount,
    taxMinor: answer.taxTotal.amount,
    totalMinor: answer.total.amount,
  };
}

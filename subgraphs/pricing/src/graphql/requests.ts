import type { Caller } from '@longbox/identity';
import { isId } from '@longbox/ids';
import { badUserInput, forbidden } from '@longbox/subgraph';
import type { QuoteRequest } from '../application/make-quote.ts';
import { isChannel } from '../domain/channel.ts';
import { TooExpensive } from '../domain/quote.ts';
import type { QuoteInput } from './generated.ts';

const MOST_QUOTE_LINES = 250;
const MOST_QUANTITY = 999;

/** Quotes are for the order subgraph; the fields are hidden from clients, and this is the second lock. Throws FORBIDDEN. */
export function asPeer(caller: Caller): Caller {
  if (caller.kind !== 'system') throw forbidden('Quotes are made through carts.');
  return caller;
}

/** A channel that was asked for, whether the store sells on it or not. Throws BAD_USER_INPUT for what cannot be one. */
export function channelOf(channel: string): string {
  if (!isChannel(channel))
    throw badUserInput('A channel is 1 to 30 lower-case letters, digits and hyphens, such as `online`.');
  return channel;
}

/** What the order subgraph asks, checked. Discount codes have no meaning yet: a code that nobody has made discounts nothing. */
export function quoteRequest({ channel, lines }: QuoteInput): QuoteRequest {
  if (lines.length === 0 || lines.length > MOST_QUOTE_LINES)
    throw badUserInput(`A quote takes 1 to ${MOST_QUOTE_LINES} lines, not ${lines.length}.`);
  for (const { variantId, quantity } of lines) {
    if (!isId(variantId)) throw badUserInput(`Not a variant: ${variantId}.`);
    if (quantity < 1 || quantity > MOST_QUANTITY)
      throw badUserInput(`A quantity must be 1 to ${MOST_QUANTITY}, not ${quantity}.`);
  }
  return { channel: channelOf(channel), lines };
}

/** A quote, or BAD_USER_INPUT when the lines cost more than can be charged. */
export async function within<Quote>(quote: Promise<Quote>): Promise<Quote> {
  try {
    return await quote;
  } catch (error) {
    if (error instanceof TooExpensive) throw badUserInput(error.message);
    throw error;
  }
}

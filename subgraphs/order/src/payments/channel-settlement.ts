import type { PaymentProvider } from '../application/payment-provider.ts';

/** No client can say it: what a client hands over for a card has no colon. */
const PREFIX = 'channel:';

/** What stands for the card of an order that a channel sold: the buyer has paid the channel, which settles with the store. */
export const settlementBy = (channel: string) => `${PREFIX}${channel}`;

/**
 * A provider for orders of the store's own channels, with those that other channels have been paid for taken out: there is nothing to
 * authorise, charge or give back, and the saga goes its way.
 */
export function settledByChannels(provider: PaymentProvider): PaymentProvider {
  return {
    name: provider.name,
    async authorize(request, signal) {
      if (!request.token.startsWith(PREFIX)) return provider.authorize(request, signal);
      return { status: 'authorized', reference: request.token };
    },
    async capture(request, signal) {
      if (!request.reference.startsWith(PREFIX)) return provider.capture(request, signal);
      return { status: 'captured', reference: request.reference };
    },
    async void(request, signal) {
      if (!request.reference?.startsWith(PREFIX)) return provider.void(request, signal);
      return { reference: request.reference };
    },
  };
}

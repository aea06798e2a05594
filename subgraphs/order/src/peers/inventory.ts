import { parse } from 'graphql';
import type { Logger } from 'pino';
import { PeerUnavailable, askPeer, systemCaller, type Peers } from '@longbox/subgraph';
import type { Stock } from '../application/services.ts';

const AVAILABLE = parse(`query AvailableToSell($variantIds: [ID!]!, $channel: String!) {
  availableToSell(variantIds: $variantIds, channel: $channel) { availableToSell }
}`);

interface Answer {
  readonly availableToSell: readonly { readonly availableToSell: number }[];
}

/**
 * Inventory, asked what could be sold. What it says is advice, since only the reservation decides; so when it does not answer, nothing is
 * said and the shop goes on.
 */
export function inventoryPeer(peers: Peers, logger: Logger): Stock {
  return {
    async availableToSell(caller, variantIds, channel) {
      try {
        const answer = await askPeer<Answer>(peers, 'inventory', {
          document: AVAILABLE,
          variables: { variantIds, channel },
          caller: systemCaller(caller.store, 'order', caller.correlationId),
        });
        return new Map(
          variantIds.flatMap((id, index) => {
            const entry = answer.availableToSell[index];
            return entry ? [[id, entry.availableToSell] as const] : [];
          }),
        );
      } catch (error) {
        if (!(error instanceof PeerUnavailable)) throw error;
        logger.warn({ err: error }, 'inventory does not say what is in stock; carts are shown without it');
        return null;
      }
    },
  };
}

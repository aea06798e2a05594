import { describe, expect, it } from '@jest/globals';
import { validate } from 'graphql';
import { pino } from 'pino';
import { executableSchema, type PeerRequest, type SubgraphName } from '@longbox/subgraph';
import { callerOf, storeOf } from '@longbox/testing';
import { inventoryPeer } from './inventory.ts';
import { pricingPeer } from './pricing.ts';

const caller = callerOf('anonymous', storeOf('peers'));

describe('what is asked of the peers', () => {
  const asked: [SubgraphName, PeerRequest][] = [];
  const peers = {
    ask: async (peer: SubgraphName, request: PeerRequest) => {
      asked.push([peer, request]);
      return { data: null };
    },
  };

  it('is valid in their schemas, on the order subgraph’s own account, and no answer is no price', async () => {
    const request = {
      channel: 'online',
      lines: [{ key: '1', variantId: 'a', quantity: 1 }],
      countryCode: 'US',
    };
    const pricing = pricingPeer(peers);
    await expect(pricing.quote(caller, request)).rejects.toThrow('pricing');
    await expect(pricing.createQuote(caller, request)).rejects.toThrow('pricing');
    const stock = inventoryPeer(peers, pino({ level: 'silent' }));
    expect(await stock.availableToSell(caller, ['a'], 'online')).toBeNull();
    expect(asked.map(([peer]) => peer)).toEqual(['pricing', 'pricing', 'inventory']);
    for (const [peer, { document, caller: by }] of asked) {
      expect(validate(executableSchema(peer, {}), document)).toEqual([]);
      expect(by).toMatchObject({ kind: 'system', subject: 'order', store: caller.store });
    }
  });
});

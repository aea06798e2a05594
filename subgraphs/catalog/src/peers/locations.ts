import type { Caller } from '@longbox/identity';
import { askPeer, type Peers } from '@longbox/subgraph';
import { parse } from 'graphql';

const LOCATIONS = parse('query StockFileLocations { locations { id code } }');

/** Where a store keeps stock, its first location first. Throws `PeerUnavailable`. */
export async function askForLocations(
  peers: Peers,
  caller: Caller,
): Promise<readonly { readonly id: string; readonly code: string }[]> {
  const { locations } = await askPeer<{ locations: { id: string; code: string }[] }>(peers, 'inventory', {
    document: LOCATIONS,
    variables: {},
    caller,
  });
  return locations;
}

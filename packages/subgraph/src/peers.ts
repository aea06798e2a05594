import { SCOPES, type Caller, type Store } from '@longbox/identity';
import type { PeerRequest, Peers, SubgraphName } from './subgraph.ts';

/** A peer that did not answer in time, or answered with an error: nothing is known, and nothing may be guessed. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
  readonly peer: SubgraphName;

  constructor(peer: SubgraphName, options?: ErrorOptions) {
    super(`the ${peer} subgraph did not answer`, options);
    this.peer = peer;
  }
}

/** A subgraph that asks on its own account, for one store. */
export function systemCaller(store: Store, subgraph: SubgraphName, correlationId: string): Caller {
  return { kind: 'system', store, subject: subgraph, scopes: SCOPES, correlationId };
}

/** Asks a peer and gives its data. Throws `PeerUnavailable` (with the cause) when it fails or answers with any error. */
export async function askPeer<T>(peers: Peers, peer: SubgraphName, request: PeerRequest): Promise<T> {
  let result;
  try {
    result = await peers.ask(peer, request);
  } catch (cause) {
    throw new PeerUnavailable(peer, { cause });
  }
  if (result.errors?.length || !result.data) throw new PeerUnavailable(peer, { cause: result.errors?.[0] });
  return result.data as T;
}

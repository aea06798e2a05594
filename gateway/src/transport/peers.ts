import type { Peers, SubgraphName } from '@longbox/subgraph';
import { inSpan } from '@longbox/telemetry';
import { OperationTypeNode, getOperationAST } from 'graphql';
import { Cancellation } from '../cancellation.ts';
import type { Transport } from './transport.ts';

const PEER_DEADLINE_MS = 5_000;

/** Lets subgraphs ask each other through the same transports as the gateway uses. They are looked up when asked, not before. */
export function peersOver(transportOf: (name: SubgraphName) => Transport): Peers {
  return {
    ask: (peer, { document, variables, caller }) =>
      inSpan({ name: `ask ${peer}`, kind: 'client', attributes: { 'longbox.subgraph': peer } }, async () => {
        const isQuery = getOperationAST(document)?.operation === OperationTypeNode.QUERY;
        const cancellation = new Cancellation(PEER_DEADLINE_MS);
        try {
          const request = { query: document, variables, isQuery };
          return await cancellation.guard(transportOf(peer).run(request, { caller, cancellation }));
        } finally {
          cancellation.finish();
        }
      }),
  };
}

import type { Peers, SubgraphName } from '@longbox/subgraph';
import { inSpan } from '@longbox/telemetry';
import { OperationTypeNode, getOperationAST } from 'graphql';
import type { Transport } from './transport.ts';

const PEER_DEADLINE_MS = 5_000;

/** Lets subgraphs ask each other through the same transports as the gateway uses. They are looked up when asked, not before. */
export function peersOver(transportOf: (name: SubgraphName) => Transport): Peers {
  return {
    ask: (peer, { document, variables, caller }) =>
      new Promise((resolve, reject) => {
        const isQuery = getOperationAST(document)?.operation === OperationTypeNode.QUERY;
        const timer = setTimeout(
          () => reject(new Error(`${peer} did not answer within ${PEER_DEADLINE_MS} ms`)),
          PEER_DEADLINE_MS,
        );
        inSpan({ name: `ask ${peer}`, kind: 'client', attributes: { 'longbox.subgraph': peer } }, () =>
          transportOf(peer).run({ query: document, variables, isQuery }, { caller }),
        )
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      }),
  };
}

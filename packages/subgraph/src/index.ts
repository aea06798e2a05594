export { asksFor, asksOnlyFor } from './asks-for.ts';
export { assembleSubgraph, openOwnDatabase, type SubgraphParts, type Worker } from './assemble.ts';
export {
  badUserInput,
  downstreamError,
  forbidden,
  internalError,
  unauthenticated,
  type ErrorCode,
} from './errors.ts';
export type { SubgraphEnvironment } from './environment.ts';
export { accept, refusal, refuse, refuseAll, userErrors, type Outcome, type Refusal } from '@longbox/outcome';
export { answerMetrics, type MetricsSource } from './metrics.ts';
export { checkFirst, decodeCursor, encodeCursor, pageOf, type CursorValue, type Page } from './paging.ts';
export { PeerUnavailable, askPeer, systemCaller } from './peers.ts';
export {
  assertChannel,
  enforcePermissions,
  meets,
  policyByKind,
  unmet,
  type NotPermitted,
  type PolicyDecision,
} from './permissions.ts';
export { UnreadableRules, readRules, type Rule, type Rules } from './rules.ts';
export {
  createOperationRunner,
  type Execution,
  type OperationRequest,
  type OperationRunner,
} from './runner.ts';
export { Positioned, mapEvents, type Position } from './positioned.ts';
export { executableSchema, readSdl } from './schema.ts';
export { serveSubgraph, type ServeOptions, type ServedSubgraph } from './serve.ts';
export { createTicks, type Ticks } from './ticks.ts';
export { spanOfOperation } from './traced.ts';
export {
  SUBGRAPH_NAMES,
  type PeerRequest,
  type Peers,
  type RebuildRequest,
  type RequestContext,
  type Subgraph,
  type SubgraphName,
} from './subgraph.ts';

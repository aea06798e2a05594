import type { FetchNode } from '@apollo/query-planner';
import { OperationTypeNode, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { Cancelled } from '../../cancellation.ts';
import type { Variables } from '../operation.ts';
import type { CompileContext } from './context.ts';
import { failed, type Placing } from './errors.ts';
import { lostPlaces, type LostObject } from './lost.ts';
import { beforeLists, type PlanPath } from './paths.ts';
import { compileRewrites, renamedKeys, type Rewrite } from './rewrites.ts';
import type { Json, Run, Sources } from './run.ts';
import type { IsOfType } from './types.ts';

/** One fetch at a place of a plan. */
export interface CompiledFetch {
  readonly node: FetchNode;
  readonly path: PlanPath;
  readonly document: DocumentNode;
  readonly rewriteOutput: Rewrite | undefined;
  readonly placing: Placing;
  readonly isOfType: IsOfType;
}

/** What is worked out once for a fetch. */
export function compiled(node: FetchNode, path: PlanPath, { isOfType }: CompileContext): CompiledFetch {
  return {
    node,
    path,
    isOfType,
    document: node.operationDocumentNode ?? parse(node.operation, { noLocation: true }),
    rewriteOutput: compileRewrites(node.outputRewrites, isOfType),
    placing: {
      subgraph: node.serviceName,
      renamed: renamedKeys(node.outputRewrites),
      whole: beforeLists(path),
    },
  };
}

export function variablesOf({ variableUsages }: FetchNode, { variables }: Run): Variables {
  const used: Json = {};
  for (const name of variableUsages ?? []) {
    const value = variables[name];
    if (value !== undefined) used[name] = value;
  }
  return used;
}

/** What the subgraph answers; undefined, and an error told at each place that `lost` names, when it does not. */
export async function send(
  { node, document, placing, isOfType }: CompiledFetch,
  sources: Sources,
  run: Run,
  variables: Variables,
  lost: () => readonly LostObject[],
): Promise<ExecutionResult | undefined> {
  const { scope, cancellation, errors } = run;
  const { serviceName, operationName } = node;
  const isQuery = node.operationKind === OperationTypeNode.QUERY;
  try {
    const transport = sources.transport(serviceName);
    if (!transport) throw new TypeError(`no transport for ${serviceName}`);
    if (cancellation.why) throw cancellation.why;
    // The parts of an answer that is delivered in parts are runs of their own: none waits for another.
    const together = isQuery ? run : undefined;
    const request = { query: document, variables, operationName, isQuery, together };
    return await cancellation.guard(transport.run(request, scope));
  } catch (error) {
    if (!(error instanceof Cancelled && error.reason === 'client left'))
      sources.onFailure(serviceName, error, scope);
    const { renamed } = placing;
    errors.push(...lostPlaces(failed(serviceName, placing.whole), document, lost(), { isOfType, renamed }));
    return undefined;
  }
}

import type { ConditionNode, FetchNode, PlanNode } from '@apollo/query-planner';
import { compileEntities } from './entities.ts';
import { withItsVariables } from '../planner/restore-fetch.ts';
import { compileFields } from './fields.ts';
import type { PlanPath } from './paths.ts';
import type { CompileContext } from './context.ts';
import type { Step } from './run.ts';

export const nothing: Step = () => Promise.resolve();

/** A node of a plan as a step, without the nodes that deliver in parts: see `incremental.ts`. */
export function compileNode(node: PlanNode | undefined, context: CompileContext, path: PlanPath = []): Step {
  switch (node?.kind) {
    case undefined:
      return nothing;
    case 'Fetch':
      return compileFetchNode(node, context, path);
    case 'Flatten':
      return compileNode(node.node, context, [...path, ...node.path]);
    case 'Sequence':
      return sequence(node.nodes.map((each) => compileNode(each, context, path)));
    case 'Parallel':
      return parallel(node.nodes.map((each) => compileNode(each, context, path)));
    case 'Condition':
      return condition(node, context, path);
    case 'Defer':
      // Asked for in one piece: everything, as if nothing were deferred.
      return sequence([
        compileNode(node.primary.node, context, path),
        parallel(node.deferred.map((each) => compileNode(each.node, context, path))),
      ]);
  }
}

function compileFetchNode(node: FetchNode, context: CompileContext, path: PlanPath): Step {
  const step = parallel(
    context
      .restore(withItsVariables(node, context.definitions))
      .map((each) => (each.requires ? compileEntities : compileFields)(each, path, context)),
  );
  const { id } = node;
  if (id === undefined) return step;
  return async (run) => {
    await step(run);
    run.ends?.get(id)?.();
  };
}

function sequence(steps: readonly Step[]): Step {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function parallel(steps: readonly Step[]): Step {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

function condition(
  { condition: name, ifClause, elseClause }: ConditionNode,
  context: CompileContext,
  path: PlanPath,
): Step {
  const yes = compileNode(ifClause, context, path);
  const no = compileNode(elseClause, context, path);
  return (run) => (run.variables[name] === true ? yes(run) : no(run));
}

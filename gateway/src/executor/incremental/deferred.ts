import type { DeferredNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { visit, type GraphQLCompositeType, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { compileNode } from '../plan/compile.ts';
import type { CompileContext } from '../plan/context.ts';
import type { Step } from '../plan/run.ts';
import { operationOf } from '../planner/documents.ts';
import { FILLER } from '../planner/switches.ts';
import { parseFieldSet } from '../planner/field-sets.ts';
import type { ShapeContext } from '../shape/selected.ts';
import { compileShape } from '../shape/shape.ts';
import type { ShapeObject } from '../shape/shaping.ts';
import { partsIn, type DeferredFragment, type LabelledDocument, type PartedDocument } from './fragments.ts';
import { typeAt } from './type-at.ts';

/** One part of an answer, and the parts that come after it. */
export interface Part {
  readonly label: string | undefined;
  /** Where it belongs: names in the data, and conditions such as `... on Book`. Lists on the way are not named. */
  readonly path: readonly string[];
  /** Fetches that must have ended before it can begin. */
  readonly depends: readonly string[];
  readonly step: Step;
  /** The fetches in it, by id. */
  readonly fetches: readonly string[];
  /** Absent when it only holds other parts. */
  readonly shape: ShapeObject | undefined;
  readonly later: readonly Part[];
}

export interface PartContext extends LabelledDocument {
  readonly schema: GraphQLSchema;
  readonly root: GraphQLCompositeType;
  readonly shaping: ShapeContext;
  readonly compile: CompileContext;
}

/** The parts of a plan that delivers in parts; undefined for one that does not. */
export function compileParts({ node }: QueryPlan, context: PartContext): Part | undefined {
  if (node?.kind !== 'Defer') return undefined;
  const parted = partsIn(context.document, new Set(labelsIn(node)));
  return part(
    { depends: [], queryPath: [], node },
    { path: [], selectionSet: parted.first },
    { ...context, parted },
  );
}

function labelsIn(node: PlanNode | undefined): string[] {
  if (node?.kind !== 'Defer') return [];
  return node.deferred.flatMap(({ label, node: inner }) => [
    ...(label === undefined ? [] : [label]),
    ...labelsIn(inner),
  ]);
}

function part(
  { label, queryPath, depends, subselection, node }: DeferredNode,
  own: DeferredFragment | undefined,
  context: PartContext & { readonly parted: PartedDocument },
): Part {
  const inner = node?.kind === 'Defer' ? node.primary : undefined;
  const planNode = node?.kind === 'Defer' ? node.primary.node : node;
  const planned = subselection ?? inner?.subselection;
  // The planner names one place of a fragment that it has split by types.
  const path = own?.path ?? queryPath;
  // The planner moves into a part what cannot be deferred further, and forgets fields in which everything is.
  const sets = [
    ...(own ? [own.selectionSet] : []),
    ...(planned === undefined || path.join() !== queryPath.join() ? [] : [selectionSetOf(planned)]),
  ];
  return {
    label: context.clientLabels.get(label ?? ''),
    path,
    depends: depends.map(({ id }) => id),
    step: compileNode(planNode, context.compile),
    fetches: fetchesIn(planNode),
    shape: sets.length > 0 ? shapeOf(sets, path, context) : undefined,
    later:
      node?.kind === 'Defer'
        ? node.deferred.map((each) => part(each, context.parted.deferred.get(each.label ?? ''), context))
        : [],
  };
}

function fetchesIn(node: PlanNode | undefined): readonly string[] {
  switch (node?.kind) {
    case 'Fetch':
      return node.id === undefined ? [] : [node.id];
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Condition':
      return [...fetchesIn(node.ifClause), ...fetchesIn(node.elseClause)];
    case 'Defer':
    case undefined:
      return [];
  }
}

function shapeOf(
  sets: readonly SelectionSetNode[],
  path: readonly string[],
  { schema, root, document, shaping }: PartContext,
): ShapeObject {
  const { selectionSet } = operationOf(document);
  return compileShape(sets, typeAt(schema, root, selectionSet, shaping.fragments, path), shaping);
}

/** The planner gives a selection set as text, with braces. What it was only given so that there is something is left out. */
function selectionSetOf(text: string): SelectionSetNode {
  const set = parseFieldSet(text.trim().replace(/^\{/, '').replace(/\}$/, ''));
  return visit(set, { Field: ({ alias }) => (alias?.value === FILLER ? null : undefined) });
}

import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import {
  GraphQLError,
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, operationOf } from './documents.ts';

/**
 * The planner leaves out, without a word, what no subgraph can give: an interface of which there is no object, seen from the subgraph that
 * returns it. Throws a `GraphQLError` when a root field that is asked for under every condition is fetched from nowhere.
 */
export function checkAnswerable(
  { node }: QueryPlan,
  document: DocumentNode,
  clientNames: ReadonlyMap<string, string>,
): void {
  const fetched = new Set<string>();
  rootFieldsOf(node, fetched);
  const { selectionSet } = operationOf(document);
  const missing = certainFields(selectionSet, fragmentsOf(document)).find((name) => !fetched.has(name));
  if (missing !== undefined)
    throw new GraphQLError(`No subgraph gives what is asked of "${clientNames.get(missing) ?? missing}".`, {
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
    });
}

/** Names of the root fields that are asked for whatever the variables are; introspection needs no subgraph. */
function certainFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  return selections.flatMap((selection) => {
    if (!isCertain(selection.directives ?? [])) return [];
    if (selection.kind === Kind.FIELD)
      return selection.name.value.startsWith('__') ? [] : [(selection.alias ?? selection.name).value];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner ? certainFields(inner.selectionSet, fragments) : [];
  });
}

function isCertain(directives: readonly DirectiveNode[]): boolean {
  return !directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}

function rootFieldsOf(node: PlanNode | SubscriptionNode | undefined, found: Set<string>): void {
  switch (node?.kind) {
    case 'Fetch': {
      if (node.requires) return;
      const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true });
      const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
      if (operation) collect(operation.selectionSet, fragmentsOf(document), found);
      return;
    }
    case 'Sequence':
    case 'Parallel':
      for (const each of node.nodes) rootFieldsOf(each, found);
      return;
    case 'Condition':
      rootFieldsOf(node.ifClause, found);
      rootFieldsOf(node.elseClause, found);
      return;
    case 'Defer':
      rootFieldsOf(node.primary.node, found);
      for (const each of node.deferred) rootFieldsOf(each.node, found);
      return;
    case 'Subscription':
      rootFieldsOf(node.primary, found);
      return;
    case 'Flatten':
      // What hangs below the root is none of it.
      if (node.path.length === 0) rootFieldsOf(node.node, found);
      return;
    case undefined:
  }
}

function collect(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) found.add((selection.alias ?? selection.name).value);
    else {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner) collect(inner.selectionSet, fragments, found);
    }
  }
}

import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Requirements } from './requirements.ts';
import { withDocument } from './restore-fetch.ts';
import { mapEntities } from './split-entities.ts';

/**
 * A fetch for objects that lack some required fields: without what requires them. Undefined when nothing is left to ask for, or what is
 * missing is no required field but a key.
 *
 * The planner joins fetches of types that are one in a subgraph, and then asks every object for what only one of the types requires.
 */
export function withoutRequired(
  fetch: FetchNode,
  missing: ReadonlySet<string>,
  requirements: Requirements,
): FetchNode | undefined {
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const explained = new Set<string>();
  const count = { left: 0 };
  const filtered = mapEntities(document, (field, type) => {
    const needs = requirements(fetch.serviceName, type, field.name.value);
    const lacking = [...needs].filter((name) => missing.has(name));
    for (const name of lacking) explained.add(name);
    if (lacking.length > 0) return false;
    count.left += 1;
    return true;
  });
  if (count.left === 0 || explained.size < missing.size) return undefined;
  return { ...withDocument(fetch, filtered), requires: without(fetch.requires ?? [], missing) };
}

/** Whether a field of a fetch of entities requires anything. */
export function requiresAnything(fetch: FetchNode, requirements: Requirements): boolean {
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const found = { any: false };
  mapEntities(document, (field, type) => {
    if (requirements(fetch.serviceName, type, field.name.value).size > 0) found.any = true;
    return true;
  });
  return found.any;
}

function without(
  selections: readonly QueryPlanSelectionNode[],
  missing: ReadonlySet<string>,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field') return missing.has(selection.name) ? [] : [selection];
    return [{ ...selection, selections: without(selection.selections, missing) }];
  });
}

import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, visit, type DocumentNode, type VariableDefinitionNode } from 'graphql';
import { operationOf } from './documents.ts';
import { splitEntities } from './split-entities.ts';
import type { RequiredField } from './planner-view.ts';
import type { Requirements } from './requirements.ts';

export type RequiredFields = ReadonlyMap<string, RequiredField>;

/** A field of a representation, by its place among the names of the subgraph and by the planner's name. */
interface Variant {
  readonly place: string;
  readonly name: string;
}

/**
 * A fetch as it is sent: with the real fields in the place of those that only the planner knows. Where two fields of one fetch require
 * the same field with different arguments, a representation cannot hold both: then there is a fetch for each.
 */
export function restoreFetch(
  fetch: FetchNode,
  required: RequiredFields,
  requirements: Requirements,
): readonly FetchNode[] {
  if (required.size === 0) return [fetch];
  const { requires, serviceName } = fetch;
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const variants = conflicting(variantsIn(requires ?? [], required, ''));
  if (!requires || variants.length === 0) return [withDocument(fetch, restored(document, required))];
  const places = new Set(variants.map(({ place }) => place));
  return splitEntities(document, (type, field) => {
    const names = requirements(serviceName, type, field);
    return new Map(variants.filter(({ name }) => names.has(name)).map(({ place, name }) => [place, name]));
  }).map(({ document: part, chosen }) => ({
    ...withDocument(fetch, restored(part, required)),
    requires: keep(
      requires,
      required,
      '',
      ({ place, name }) => !places.has(place) || chosen.get(place) === name,
    ),
  }));
}

/** Puts the real fields back into an operation; they are answered under the planner's names. */
function restored(document: DocumentNode, required: RequiredFields): DocumentNode {
  return visit(document, {
    Field(node) {
      const real = required.get(node.name.value);
      if (!real) return undefined;
      return {
        ...node,
        alias: node.alias ?? node.name,
        name: { kind: Kind.NAME, value: real.name } as const,
        arguments: real.arguments,
      };
    },
  });
}

/**
 * The fetch with definitions of all its variables, from those of the client: the planner forgets those of a fragment that no object can
 * match (`{ media { ... on Item { ... on Author { … } } } }`, where no medium is an author), and sends it nevertheless.
 */
export function withItsVariables(
  fetch: FetchNode,
  definitions: readonly VariableDefinitionNode[],
): FetchNode {
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const used = variablesIn(document);
  const known = new Set(operationOf(document).variableDefinitions?.map(nameOf));
  const missing = definitions.filter((each) => used.has(nameOf(each)) && !known.has(nameOf(each)));
  if (missing.length === 0) return fetch;
  const defined = visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [...(node.variableDefinitions ?? []), ...missing],
    }),
  });
  return withDocument(
    { ...fetch, variableUsages: [...(fetch.variableUsages ?? []), ...missing.map(nameOf)] },
    defined,
  );
}

const nameOf = ({ variable }: VariableDefinitionNode) => variable.name.value;

function variablesIn(document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(document, {
    Variable: ({ name }, _key, parent) => void (isDefinition(parent) || used.add(name.value)),
  });
  return used;
}

/** The fetch with another document, and only the variables that are left in it. */
export function withDocument(fetch: FetchNode, document: DocumentNode): FetchNode {
  const used = variablesIn(document);
  const pruned = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    ...fetch,
    operation: print(pruned),
    operationDocumentNode: pruned,
    ...(fetch.variableUsages
      ? { variableUsages: fetch.variableUsages.filter((name) => used.has(name)) }
      : {}),
  };
}

function isDefinition(parent: unknown): boolean {
  return (parent as { readonly kind?: unknown } | undefined)?.kind === Kind.VARIABLE_DEFINITION;
}

function realName(selection: { readonly name: string }, required: RequiredFields): string {
  return required.get(selection.name)?.name ?? selection.name;
}

function variantsIn(
  selections: readonly QueryPlanSelectionNode[],
  required: RequiredFields,
  parent: string,
): Variant[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') return variantsIn(selection.selections, required, parent);
    const place = `${parent}.${realName(selection, required)}`;
    return [{ place, name: selection.name }, ...variantsIn(selection.selections ?? [], required, place)];
  });
}

/** Those whose place more than one field wants. */
function conflicting(variants: readonly Variant[]): Variant[] {
  return variants.filter((one) =>
    variants.some((other) => other.place === one.place && other.name !== one.name),
  );
}

function keep(
  selections: readonly QueryPlanSelectionNode[],
  required: RequiredFields,
  parent: string,
  isKept: (variant: Variant) => boolean,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment')
      return [{ ...selection, selections: keep(selection.selections, required, parent, isKept) }];
    const place = `${parent}.${realName(selection, required)}`;
    if (!isKept({ place, name: selection.name })) return [];
    if (!selection.selections) return [selection];
    return [{ ...selection, selections: keep(selection.selections, required, place, isKept) }];
  });
}

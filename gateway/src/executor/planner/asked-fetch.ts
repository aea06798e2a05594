import type { FetchNode } from '@apollo/query-planner';
import { parse, type FieldNode } from 'graphql';
import type { Asked } from '../plan/asked.ts';
import { renamedKeys } from '../plan/rewrites.ts';
import { withoutSpreads } from './documents.ts';
import type { Requirements } from './requirements.ts';
import { withDocument } from './restore-fetch.ts';
import { filterEntities, filterSet } from './split-entities.ts';

/** What is known of a supergraph's fields. */
export interface KnownFields {
  /** Names of fields that the planner may add to a selection. */
  readonly plannedNames: ReadonlySet<string>;
  readonly requirements: Requirements;
}

export interface AskedFetch {
  readonly fetch: FetchNode;
  /** Names in its representations that nothing requires any more. */
  readonly optional: ReadonlySet<string>;
}

/**
 * A fetch of entities for those of which only this is asked; undefined where that is nothing. Where it is everything, it is the same fetch.
 *
 * The planner joins the fetches of what stands at one path, and then every object is asked for what the client wants of one type. That is
 * not only more than was wanted: a field that fails and must not be null takes with it what was.
 */
export function askedFetch(
  fetch: FetchNode,
  asked: Asked,
  typename: string | undefined,
  { plannedNames, requirements }: KnownFields,
): AskedFetch | undefined {
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const renamed = renamedKeys(fetch.outputRewrites);
  let isWhole = true;
  const dropped = () => {
    isWhole = false;
    return undefined;
  };

  const keep = (field: FieldNode, names: ReadonlyMap<string, Asked>): FieldNode | undefined => {
    const { name, alias, selectionSet } = field;
    const key = (alias ?? name).value;
    const inner = names.get(renamed.get(key) ?? key);
    // What the planner adds to the selection of a client is not asked for by anybody.
    const isAdded = name.value === '__typename' || plannedNames.has(name.value);
    if (!inner) return isAdded ? field : dropped();
    if (!selectionSet) return field;
    const below = inner.of(undefined);
    const left = filterSet(selectionSet, '', (each) => keep(each, below));
    return left.selections.length > 0 ? { ...field, selectionSet: left } : dropped();
  };

  const names = asked.of(typename);
  const needed = new Set<string>();
  const optional = new Set<string>();
  // What type an object has is known where it decides what is asked: that alone is not worth a fetch.
  let isLeft = false;
  const filtered = filterEntities(withoutSpreads(document), (field, type) => {
    const kept = keep(field, names);
    if (kept && kept.name.value !== '__typename') isLeft = true;
    const needs = requirements(fetch.serviceName, type, field.name.value);
    for (const name of needs) (kept ? needed : optional).add(name);
    return kept;
  });
  if (isWhole) return { fetch, optional };
  if (!isLeft) return undefined;
  for (const name of needed) optional.delete(name);
  return { fetch: withDocument(fetch, filtered), optional };
}

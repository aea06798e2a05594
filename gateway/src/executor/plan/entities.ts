import type { FetchNode } from '@apollo/query-planner';
import { askedFetch } from '../planner/asked-fetch.ts';
import { requiresAnything, withoutRequired } from '../planner/without-required.ts';
import { askedAt, typenameOf, type Asked } from './asked.ts';
import type { CompileContext } from './context.ts';
import { failed, placeEntityErrors } from './errors.ts';
import { compiled, send, variablesOf, type CompiledFetch } from './fetch.ts';
import { copy, merge } from './merge.ts';
import { objectsAt, placesAt, type PlanPath } from './paths.ts';
import { compileRequires, type Represent } from './representation.ts';
import { compileRewrites, type Rewrite } from './rewrites.ts';
import type { Json, Run, Sources, Step } from './run.ts';

/** A fetch for those objects at its place that are wanted; without `isWanted`, for all. */
type EntityStep = (run: Run, isWanted?: (object: Json) => boolean) => Promise<void>;

/** A fetch of what a subgraph knows of the objects at a place. Each object is asked for what the client asks of it, and of no other. */
export function compileEntities(node: FetchNode, path: PlanPath, context: CompileContext): Step {
  const whole = stepFor(node, path, context);
  const { asked } = context;
  if (!asked) return (run) => whole(run);
  const select = compileSelection(node, path, context, whole);
  return async (run) => {
    const objects = objectsAt(run.data, path);
    const places = askedAt(run.data, path, asked);
    const chosen = new Map<EntityStep, Set<Json>>();
    for (const [index, object] of objects.entries()) {
      const step = select(places[index], typenameOf(object));
      const members = step && chosen.get(step);
      if (members) members.add(object);
      else if (step) chosen.set(step, new Set([object]));
    }
    await Promise.all([...chosen].map(([step, members]) => step(run, (object) => members.has(object))));
  };
}

/** The step for an object, by what is asked of it; undefined where that is nothing. Each is made once. */
function compileSelection(
  node: FetchNode,
  path: PlanPath,
  context: CompileContext,
  whole: EntityStep,
): (asked: Asked | undefined, typename: string | undefined) => EntityStep | undefined {
  const known = new Map<Asked, Map<string | undefined, EntityStep | undefined>>();
  const steps = new Map<string, EntityStep>();
  const make = (asked: Asked, typename: string | undefined): EntityStep | undefined => {
    const only = askedFetch(node, asked, typename, context);
    if (!only || only.fetch === node) return only && whole;
    const { operation } = only.fetch;
    const step = steps.get(operation) ?? stepFor(only.fetch, path, context, only.optional);
    steps.set(operation, step);
    return step;
  };
  return (asked, typename) => {
    if (!asked) return whole;
    const byType = known.get(asked) ?? new Map<string | undefined, EntityStep | undefined>();
    known.set(asked, byType);
    if (!byType.has(typename)) byType.set(typename, make(asked, typename));
    return byType.get(typename);
  };
}

function stepFor(
  node: FetchNode,
  path: PlanPath,
  context: CompileContext,
  optional?: ReadonlySet<string>,
): EntityStep {
  const { sources, isOfType, nameInSubgraph } = context;
  const fetch = compiled(node, path, context);
  const represent = compileRequires(node.requires ?? [], isOfType, nameInSubgraph, optional);
  const rewriteInput = compileRewrites(node.inputRewrites, isOfType);
  if (!requiresAnything(node, context.requirements))
    return (run, isWanted) => fetchEntities(fetch, { represent, rewriteInput, isWanted }, sources, run);
  const lacking = compileLacking(node, represent, path, context);
  return async (run, isWanted) => {
    const objects = objectsAt(run.data, path);
    await Promise.all([
      fetchEntities(fetch, { represent, rewriteInput, isWanted }, sources, run),
      ...lacking(isWanted ? objects.filter(isWanted) : objects).map((step) => step(run, isWanted)),
    ]);
  };
}

/** Steps for objects that lack what only some of the fetch's fields require: they get the others. */
function compileLacking(
  node: FetchNode,
  represent: Represent,
  path: PlanPath,
  context: CompileContext,
): (objects: readonly Json[]) => readonly EntityStep[] {
  const known = new Map<string, EntityStep | undefined>();
  const stepWithout = (missing: readonly string[]): EntityStep | undefined => {
    const rest = withoutRequired(node, new Set(missing), context.requirements);
    if (!rest?.requires) return undefined;
    const key = missing.join();
    const whole = compileRequires(rest.requires, context.isOfType, context.nameInSubgraph);
    const only = Object.assign(
      (object: Json) => (represent.missing(object).join() === key ? whole(object) : undefined),
      { missing: whole.missing },
    );
    const rewriteInput = compileRewrites(node.inputRewrites, context.isOfType);
    const fetch = compiled(rest, path, context);
    return (run, isWanted) =>
      fetchEntities(fetch, { represent: only, rewriteInput, isWanted }, context.sources, run);
  };
  return (objects) => {
    const keys = new Map<string, readonly string[]>();
    for (const object of objects) {
      const missing = represent.missing(object);
      if (missing.length > 0) keys.set(missing.join(), missing);
    }
    return [...keys].flatMap(([key, missing]) => {
      if (!known.has(key)) known.set(key, stepWithout(missing));
      return known.get(key) ?? [];
    });
  };
}

interface Representing {
  readonly represent: Represent;
  readonly rewriteInput: Rewrite | undefined;
  readonly isWanted: ((object: Json) => boolean) | undefined;
}

/** What a subgraph knows of the objects at a place: each different one is asked for once. */
async function fetchEntities(
  fetch: CompiledFetch,
  representing: Representing,
  sources: Sources,
  run: Run,
): Promise<void> {
  const objects = objectsAt(run.data, fetch.path);
  const { representations, targets } = gather(objects, representing);
  if (representations.length === 0) return;
  const variables = { ...variablesOf(fetch.node, run), representations };
  const lost = () => {
    const places = placesAt(run.data, fetch.path);
    return targets
      .flat()
      .map((index) => ({ place: places[index] ?? [], typename: typenameOf(objects[index] ?? {}) }));
  };
  const result = await send(fetch, sources, run, variables, lost);
  if (!result) return;
  const { data, errors } = result;
  if (errors?.length) {
    const places = placesAt(run.data, fetch.path);
    const placesOf = targets.map((indices) => indices.flatMap((index) => [places[index] ?? []]));
    run.errors.push(...placeEntityErrors(errors, data, placesOf, fetch.placing));
  }
  const entities = data?.['_entities'];
  if (!Array.isArray(entities) || entities.length !== representations.length) {
    if (!errors?.length) refuse(fetch, sources, run);
    return;
  }
  for (const [index, indices] of targets.entries()) {
    const entity = (entities as readonly (Json | null)[])[index];
    if (!entity) continue;
    fetch.rewriteOutput?.(entity);
    // Copies first: the original is changed by what is fetched for its own place.
    for (let other = indices.length - 1; other >= 0; other -= 1)
      merge(objects[indices[other] ?? -1] ?? {}, other > 0 ? copy(entity) : entity, fetch.isOfType);
  }
}

function gather(objects: readonly Json[], { represent, rewriteInput, isWanted }: Representing) {
  const representations: Json[] = [];
  /** For each representation the numbers of its objects. */
  const targets: number[][] = [];
  const known = objects.length > 1 ? new Map<string, number>() : undefined;
  for (const [index, object] of objects.entries()) {
    const representation = !isWanted || isWanted(object) ? represent(object) : undefined;
    if (!representation) continue;
    rewriteInput?.(representation);
    const key = known && keyOf(representation);
    const same = key === undefined ? undefined : known?.get(key);
    if (same !== undefined) targets[same]?.push(index);
    else {
      if (key !== undefined) known?.set(key, representations.length);
      representations.push(representation);
      targets.push([index]);
    }
  }
  return { representations, targets };
}

/** A text that only equal representations have. Most are a type and an id, which are quickly put together. */
function keyOf(representation: Json): string {
  const { __typename: type, id } = representation;
  let names = 0;
  for (const _ in representation) names += 1;
  return names === 2 && typeof type === 'string' && typeof id === 'string'
    ? `${type} ${id}`
    : JSON.stringify(representation);
}

/** A subgraph that answers with other entities than it was asked for. */
function refuse({ node, placing }: CompiledFetch, sources: Sources, run: Run): void {
  const error = new Error('the answer does not hold one entity for each representation');
  sources.onFailure(node.serviceName, error, run.scope);
  run.errors.push(
    failed(
      node.serviceName,
      placing.whole,
      `The ${node.serviceName} service gave an answer that is not one.`,
    ),
  );
}

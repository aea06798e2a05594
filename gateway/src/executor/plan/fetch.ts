import type { FetchNode } from '@apollo/query-planner';
import { OperationTypeNode, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { Cancelled } from '../../cancellation.ts';
import type { Variables } from '../operation.ts';
import { failed, placeEntityErrors, placeErrors, type Placing } from './errors.ts';
import { copy, merge } from './merge.ts';
import { beforeLists, objectsAt, placesAt, type PlanPath } from './paths.ts';
import { compileRequires, type Represent } from './representation.ts';
import { compileRewrites, renamedKeys, type Rewrite } from './rewrites.ts';
import type { Json, Run, Sources, Step } from './run.ts';
import type { IsOfType } from './types.ts';
import { requiresAnything, withoutRequired } from '../planner/without-required.ts';
import type { CompileContext } from './context.ts';

interface CompiledFetch {
  readonly node: FetchNode;
  readonly path: PlanPath;
  readonly document: DocumentNode;
  readonly rewriteOutput: Rewrite | undefined;
  readonly placing: Placing;
  readonly isOfType: IsOfType;
}

/** A fetch at a place of the plan. */
export function compileFetch(node: FetchNode, path: PlanPath, context: CompileContext): Step {
  const { sources, isOfType, nameInSubgraph } = context;
  const fetch = compiled(node, path, context);
  if (!node.requires) return (run) => fetchFields(fetch, sources, run);
  const represent = compileRequires(node.requires, isOfType, nameInSubgraph);
  const rewriteInput = compileRewrites(node.inputRewrites, isOfType);
  if (!requiresAnything(node, context.requirements))
    return (run) => fetchEntities(fetch, { represent, rewriteInput }, sources, run);
  const lacking = compileLacking(node, represent, path, context);
  return async (run) => {
    const objects = objectsAt(run.data, path);
    await Promise.all([
      fetchEntities(fetch, { represent, rewriteInput }, sources, run),
      ...lacking(objects).map((step) => step(run)),
    ]);
  };
}

function compiled(node: FetchNode, path: PlanPath, { isOfType }: CompileContext): CompiledFetch {
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

/** Steps for objects that lack what only some of the fetch's fields require: they get the others. */
function compileLacking(
  node: FetchNode,
  represent: Represent,
  path: PlanPath,
  context: CompileContext,
): (objects: readonly Json[]) => readonly Step[] {
  const known = new Map<string, Step | undefined>();
  const stepFor = (missing: readonly string[]): Step | undefined => {
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
    return (run) => fetchEntities(fetch, { represent: only, rewriteInput }, context.sources, run);
  };
  return (objects) => {
    const keys = new Map<string, readonly string[]>();
    for (const object of objects) {
      const missing = represent.missing(object);
      if (missing.length > 0) keys.set(missing.join(), missing);
    }
    return [...keys].flatMap(([key, missing]) => {
      if (!known.has(key)) known.set(key, stepFor(missing));
      return known.get(key) ?? [];
    });
  };
}

/** Root fields; or a root type's fields that hang somewhere in the answer. */
async function fetchFields(fetch: CompiledFetch, sources: Sources, run: Run): Promise<void> {
  const targets = objectsAt(run.data, fetch.path);
  if (targets.length === 0) return;
  const result = await send(fetch, sources, run, variablesOf(fetch.node, run));
  if (!result) return;
  const { data, errors } = result;
  if (errors?.length)
    for (const place of placesAt(run.data, fetch.path))
      run.errors.push(...placeErrors(errors, data, place, fetch.placing));
  if (!data) return;
  fetch.rewriteOutput?.(data);
  for (const [index, target] of targets.entries())
    merge(target, index === 0 ? data : copy(data), fetch.isOfType);
}

interface Representing {
  readonly represent: Represent;
  readonly rewriteInput: Rewrite | undefined;
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
  const result = await send(fetch, sources, run, variables);
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
  for (const [index, entity] of (entities as readonly (Json | null)[]).entries()) {
    if (entity === null) continue;
    fetch.rewriteOutput?.(entity);
    const [first, ...others] = targets[index] ?? [];
    // Copies first: the original is changed by what is fetched for its own place.
    for (const other of others) merge(objects[other] ?? {}, copy(entity), fetch.isOfType);
    if (first !== undefined) merge(objects[first] ?? {}, entity, fetch.isOfType);
  }
}

function gather(objects: readonly Json[], { represent, rewriteInput }: Representing) {
  const representations: Json[] = [];
  /** For each representation the numbers of its objects. */
  const targets: number[][] = [];
  const known = objects.length > 1 ? new Map<string, number>() : undefined;
  for (const [index, object] of objects.entries()) {
    const representation = represent(object);
    if (!representation) continue;
    rewriteInput?.(representation);
    const key = known && JSON.stringify(representation);
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

function variablesOf({ variableUsages }: FetchNode, { variables }: Run): Variables {
  const used: Json = {};
  for (const name of variableUsages ?? []) {
    const value = variables[name];
    if (value !== undefined) used[name] = value;
  }
  return used;
}

async function send(
  { node, document, placing }: CompiledFetch,
  sources: Sources,
  { scope, cancellation, errors }: Run,
  variables: Variables,
): Promise<ExecutionResult | undefined> {
  const { serviceName, operationName } = node;
  const isQuery = node.operationKind === OperationTypeNode.QUERY;
  try {
    const transport = sources.transport(serviceName);
    if (!transport) throw new TypeError(`no transport for ${serviceName}`);
    if (cancellation.why) throw cancellation.why;
    return await cancellation.guard(
      transport.run({ query: document, variables, operationName, isQuery }, scope),
    );
  } catch (error) {
    if (!(error instanceof Cancelled && error.reason === 'client left'))
      sources.onFailure(serviceName, error, scope);
    errors.push(failed(serviceName, placing.whole));
    return undefined;
  }
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

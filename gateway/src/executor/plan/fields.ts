import type { FetchNode } from '@apollo/query-planner';
import type { CompileContext } from './context.ts';
import { placeErrors } from './errors.ts';
import { compiled, send, variablesOf, type CompiledFetch } from './fetch.ts';
import { copy, merge } from './merge.ts';
import { objectsAt, placesAt, type PlanPath } from './paths.ts';
import type { Run, Sources, Step } from './run.ts';

/** A fetch of fields of a root type. */
export function compileFields(node: FetchNode, path: PlanPath, context: CompileContext): Step {
  const fetch = compiled(node, path, context);
  return (run) => fetchFields(fetch, context.sources, run);
}

/** Root fields; or a root type's fields that hang somewhere in the answer. */
async function fetchFields(fetch: CompiledFetch, sources: Sources, run: Run): Promise<void> {
  const targets = objectsAt(run.data, fetch.path);
  if (targets.length === 0) return;
  const lost = () => placesAt(run.data, fetch.path).map((place) => ({ place, typename: undefined }));
  const result = await send(fetch, sources, run, variablesOf(fetch.node, run), lost);
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

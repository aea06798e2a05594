import type { ExecutionResult } from 'graphql';
import { toldError } from '../errors.ts';
import type { RequestScope, Transport } from '../transport/transport.ts';
import type { SubscriptionPlan } from './plan.ts';

type Results = AsyncIterableIterator<ExecutionResult, undefined>;

/**
 * Starts a planned subscription at the subgraph that owns its root field, and completes each event in order. It is a plain iterator:
 * `return()` reaches the subgraph at once, even while the next event is waited for. Each event has a scope of its own, so that loaders
 * never answer with what an earlier event saw.
 */
export async function startStream(
  plan: SubscriptionPlan,
  transport: Transport,
  scope: RequestScope,
  variables: Readonly<Record<string, unknown>>,
): Promise<Results | ExecutionResult> {
  const source = await transport.subscribe(
    {
      query: plan.query,
      operationName: plan.operationName,
      variables: Object.fromEntries(
        plan.variableNames.flatMap((name) => (name in variables ? [[name, variables[name]]] : [])),
      ),
    },
    scope,
  );
  if (!(Symbol.asyncIterator in source)) return masked(source);
  const done = { value: undefined, done: true } as const;
  const stream: Results = {
    async next() {
      const step = await source.next();
      if (step.done) return done;
      const completed = await plan.complete(step.value, variables, { scope: { caller: scope.caller } });
      return { value: masked(completed), done: false };
    },
    async return() {
      await source.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return stream;
}

/** Data before errors, and errors as clients may see them. */
function masked({ data, errors }: ExecutionResult): ExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors?.length ? { errors: errors.map(toldError) } : {}),
  };
}

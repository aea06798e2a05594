import { createHash } from 'node:crypto';
import { printSchema, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';
import type { Executor, Known, PrimaryFetch, Variables } from '../executor/operation.ts';
import type { Turns } from '../executor/planner/turns.ts';
import { spenderOf } from '../identity/spender.ts';
import type { RequestScope } from '../transport/transport.ts';

/** A planned subscription: who owns its root field and what to ask there, and how to fill in the rest of an event. */
export interface SubscriptionPlan extends PrimaryFetch {
  /** Fills in the other subgraphs' fields of one event, and leaves only what the client selected. */
  complete(event: Known, variables: Variables, context: EdgeContext): Promise<ExecutionResult>;
}

type Scope = Pick<RequestScope, 'caller' | 'decisions'>;

/** Plans subscriptions on the supergraph that is served. */
export interface SubscriptionPlanner {
  readonly schema: GraphQLSchema;
  /** The same in every process for who gets the same plans: the schema, and the labels of `@override` that are on. */
  worldOf(scope: Scope): string;
  plan(document: DocumentNode, operationName: string | undefined, scope: Scope): SubscriptionPlan;
  /** Does what has the operation planned: now where it is planned already, else when it is its caller's turn (`executor/planner/turns.ts`). */
  inTurn<T>(asked: LiveAsked, isGivenUp: () => boolean, task: () => T): T | Promise<T>;
  /** Calls the listener when another supergraph is served from now on. */
  onReplaced(listener: () => void): void;
}

/** An operation, and who asks. */
export interface LiveAsked {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly scope: Scope;
  /** Where the request comes from, by which the nameless are told apart. */
  readonly address: string | undefined;
}

/** An executor whose supergraph may be replaced. */
export type PlanningExecutor = Executor & {
  readonly turns: Turns;
  onReplaced(listener: (schema: GraphQLSchema) => void): () => void;
};

export function createSubscriptionPlanner(executor: PlanningExecutor): SubscriptionPlanner {
  const versions = new WeakMap<GraphQLSchema, string>();
  return {
    get schema() {
      return executor.schema;
    },
    worldOf(scope) {
      const { schema } = executor;
      const version =
        versions.get(schema) ?? createHash('sha256').update(printSchema(schema)).digest('base64url');
      versions.set(schema, version);
      return [version, ...executor.labelsOn(scope)].join(' ');
    },
    plan(document, operationName, scope) {
      const operation = executor.prepare(document, operationName, { scope });
      if (!operation.primary) throw new TypeError('the operation is not a subscription');
      return {
        ...operation.primary,
        complete: async (known, variables, context) =>
          (await executor.gather(operation, { variables, context, known })).result(),
      };
    },
    inTurn({ document, operationName, scope, address }, isGivenUp, task) {
      if (executor.isPrepared(document, operationName, { scope })) return task();
      return executor.turns.take(spenderOf(scope.caller, address), isGivenUp, task);
    },
    onReplaced: (listener) => void executor.onReplaced(() => listener()),
  };
}

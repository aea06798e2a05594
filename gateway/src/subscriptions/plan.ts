import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';
import type { Executor, Known, PrimaryFetch, Variables } from '../executor/operation.ts';

/** A planned subscription: who owns its root field and what to ask there, and how to fill in the rest of an event. */
export interface SubscriptionPlan extends PrimaryFetch {
  /** Fills in the other subgraphs' fields of one event, and leaves only what the client selected. */
  complete(event: Known, variables: Variables, context: EdgeContext): Promise<ExecutionResult>;
}

/** Plans the subscriptions of one supergraph. */
export interface SubscriptionPlanner {
  readonly schema: GraphQLSchema;
  plan(document: DocumentNode, operationName?: string): SubscriptionPlan;
}

export function createSubscriptionPlanner(executor: Executor): SubscriptionPlanner {
  return {
    schema: executor.schema,
    plan(document, operationName) {
      const operation = executor.prepare(document, operationName);
      if (!operation.primary) throw new TypeError('the operation is not a subscription');
      return {
        ...operation.primary,
        complete: (known, variables, context) => executor.run(operation, { variables, context, known }),
      };
    },
  };
}

import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';
import type { Admission } from './admission.ts';

/** The header by which staff ask what an operation costs: `x-cost: report`. */
export const COST_HEADER = 'x-cost';

/**
 * Lets an operation run only when its caller may spend what it costs. Staff who ask are told what was expected, what it came to and
 * what is allowed, in `extensions.cost`.
 */
export function spends(admission: Admission): ApolloServerPlugin<EdgeContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return;
          const { outcome } = contextValue;
          if (outcome) {
            if ('refusal' in outcome) throw outcome.refusal;
            return;
          }
          const variables = request.variables ?? {};
          const refusal = await admission.refusalOf({ schema, document, operation, variables }, contextValue);
          if (refusal) throw refusal;
        },
        willSendResponse({ schema, document, operation, request, response, contextValue }) {
          if (contextValue.scope.caller.kind !== 'staff') return Promise.resolve();
          if (request.http?.headers.get(COST_HEADER) !== 'report') return Promise.resolve();
          if (response.body.kind !== 'single' || !document || !operation) return Promise.resolve();
          const valid = { schema, document, operation, variables: request.variables ?? {} };
          const { singleResult } = response.body;
          const cost = {
            estimated: admission.estimate(valid),
            actual: admission.actual(valid, singleResult.data),
            budget: admission.budgets[contextValue.scope.caller.kind],
          };
          singleResult.extensions = { ...singleResult.extensions, cost };
          return Promise.resolve();
        },
      }),
  };
}

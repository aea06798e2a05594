import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';
import type { OperationObserver } from './observer.ts';

/** Tells of what Apollo Server answers. */
export function tells(observe: OperationObserver): ApolloServerPlugin<EdgeContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ schema, document, operation, request, response, contextValue: context }) {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
          const { body } = response;
          const { data, errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
          const variables = request.variables ?? {};
          const valid = document && operation && { schema, document, operation, variables };
          observe({ valid, data, errors, context });
          return Promise.resolve();
        },
      }),
  };
}

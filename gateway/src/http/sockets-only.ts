import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';

/** Says to who sends a subscription by HTTP that it wants a socket or a stream; Apollo's gateway would fail on it. */
export const subscriptionsWantSockets: ApolloServerPlugin<EdgeContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
        throw new GraphQLError(
          'A subscription goes over WebSocket (graphql-transport-ws), or wants `Accept: text/event-stream` or a multipart answer.',
          { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
        );
      },
    }),
};

import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';

/** Says to who sends a subscription by HTTP that it wants a socket; Apollo's gateway would fail on it. */
export const subscriptionsWantSockets: ApolloServerPlugin<EdgeContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
        throw new GraphQLError(
          'A subscription goes over WebSocket, subprotocol graphql-transport-ws, at the same address.',
          { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
        );
      },
    }),
};

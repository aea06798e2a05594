import type { ApolloServerPlugin } from '@apollo/server';
import type { EdgeContext } from '../executor/context.ts';

/** What is wrong with an operation itself, and not with the request that carries it. */
const OF_THE_OPERATION: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * A client that asks for `application/json` gets 200 with what is wrong with its operation
 * (https://graphql.github.io/graphql-over-http/draft/#sec-application-json): it could not tell a GraphQL answer with another status from
 * one of a proxy. `application/graphql-response+json`, and clients that ask for nothing, get 400.
 */
export const jsonStatus: ApolloServerPlugin<EdgeContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response, errors }) {
        const accept = request.http?.headers.get('accept') ?? '';
        const asksForJson = accept.includes('application/json') && !accept.includes('graphql-response');
        const isOfOperation = errors?.every(({ extensions }) => OF_THE_OPERATION.has(extensions['code']));
        if (asksForJson && isOfOperation && response.http.status === 400) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

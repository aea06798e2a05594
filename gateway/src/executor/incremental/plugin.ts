import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { EdgeContext } from '../context.ts';
import type { Generations } from '../generations.ts';
import { hasDefer } from '../planner/documents.ts';
import type { Later } from './outbox.ts';

/** What a client says that takes answers in parts, in the only form that is spoken here; Apollo Client says it. */
const TAKES_PARTS = /multipart\/mixed\s*;[^,]*deferSpec="?20220824"?/;

type Body = Extract<GraphQLResponse['body'], { kind: 'incremental' }>;

/**
 * Answers `@defer` in parts to clients that take them: over HTTP those whose `accept` says so, over a socket all. Apollo Server's own way to
 * a gateway knows one piece only. For anybody else the directive changes nothing.
 */
export function answersInParts(
  generations: Generations,
  tell: (error: GraphQLError) => GraphQLFormattedError,
): ApolloServerPlugin<EdgeContext> {
  const withErrors = <T extends { readonly errors?: readonly GraphQLError[] }>({ errors, ...rest }: T) => ({
    ...rest,
    ...(errors ? { errors: errors.map(tell) } : {}),
  });
  async function* told(later: AsyncIterableIterator<Later, undefined>) {
    for await (const { incremental, hasNext } of later)
      yield incremental ? { incremental: incremental.map(withErrors), hasNext } : { hasNext };
  }
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ request, document, operationName, queryHash, schema, contextValue }) {
          const accept = request.http?.headers.get('accept');
          if (request.http && !TAKES_PARTS.test(accept ?? '')) return null;
          if (!hasDefer(document)) return null;
          const executor = generations.of(schema);
          const name = operationName ?? undefined;
          const hints = { key: queryHash, scope: contextValue.scope, inParts: true };
          const operation = executor.prepare(document, name, hints);
          if (operation.kind === 'subscription') return null;
          const variables = request.variables ?? {};
          const { first, later } = await executor.deliver(operation, { variables, context: contextValue });
          const headers = new HeaderMap();
          if (!later) {
            const http = first.data === undefined ? { status: 400, headers } : { headers };
            return { http, body: { kind: 'single', singleResult: withErrors(first) } };
          }
          const initialResult = { ...withErrors(first), hasNext: true } as Body['initialResult'];
          const subsequentResults = told(later) as unknown as Body['subsequentResults'];
          return {
            http: { headers },
            body: { kind: 'incremental', initialResult, subsequentResults } as Body,
          };
        },
      }),
  };
}

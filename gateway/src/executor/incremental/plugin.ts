import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { EdgeContext } from '../context.ts';
import type { Generations } from '../generations.ts';
import { hasDefer } from '../planner/documents.ts';
import { byPath, formatFor, withTold, type IncrementalFormat } from './formats.ts';
import type { Later } from './outbox.ts';

type Body = Extract<GraphQLResponse['body'], { kind: 'incremental' }>;

/**
 * Answers `@defer` in parts to clients that take them: over HTTP in the format that `accept` names, over a socket by path. Apollo Server's own way to
 * a gateway knows one piece only. For anybody else the directive changes nothing.
 */
export function answersInParts(
  generations: Generations,
  tell: (error: GraphQLError) => GraphQLFormattedError,
): ApolloServerPlugin<EdgeContext> {
  async function* told(format: IncrementalFormat, later: AsyncIterableIterator<Later, undefined>) {
    for await (const each of later) {
      const text = format.later(each, tell);
      if (text) yield text;
    }
  }
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ request, document, operationName, queryHash, schema, contextValue }) {
          const format = request.http ? formatFor(request.http.headers.get('accept') ?? '') : byPath;
          if (!format || !hasDefer(document)) return null;
          const executor = generations.of(schema);
          const name = operationName ?? undefined;
          const hints = { key: queryHash, scope: contextValue.scope, inParts: true };
          const operation = executor.prepare(document, name, hints);
          if (operation.kind === 'subscription') return null;
          const variables = request.variables ?? {};
          const delivered = await executor.deliver(operation, { variables, context: contextValue });
          const { first, later } = delivered;
          const headers = new HeaderMap();
          if (!later) {
            const http = first.data === undefined ? { status: 400, headers } : { headers };
            return { http, body: { kind: 'single', singleResult: withTold(first, tell) } };
          }
          const initialResult = format.first(delivered, tell) as unknown as Body['initialResult'];
          const subsequentResults = told(format, later) as unknown as Body['subsequentResults'];
          return {
            http: { headers },
            body: { kind: 'incremental', initialResult, subsequentResults } as Body,
          };
        },
      }),
  };
}

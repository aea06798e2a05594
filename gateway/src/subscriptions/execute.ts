import type { ApolloServer } from '@apollo/server';
import type { EdgeContext } from '../executor/context.ts';
import type { ClientOperation } from './check.ts';

/** Answers a query or a mutation that came over a socket or a stream: its results as JSON, more than one where parts are deferred. */
export async function* executeWith(
  server: ApolloServer<EdgeContext>,
  operation: ClientOperation,
  context: EdgeContext,
): AsyncGenerator<string, void> {
  const { body } = await server.executeOperation(
    {
      query: operation.query,
      variables: { ...operation.variables },
      ...(operation.operationName ? { operationName: operation.operationName } : {}),
    },
    { contextValue: context },
  );
  if (body.kind === 'single') {
    const { data, errors } = body.singleResult;
    yield JSON.stringify({ data: data ?? null, ...(errors ? { errors } : {}) });
    return;
  }
  yield JSON.stringify(body.initialResult);
  for await (const part of body.subsequentResults) yield JSON.stringify(part);
}

import { inTrace } from '@longbox/telemetry';
import { GraphQLError, parse, type DocumentNode, type ExecutionArgs } from 'graphql';
import type { Context as SocketContext } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocketServer } from 'ws';
import { ONLY_THE_GATEWAY, askerIn, spanFor, type Asker } from './asker.ts';
import { unauthenticated } from './errors.ts';
import type { OperationRequest, OperationRunner } from './runner.ts';
import type { Subgraph } from './subgraph.ts';

/** Serves subscriptions over WebSocket (graphql-transport-ws); who asks stands in the payload of the first message. */
export function serveSockets(
  sockets: WebSocketServer,
  subgraph: Subgraph,
  runner: OperationRunner,
  secret: Uint8Array,
) {
  /** A statement must be good when an operation begins, and not only when its socket is opened. */
  const askerOf = ({ connectionParams }: SocketContext<Record<string, unknown>>) =>
    askerIn(connectionParams ?? {}, secret);
  return useServer<Record<string, unknown>>(
    {
      schema: subgraph.schema,
      connectionInitWaitTimeout: 5_000,
      onConnect: (socket) => askerOf(socket) !== null,
      onSubscribe(socket, _id, { query, variables, operationName, extensions }) {
        const asker = askerOf(socket);
        if (!asker) return [unauthenticated(ONLY_THE_GATEWAY)];
        // The two functions below validate and mask; this only has to say what kind of operation it is.
        const document = parsed(query);
        if (document instanceof GraphQLError) return [document];
        return {
          schema: subgraph.schema,
          document,
          variableValues: variables,
          operationName,
          contextValue: { asker, lastEventId: extensions?.['lastEventId'] },
        };
      },
      execute(args) {
        const { asker } = args.contextValue as SocketOperation;
        const request = requestOf(args);
        return inTrace(spanFor(asker, subgraph, request), () =>
          runner.run(request, subgraph.createContext(asker.caller)),
        );
      },
      subscribe(args) {
        const { asker, lastEventId } = args.contextValue as SocketOperation;
        const request = {
          ...requestOf(args),
          ...(typeof lastEventId === 'string' ? { lastEventId } : {}),
        };
        return inTrace(spanFor(asker, subgraph, request), () =>
          runner.subscribe(request, () => subgraph.createContext(asker.caller)),
        );
      },
    },
    sockets,
  );
}

/** What belongs to one operation on a socket. */
interface SocketOperation {
  readonly asker: Asker;
  readonly lastEventId: unknown;
}

function requestOf({ document, variableValues, operationName }: ExecutionArgs): OperationRequest {
  return { query: document, variables: variableValues ?? {}, operationName: operationName ?? undefined };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

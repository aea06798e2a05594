import type { Server } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { GraphQLError, getOperationAST, parse, validate, type ExecutionResult } from 'graphql';
import { CloseCode, type Context as SocketContext, type SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { told, toldError } from '../errors.ts';
import type { EdgeContext } from '../executor/data-source.ts';
import { authenticate, type Authentication, type Identified } from '../identity/authenticate.ts';
import { correlationIdOf } from '../identity/correlation.ts';
import type { Transport } from '../transport/transport.ts';
import type { SubscriptionPlanner } from './plan.ts';
import { startStream } from './stream.ts';

export interface SocketOptions {
  readonly authentication: Authentication;
  readonly planner: SubscriptionPlanner;
  readonly transports: Readonly<Record<string, Transport>>;
  /** Answers queries and mutations that come over a socket. */
  readonly server: ApolloServer<EdgeContext>;
  readonly logger: Logger;
}

export interface Sockets {
  /** Closes every socket with 1001, which tells clients to connect again (to another process, where there is one). */
  dispose(): Promise<void>;
}

const PATH = '/graphql';
const MOST_MESSAGE_BYTES = 1024 * 1024;
const MOST_SOCKETS = 10_000;
const MOST_SUBSCRIPTIONS_EACH = 50;
const INIT_WAIT_MS = 10_000;
const KEEP_ALIVE_MS = 12_000;
/** The socket's buffer of what a slow client has not read; over it the socket is closed with 4008. */
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;
const SLOW_CLIENT = 4008;
/** `setTimeout` takes 32 bits of milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Live operations: WebSocket with the subprotocol graphql-transport-ws, on the same path as everything else. */
export function serveSockets(http: Server, options: SocketOptions): Sockets {
  const { authentication, planner, transports, server, logger } = options;
  const sockets = new WebSocketServer({ server: http, path: PATH, maxPayload: MOST_MESSAGE_BYTES });
  const identities = new WeakMap<WebSocket, Identified>();
  const counts = new WeakMap<WebSocket, number>();

  sockets.on('connection', (socket) => {
    socket.on('error', (err) => logger.debug({ err }, 'a socket broke'));
    if (sockets.clients.size > MOST_SOCKETS) socket.close(1013, 'Too many connections');
  });

  const contextOf = ({ extra }: SocketContext<Record<string, unknown>, Extra>): EdgeContext => {
    const identity = identities.get(extra.socket);
    if (!identity) throw new Error('an operation on a socket that said nobody');
    return { scope: { caller: identity.caller } };
  };

  async function subscribe(payload: SubscribePayload, context: EdgeContext, socket: WebSocket) {
    const document = parse(payload.query);
    const variables = payload.variables ?? {};
    const plan = planner.plan(document, payload.operationName ?? undefined);
    const transport = transports[plan.serviceName];
    if (!transport) throw new TypeError(`no transport for ${plan.serviceName}`);
    const stream = await startStream(plan, transport, context.scope, variables);
    return Symbol.asyncIterator in stream ? bounded(stream, socket) : stream;
  }

  const disposable = useServer<Record<string, unknown>>(
    {
      connectionInitWaitTimeout: INIT_WAIT_MS,
      async onConnect({ connectionParams, extra }) {
        const identity = await identify(connectionParams ?? {}, extra, authentication);
        if (!identity) return false;
        identities.set(extra.socket, identity);
        closeWhenExpired(extra.socket, identity);
        return true;
      },
      onSubscribe(context, _id, payload) {
        const refused = check(payload, planner);
        if (refused) return refused;
        const socket = context.extra.socket;
        const count = (counts.get(socket) ?? 0) + 1;
        if (count > MOST_SUBSCRIPTIONS_EACH)
          return [
            new GraphQLError(
              `One connection carries at most ${MOST_SUBSCRIPTIONS_EACH} operations at a time.`,
              { extensions: { code: 'BAD_USER_INPUT' } },
            ),
          ];
        counts.set(socket, count);
        return {
          schema: planner.schema,
          document: parse(payload.query),
          operationName: payload.operationName,
          contextValue: { payload, context: contextOf(context), socket } satisfies Operation,
        };
      },
      onComplete({ extra }) {
        counts.set(extra.socket, Math.max(0, (counts.get(extra.socket) ?? 1) - 1));
      },
      execute: ({ contextValue }) => execute(contextValue as Operation, server),
      async subscribe({ contextValue }) {
        const { payload, context, socket } = contextValue as Operation;
        try {
          return await subscribe(payload, context, socket);
        } catch (err) {
          logger.error({ err, correlationId: context.scope.caller.correlationId }, 'a subscription failed');
          return failed(
            'DOWNSTREAM_SERVICE_ERROR',
            'The live service did not answer: try again in a moment.',
          );
        }
      },
    },
    sockets,
    KEEP_ALIVE_MS,
  );
  return { dispose: async () => void (await disposable.dispose()) };
}

interface Operation {
  readonly payload: SubscribePayload;
  readonly context: EdgeContext;
  readonly socket: WebSocket;
}

/** Errors that a document has before anything is executed. */
function check(
  payload: SubscribePayload,
  { schema }: SubscriptionPlanner,
): readonly GraphQLError[] | undefined {
  try {
    const document = parse(payload.query);
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    if (getOperationAST(document, payload.operationName)) return undefined;
    return [new GraphQLError('Say which operation of the document: send `operationName`.')];
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

async function execute(
  { payload, context }: Operation,
  server: ApolloServer<EdgeContext>,
): Promise<ExecutionResult> {
  const { body } = await server.executeOperation(
    {
      query: payload.query,
      variables: payload.variables ?? {},
      ...(payload.operationName ? { operationName: payload.operationName } : {}),
    },
    { contextValue: context },
  );
  if (body.kind !== 'single') return failed('INTERNAL_SERVER_ERROR', 'The answer comes in parts.');
  const { data, errors } = body.singleResult;
  return { data: data ?? null, ...(errors ? { errors: errors.map(toldError) } : {}) };
}

function failed(code: string, message: string): ExecutionResult {
  return { errors: [new GraphQLError(message, { extensions: { code } })] };
}

async function identify(
  parameters: Readonly<Record<string, unknown>>,
  { socket, request }: Extra,
  authentication: Authentication,
): Promise<Identified | undefined> {
  const said = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => {
    const value = said.get(name) ?? request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  try {
    return await authenticate(
      {
        authorization: text('authorization'),
        apiKey: text('x-api-key'),
        store: text('x-store'),
        correlationId: correlationIdOf(text('x-correlation-id')),
      },
      authentication,
    );
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const unknown = error.extensions['code'] === 'UNAUTHENTICATED';
    socket.close(unknown ? CloseCode.Unauthorized : CloseCode.Forbidden, told(error).message);
    return undefined;
  }
}

/** A socket does not outlive the token that opened it: 4403, after which the client connects again with a fresh one. */
function closeWhenExpired(socket: WebSocket, { expiresAt }: Identified): void {
  if (!expiresAt) return;
  const left = Math.min(LONGEST_TIMER_MS, Math.max(0, expiresAt.getTime() - Date.now()));
  const timer = setTimeout(() => socket.close(CloseCode.Forbidden, 'Token expired'), left);
  socket.once('close', () => clearTimeout(timer));
}

/** Ends the socket of a client that does not read, before what waits for it fills the memory. */
function bounded(
  stream: AsyncIterableIterator<ExecutionResult>,
  socket: WebSocket,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      if (socket.bufferedAmount > MOST_BUFFERED_BYTES) socket.close(SLOW_CLIENT, 'Client reads too slowly');
      return stream.next();
    },
    return: async () => (await stream.return?.()) ?? { value: undefined, done: true },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

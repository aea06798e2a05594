import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType, parseMessage, type Message } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { edgeError, told } from '../errors.ts';
import { CLOSE, type Close } from './close-codes.ts';
import { identify } from './connection.ts';
import type { Identified } from '../identity/authenticate.ts';
import { operationIn } from './client-operation.ts';
import { whenExpired } from './expiry.ts';
import { MOST_ON_ONE_SOCKET } from './limits.ts';
import type { LiveListener, Membership } from './live-event.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { isRefusal, startOperation, type LiveEdge } from './start.ts';

const INIT_WAIT_MS = 10_000;
/** A client that does not answer the closing of its socket is cut off after so long. */
export const CLOSE_MS = 2_000;
/** What is on its way to a slow client stands before the code that tells it why, and comes as slowly. */
const SLOW_CLOSE_MS = 10_000;
/** While so many bytes wait for a client, nothing more is given to its socket. */
const MOST_UNSENT_BYTES = 64 * 1024;

type Start = Extract<Message, { type: MessageType.Subscribe }>;

interface Running {
  /** Absent until it has started. */
  membership?: Membership;
  readonly outbox: Outbox;
}

/**
 * Speaks graphql-transport-ws with one client: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. Messages are put together
 * from results that are JSON already, since many clients get the same ones.
 */
export function serveSocket(
  socket: WebSocket,
  headers: IncomingHttpHeaders,
  address: string | undefined,
  edge: LiveEdge,
): void {
  let identified: Identified | undefined;
  let initialised = false;
  let isFull = false;
  let forgetExpiry = () => {};
  const running = new Map<string, Running>();
  const initTimer = setTimeout(() => end(CLOSE.initTimeout), INIT_WAIT_MS).unref();

  if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) end(CLOSE.subprotocol);
  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    receive(data, isBinary).catch((err: unknown) => {
      edge.logger.error({ err }, 'a message failed');
      end(CLOSE.internal);
    });
  });
  socket.once('close', forget);

  function end(why: Close): void {
    forget();
    closeSocket(socket, why);
  }

  function forget(): void {
    clearTimeout(initTimer);
    forgetExpiry();
    const left = [...running.values()];
    running.clear();
    for (const { membership } of left) membership?.leave();
  }

  /** Called by the socket whenever something has left it. */
  function flush(): void {
    if (!isFull || !writable()) return;
    isFull = false;
    for (const { outbox } of running.values()) outbox.flush();
  }

  function writable(): boolean {
    if (socket.bufferedAmount < MOST_UNSENT_BYTES) return socket.readyState === socket.OPEN;
    isFull = true;
    return false;
  }

  const send = (text: string) => socket.readyState === socket.OPEN && socket.send(text, flush);

  async function receive(data: RawData, isBinary: boolean): Promise<void> {
    let message: Message;
    try {
      if (isBinary) throw new TypeError('messages are text');
      const text = textOf(data);
      if (edge.documents.refusalOfJson(text)) throw new TypeError('the JSON is unusual');
      message = parseMessage(text);
    } catch {
      return end(CLOSE.badMessage);
    }
    if (message.type === MessageType.ConnectionInit) return init(message.payload);
    if (message.type === MessageType.Ping)
      return void send(
        JSON.stringify({ type: 'pong', ...(message.payload ? { payload: message.payload } : {}) }),
      );
    if (message.type === MessageType.Pong) return;
    if (message.type === MessageType.Subscribe) return start(message, identified);
    if (message.type !== MessageType.Complete) return end(CLOSE.badMessage);
    const { membership } = running.get(message.id) ?? {};
    running.delete(message.id);
    membership?.leave();
  }

  async function init(payload: Record<string, unknown> | undefined): Promise<void> {
    if (initialised) return end(CLOSE.secondInit);
    initialised = true;
    clearTimeout(initTimer);
    const identity = await identify(payload ?? {}, headers, edge.authentication, edge.logger);
    if (!('caller' in identity)) return end(identity);
    if (socket.readyState !== socket.OPEN) return;
    identified = identity;
    forgetExpiry = whenExpired(identity, () => end(CLOSE.expired));
    send('{"type":"connection_ack"}');
  }

  async function start({ id, payload }: Start, sentBy: Identified | undefined): Promise<void> {
    if (!sentBy) return end(CLOSE.unauthenticated);
    const { caller } = sentBy;
    if (running.has(id)) return end(CLOSE.sameId);
    const name = JSON.stringify(id);
    const refuse = (errors: unknown) =>
      send(`{"id":${name},"type":"error","payload":${JSON.stringify(errors)}}`);
    if (running.size >= MOST_ON_ONE_SOCKET)
      return void refuse([
        told(
          edgeError(
            'RATE_LIMITED',
            `One connection carries at most ${MOST_ON_ONE_SOCKET} operations at a time.`,
          ),
        ),
      ]);
    const outbox = createOutbox({
      writable,
      write({ text }) {
        send(`{"id":${name},"type":"next","payload":${text}}`);
        edge.metrics.delivered('websocket');
      },
      onDrop: (events) => edge.metrics.dropped('websocket', events),
      onOverflow() {
        edge.logger.warn({ correlationId: caller.correlationId }, 'a client reads too slowly');
        end(CLOSE.slow);
      },
    });
    const operation: Running = { outbox };
    running.set(id, operation);
    const isRunning = () => running.get(id) === operation;
    const listener: LiveListener = {
      next: (event) => isRunning() && outbox.offer(event),
      end(errors) {
        outbox.finish(() => {
          if (!isRunning()) return;
          running.delete(id);
          if (errors?.length) refuse(errors);
          else send(`{"id":${name},"type":"complete"}`);
        });
      },
    };
    // Each operation is a request of its own: loaders are not shared among them.
    const spends = { address, costPerMinute: sentBy.costPerMinute };
    const context = { scope: { caller, decisions: edge.decide(sentBy) }, sender: spends };
    const trace = headers['traceparent'];
    const traceparent = typeof trace === 'string' ? trace : undefined;
    const sender = { context, address, protocol: 'websocket', traceparent } as const;
    const meant = await meantBy(payload, sentBy);
    if (!isRunning()) return;
    const started = 'query' in meant ? startOperation(edge, meant, sender, listener) : [meant];
    if (isRefusal(started)) listener.end(started);
    else if (isRunning()) operation.membership = started;
    else started.leave();
  }

  /** The operation that a client means, or why it may not send it. */
  async function meantBy(payload: Start['payload'], sentBy: Identified) {
    try {
      const operation = operationIn(await edge.persisted.resolve(sentBy, payload));
      return operation ?? told(edgeError('BAD_USER_INPUT', 'Send an operation: `query`, and what it takes.'));
    } catch (error) {
      if (error instanceof GraphQLError) return told(error);
      throw error;
    }
  }
}

/** Closes a socket, and cuts it off when the client does not answer that. */
export function closeSocket(socket: WebSocket, why: Close): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(why.code, why.reason);
  setTimeout(() => socket.terminate(), why === CLOSE.slow ? SLOW_CLOSE_MS : CLOSE_MS).unref();
}

/** A message comes as one buffer; `ws` knows other forms for those who ask for them. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString();
}

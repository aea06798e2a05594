import type { IncomingMessage, ServerResponse } from 'node:http';
import { outside, traceparent } from '@longbox/telemetry';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { refuse, sendJson } from '../http/answer.ts';
import { edgeError, told } from '../errors.ts';
import type { Identified } from '../identity/authenticate.ts';
import type { ClientOperation } from './check.ts';
import type { Drain } from './drain.ts';
import { eventStream } from './event-stream.ts';
import { whenExpired } from './expiry.ts';
import type { Membership } from './live-event.ts';
import { multipart } from './multipart.ts';
import { createOutbox } from './outbox.ts';
import { createRounds } from './rounds.ts';
import type { StreamFormat } from './stream-format.ts';
import { isRefusal, startOperation, type LiveEdge } from './start.ts';

export interface LiveStreams {
  /** The protocol that the request asks to be answered in; undefined when it asks for a plain answer. */
  formatFor(request: IncomingMessage, operation: ClientOperation | undefined): StreamFormat | undefined;
  answer(
    format: StreamFormat,
    operation: ClientOperation,
    identified: Identified,
    request: IncomingMessage,
    response: ServerResponse,
  ): void;
  readonly size: number;
  /** Ends every stream, saying when to come again; and begins no more. */
  drain(drain: Drain): void;
}

/** Load balancers close what is silent for 60 s, Apollo's clients expect a sign of life every few seconds. */
const HEARTBEAT_MS = 5_000;
/** A client that reads nothing for so long is gone. */
const MOST_SILENT_MS = 30_000;

/** Clients leave all the time: there is room again within seconds. */
const FULL_RETRY_MS = 5_000;
const FULL = edgeError('RATE_LIMITED', 'Too many live connections here: try again in a moment.');
const GOES_AWAY = edgeError('DOWNSTREAM_SERVICE_ERROR', 'This process goes away: connect again.');

/** An answer that is not a stream. */
const PLAIN = /\bapplication\/(?:graphql-response\+)?json\b|\*\/\*/i;

interface Open {
  beat(): void;
  leave(retryMs: number): void;
}

/** Live operations over plain HTTP: GraphQL over SSE (distinct connections), and Apollo's multipart subscriptions. */
export function createStreams(edge: LiveEdge, mayConnect: () => boolean): LiveStreams {
  const open = new Set<Open>();
  let leaving: Drain | undefined;
  const heartbeats = createRounds<Open>(HEARTBEAT_MS, (stream) => stream.beat());

  return {
    formatFor({ headers: { accept = '' } }, operation) {
      const takesEvents = /\btext\/event-stream\b/i.test(accept);
      const takesParts = /\bmultipart\/mixed\b.*\bsubscriptionSpec\s*=/i.test(accept);
      if (!takesEvents && !takesParts) return undefined;
      const checked = operation && edge.check(operation);
      const isSubscription = checked !== undefined && 'kind' in checked && checked.kind === 'subscription';
      // Some clients name everything that they can read with every operation: then only a subscription is a stream.
      if (takesEvents && (isSubscription || !PLAIN.test(accept))) return eventStream;
      return isSubscription && takesParts ? multipart : undefined;
    },
    answer(format, operation, identified, request, response) {
      if (leaving) return sendAway(response, leaving.retryMs(), GOES_AWAY);
      if (!mayConnect()) return sendAway(response, FULL_RETRY_MS, FULL);
      const problem = problemOf(edge, operation, request);
      if (problem) return refuse(response, problem.status, problem.message);
      // It goes on when the request is over, in its trace and not under it.
      const trace = traceparent();
      const onClose = () => {
        open.delete(stream);
        leave();
      };
      const stream = outside(() =>
        openStream(edge, format, operation, identified, request, response, trace, onClose),
      );
      open.add(stream);
      const leave = heartbeats.add(stream);
    },
    get size() {
      return open.size;
    },
    drain(drain) {
      leaving = drain;
      heartbeats.stop();
      for (const stream of open) stream.leave(drain.retryMs());
    },
  };
}

function sendAway(response: ServerResponse, retryMs: number, why: GraphQLError): void {
  response.setHeader('retry-after', String(Math.ceil(retryMs / 1_000)));
  sendJson(response, 503, { errors: [told(why)] });
}

function openStream(
  edge: LiveEdge,
  format: StreamFormat,
  operation: ClientOperation,
  identified: Identified,
  request: IncomingMessage,
  response: ServerResponse,
  trace: string | undefined,
  onClose: () => void,
): Open {
  let membership: Membership | undefined;
  let over = false;
  let fullSince: number | undefined;
  const writable = () => !response.writableNeedDrain;
  const header = request.headers['last-event-id'];
  response.writeHead(200, {
    'content-type': format.contentType,
    'cache-control': 'no-cache, no-transform',
    // nginx and its like hold answers back until they have a bufferful of them.
    'x-accel-buffering': 'no',
  });
  response.write(format.begin);

  /** Writes the last of it, and leaves. */
  function end(last: string): void {
    if (over) return;
    over = true;
    membership?.leave();
    response.end(last);
  }

  const outbox = createOutbox({
    writable,
    write({ text, id }) {
      response.write(format.next(text, id));
      edge.metrics.delivered(format.protocol);
    },
    onDrop: (events) => edge.metrics.dropped(format.protocol, events),
    onOverflow() {
      edge.logger.warn({ correlationId: identified.caller.correlationId }, 'a client reads too slowly');
      response.destroy();
    },
  });
  response.on('drain', () => {
    fullSince = undefined;
    outbox.flush();
  });
  const forgetExpiry = whenExpired(identified, () =>
    end(
      format.end([
        told(
          edgeError('UNAUTHENTICATED', 'The token or key is not good any more: sign in and subscribe again.'),
        ),
      ]),
    ),
  );
  response.once('close', () => {
    over = true;
    forgetExpiry();
    membership?.leave();
    onClose();
  });

  const listener = {
    next: (event: Parameters<typeof outbox.offer>[0]) => over || outbox.offer(event),
    end: (errors?: readonly GraphQLFormattedError[]) => outbox.finish(() => end(format.end(errors))),
  };
  const started = startOperation(
    edge,
    operation,
    {
      context: {
        scope: { caller: identified.caller, decisions: edge.decide(identified) },
        sender: { address: request.socket.remoteAddress, costPerMinute: identified.costPerMinute },
      },
      address: request.socket.remoteAddress,
      protocol: format.protocol,
      traceparent: trace,
      lastEventId: typeof header === 'string' && header !== '' ? header : undefined,
    },
    listener,
  );
  if (isRefusal(started)) listener.end(started);
  else if (over) started.leave();
  else membership = started;

  return {
    beat() {
      if (over) return;
      if (writable()) return void response.write(format.heartbeat);
      fullSince ??= Date.now();
      if (Date.now() - fullSince > MOST_SILENT_MS) response.destroy();
    },
    leave: (retryMs) => end(format.goneAway(retryMs)),
  };
}

/** Why a request is not answered with a stream. What a page of any origin may send without asking first must change nothing. */
function problemOf(
  edge: LiveEdge,
  operation: ClientOperation,
  { method, headers }: IncomingMessage,
): { readonly status: number; readonly message: string } | undefined {
  if (method === 'POST')
    return /^application\/json\b/i.test(headers['content-type'] ?? '')
      ? undefined
      : { status: 415, message: 'Send the operation as `application/json`.' };
  if (method !== 'GET') return { status: 405, message: 'Send the operation by POST or GET.' };
  const checked = edge.check(operation);
  const isMutation = 'kind' in checked && checked.kind === 'mutation';
  return isMutation ? { status: 405, message: 'A mutation is sent by POST.' } : undefined;
}

import type { Server } from 'node:http';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { CLOSE, type Close } from './close-codes.ts';
import type { Drain } from './drain.ts';
import { createRounds } from './rounds.ts';
import { CLOSE_MS, closeSocket, serveSocket } from './socket.ts';
import type { LiveEdge } from './start.ts';

export interface Sockets {
  readonly size: number;
  /** Closes every socket with 1001, each with a time of its own to connect again, and every one that comes from now on. */
  drain(drain: Drain): void;
  /** Takes in no more. Resolves when all are closed, after two seconds at most. */
  close(): Promise<void>;
}

const PATH = '/graphql';
const MOST_MESSAGE_BYTES = 1024 * 1024;
/** A client that is gone without a word is noticed after two of these. */
const KEEP_ALIVE_MS = 12_000;

/** Live operations over WebSocket, subprotocol graphql-transport-ws, on the same path as everything else. */
export function serveSockets(http: Server, edge: LiveEdge, mayConnect: () => boolean): Sockets {
  const sockets = new WebSocketServer({
    server: http,
    path: PATH,
    maxPayload: MOST_MESSAGE_BYTES,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });
  let leaving: Drain | undefined;
  /** Those that have not answered their last ping. */
  const silent = new WeakSet<WebSocket>();
  const pings = createRounds<WebSocket>(KEEP_ALIVE_MS, (socket) => {
    if (silent.has(socket)) socket.terminate();
    else if (socket.readyState === socket.OPEN) {
      silent.add(socket);
      socket.ping();
    }
  });

  sockets.on('connection', (socket, request) => {
    socket.on('error', (err) => edge.logger.debug({ err }, 'a socket broke'));
    socket.once('close', (code) => edge.metrics.closed(code));
    if (leaving) return closeSocket(socket, goingAway(leaving));
    if (!mayConnect()) return closeSocket(socket, CLOSE.tooMany);
    socket.on('pong', () => silent.delete(socket));
    socket.once('close', pings.add(socket));
    serveSocket(socket, request.headers, request.socket.remoteAddress, edge);
  });

  return {
    get size() {
      return sockets.clients.size;
    },
    drain(drain) {
      leaving = drain;
      pings.stop();
      for (const socket of sockets.clients) closeSocket(socket, goingAway(drain));
    },
    async close() {
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSE_MS);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(cut);
    },
  };
}

function goingAway({ retryMs }: Drain): Close {
  const { code, reason } = CLOSE.goingAway;
  return { code, reason: `${reason}: connect again in ${retryMs()} ms` };
}

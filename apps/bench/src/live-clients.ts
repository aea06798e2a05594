import { operations } from '@longbox/client';
import { print } from 'graphql';
import { WebSocket } from 'ws';
import { rush } from './arrivals.ts';

export interface Watchers {
  /** What came after the order as it was at the beginning: `order revision`, and when by `performance.now()`. */
  readonly heard: readonly { readonly key: string; readonly at: number }[];
  close(): Promise<void>;
}

const QUERY = print(operations.OrderStatusDocument);
/** Sockets that are opened at the same time. */
const AT_ONCE = 50;

/** So many clients, each with a socket of its own, spread over the orders; they are there when each has seen its order. */
export async function watchOrders(
  url: string,
  credentials: Readonly<Record<string, string>>,
  orders: readonly string[],
  count: number,
): Promise<Watchers> {
  const heard: { key: string; at: number }[] = [];
  const sockets: WebSocket[] = [];
  await rush(count, AT_ONCE, (index) => {
    const order = orders[index % orders.length] ?? '';
    const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
    sockets.push(socket);
    return watch(socket, credentials, order, (eventId) =>
      heard.push({ key: `${order} ${eventId}`, at: performance.now() }),
    );
  });
  return {
    heard,
    async close() {
      const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.close();
      await Promise.all(closed);
    },
  };
}

/** Resolves when the client has seen its order as it is; what comes then is told. */
function watch(
  socket: WebSocket,
  credentials: Readonly<Record<string, string>>,
  order: string,
  tell: (eventId: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isFirst = true;
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`a socket was closed with ${code}`)));
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: credentials })));
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"connection_ack"'))
        return socket.send(
          JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id: order } } }),
        );
      const { type, payload } = JSON.parse(text) as {
        type: string;
        payload?: { data?: unknown; errors?: unknown; extensions?: { eventId?: string } };
      };
      if (type !== 'next' || payload?.errors || !payload?.extensions?.eventId) return reject(new Error(text));
      if (isFirst) resolve();
      else tell(payload.extensions.eventId);
      isFirst = false;
    });
  });
}

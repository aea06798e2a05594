import { connect, isIP } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

/** How often a silent connection is asked whether it lives, in milliseconds; the driver's own figure. */
const KEEP_ALIVE_MS = 60_000;

/**
 * Connects to a broker. Other than the driver's own sockets, these send small requests at once instead of waiting for the answer to those
 * before (Nagle's algorithm, up to 40 ms), and any number of requests may wait for the connection without Node.js taking it for a leak.
 */
export const openSocket: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const socket = ssl
    ? connectSecurely({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...ssl }, onConnect)
    : connect({ host, port }, onConnect);
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  socket.setNoDelay(true);
  socket.setMaxListeners(0);
  return socket;
};

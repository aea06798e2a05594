import { connect, type Socket } from 'node:net';
import { rush } from '../arrivals.ts';
import { waitUntil } from '../waiting.ts';
import type { Attack, Target } from './attack.ts';

/** Connections that are opened at the same time. */
const AT_ONCE = 64;
/** Headers must come within ten seconds; it is looked every two. */
const CUT_OFF_MS = 20_000;
const HALF =
  'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query":';
const DRIPPED = 'POST /graphql HTTP/1.1\r\nhost: a\r\n';
const DRIP_MS = 1_000;

function open({ url }: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    // A connection that is reset is closed, which is what is counted.
    socket.on('error', () => undefined);
  });
}

async function openMany(target: Target, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  await rush(count, AT_ONCE, async () => void sockets.push((await open(target)).resume()));
  return sockets;
}

const closedOf = (sockets: readonly Socket[]) => sockets.filter(({ closed }) => closed).length;

async function untilCutOff(sockets: readonly Socket[]): Promise<string> {
  await waitUntil('the connections to be cut off', CUT_OFF_MS, () =>
    Promise.resolve(closedOf(sockets) === sockets.length),
  );
  return `all ${sockets.length} cut off`;
}

/** Connections that are opened and send nothing. */
export const idle = (count: number): Attack => ({
  name: 'idleConnections',
  what: `${count} connections that send nothing`,
  run: async (target) => untilCutOff(await openMany(target, count)),
});

/** Connections that send one header a second. */
export const dripping = (count: number): Attack => ({
  name: 'dripping',
  what: `${count} connections that send a header a second`,
  async run(target) {
    const sockets = await openMany(target, count);
    for (const socket of sockets) socket.write(DRIPPED);
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('x-a: b\r\n');
    }, DRIP_MS);
    const answer = await untilCutOff(sockets).finally(() => clearInterval(drip));
    return answer;
  },
});

/** Requests that are broken off in the middle, at a fixed rate. */
export const cutOff = (perSecond: number): Attack => ({
  name: 'cutOff',
  what: `${perSecond} requests a second that are broken off`,
  async run(target) {
    await target.atRate(perSecond, async () => {
      const socket = await open(target);
      socket.end(HALF);
      socket.destroySoon();
    });
    return 'given up';
  },
});

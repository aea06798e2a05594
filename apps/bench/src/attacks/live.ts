import { WebSocket } from 'ws';
import { rush } from '../arrivals.ts';
import { SHOPPER } from '../checkout.ts';
import { waitUntil } from '../waiting.ts';
import type { Attack, Target } from './attack.ts';

const AT_ONCE = 64;
const ANSWER_MS = 30_000;
const OPERATION = 'subscription ($id: ID!) { cartUpdated(id: $id) { id } }';
/** Operations that one socket carries. */
const ON_ONE_SOCKET = 50;
/** `LONGBOX_LIVE_PER_CALLER`, as it is by default. */
const OF_ONE_CALLER = 1_000;

interface Client {
  readonly socket: WebSocket;
  readonly counts: { next: number; refused: number };
  readonly closed: () => number | undefined;
  subscribe(id: string): void;
}

/** A client that has said who it is, or was closed; an anonymous shopper, as all of them are. */
function join({ url, cart }: Target): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
    const counts = { next: 0, refused: 0 };
    let code: number | undefined;
    const client: Client = {
      socket,
      counts,
      closed: () => code,
      subscribe(id) {
        const payload = { query: OPERATION, variables: { id: cart } };
        socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
      },
    };
    socket.once('error', reject);
    socket.once('close', (why) => {
      code = why;
      resolve(client);
    });
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: SHOPPER })));
    socket.on('message', (data: Buffer) => {
      const message = data.toString();
      if (message.includes('"connection_ack"')) resolve(client);
      else if (message.includes('RATE_LIMITED')) counts.refused += 1;
      else if (message.includes('"type":"next"')) counts.next += 1;
      else socket.terminate();
    });
  });
}

async function joinMany(target: Target, count: number): Promise<Client[]> {
  const clients: Client[] = [];
  await rush(count, AT_ONCE, async () => void clients.push(await join(target)));
  return clients;
}

async function leave(clients: readonly Client[]): Promise<void> {
  for (const { socket } of clients) socket.terminate();
  await waitUntil('the sockets to be closed', ANSWER_MS, () =>
    Promise.resolve(clients.every(({ socket }) => socket.readyState === WebSocket.CLOSED)),
  );
}

const sum = (clients: readonly Client[], of: 'next' | 'refused') =>
  clients.reduce((total, { counts }) => total + counts[of], 0);

/** Waits until everything is answered, of which so much is taken at most; throws when more is. */
async function refusals(clients: readonly Client[], sent: number, most: number): Promise<string> {
  await waitUntil('every operation to be answered', ANSWER_MS, () =>
    Promise.resolve(sum(clients, 'next') + sum(clients, 'refused') >= sent),
  );
  const taken = sum(clients, 'next');
  if (taken > most) throw new Error(`${taken} operations were taken, ${most} may be`);
  return `${sent - taken} of ${sent} refused: RATE_LIMITED`;
}

/** Sockets that say who they are, and nothing else; some more than there may be. */
export const idleSockets = (most: number, beyond: number): Attack => ({
  name: 'idleSockets',
  what: `${most + beyond} WebSockets that ask for nothing`,
  async run(target) {
    const clients = await joinMany(target, most + beyond);
    const sentAway = clients.filter((client) => client.closed() === 1013).length;
    await leave(clients);
    if (sentAway !== beyond) throw new Error(`${sentAway} sockets were sent away, not ${beyond}`);
    return `${most} held, ${beyond} closed with 1013`;
  },
});

/** Operations on one socket. */
export const onOneSocket = (perSecond: number): Attack => ({
  name: 'floodOfSocket',
  what: `${perSecond} subscriptions a second on one WebSocket`,
  async run(target) {
    const client = await join(target);
    let sent = 0;
    await target.atRate(perSecond, (index) => {
      sent += 1;
      return Promise.resolve(client.subscribe(`${index}`));
    });
    const answer = await refusals([client], sent, ON_ONE_SOCKET);
    await leave([client]);
    return answer;
  },
});

/** Operations of one caller, as many as may be on each of many sockets. */
export const ofOneCaller = (sockets: number): Attack => ({
  name: 'floodOfCaller',
  what: `${sockets * ON_ONE_SOCKET} subscriptions of one caller on ${sockets} WebSockets`,
  async run(target) {
    const clients = await joinMany(target, sockets);
    for (const client of clients) for (let nr = 0; nr < ON_ONE_SOCKET; nr += 1) client.subscribe(`${nr}`);
    const answer = await refusals(clients, sockets * ON_ONE_SOCKET, OF_ONE_CALLER);
    await leave(clients);
    return answer;
  },
});

/** Sockets that come, subscribe to what they may, and leave without a word. */
export const comingAndGoing = (perSecond: number): Attack => ({
  name: 'floodOfSockets',
  what: `${perSecond} WebSockets a second that come, subscribe ${ON_ONE_SOCKET} times and leave`,
  async run(target) {
    let sockets = 0;
    await target.atRate(perSecond, async () => {
      const client = await join(target);
      sockets += 1;
      for (let nr = 0; nr < ON_ONE_SOCKET; nr += 1) client.subscribe(`${nr}`);
      await leave([client]);
    });
    return `${sockets} taken, none left`;
  },
});

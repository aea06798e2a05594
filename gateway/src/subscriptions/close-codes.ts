/**
 * Why a socket is closed: the codes of the protocol (graphql-ws `PROTOCOL.md`) and three of RFC 6455's registry; 4008 is our own.
 * `docs/live.md` says for each what a client does.
 */
export const CLOSE = {
  /** RFC 6455: this process goes away; connect again, elsewhere if there is an elsewhere. The reason says after how long. */
  goingAway: { code: 1001, reason: 'Going away' },
  /** RFC 6455: a message of more than 1 MiB. Its socket is closed before anything of it is read (`maxPayload`). */
  tooLarge: { code: 1009, reason: '' },
  /** RFC 6455's registry: too many sockets here; connect again later. */
  tooMany: { code: 1013, reason: 'Too many connections' },
  /** Our own: events wait for this client beyond what is held for it; connect again and say which one it saw last. */
  slow: { code: 4008, reason: 'Client reads too slowly' },
  badMessage: { code: 4400, reason: 'Invalid message received' },
  /** An operation before the acknowledgement, or a token that is not good. */
  unauthenticated: { code: 4401, reason: 'Unauthorized' },
  forbidden: { code: 4403, reason: 'Forbidden' },
  /** The token's time is over; connect again with a fresh one. */
  expired: { code: 4403, reason: 'Token expired' },
  subprotocol: { code: 4406, reason: 'Subprotocol not acceptable' },
  initTimeout: { code: 4408, reason: 'Connection initialisation timeout' },
  sameId: { code: 4409, reason: 'Subscriber for this id already exists' },
  secondInit: { code: 4429, reason: 'Too many initialisation requests' },
  internal: { code: 4500, reason: 'Internal server error' },
} as const;

export interface Close {
  readonly code: number;
  readonly reason: string;
}

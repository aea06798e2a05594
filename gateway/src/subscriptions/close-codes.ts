/**
 * Why a socket is closed, beyond the codes of the protocol (graphql-ws `PROTOCOL.md`: 4400, 4401, 4403, 4406, 4408, 4409, 4429, 4500). The
 * README of the gateway lists all of them for clients.
 */
export const CLOSE = {
  /** RFC 6455: this process goes away; connect again, elsewhere if there is an elsewhere. */
  goingAway: { code: 1001, reason: 'Going away' },
  /** RFC 6455's registry: too many sockets here; connect again later. */
  tooMany: { code: 1013, reason: 'Too many connections' },
  unauthenticated: { code: 4401 },
  forbidden: { code: 4403 },
  /** The token's time is over; connect again with a fresh one. */
  expired: { code: 4403, reason: 'Token expired' },
  internal: { code: 4500, reason: 'Internal server error' },
  /** Our own: events wait for this client beyond what is held for it; connect again and read the present state. */
  slow: { code: 4008, reason: 'Client reads too slowly' },
} as const;

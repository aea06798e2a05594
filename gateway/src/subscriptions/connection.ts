import { GraphQLError } from 'graphql';
import type { Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { told } from '../errors.ts';
import { authenticate, type Authentication, type Identified } from '../identity/authenticate.ts';
import { correlationIdOf } from '../identity/correlation.ts';
import { CLOSE } from './close-codes.ts';

/** `setTimeout` takes 32 bits of milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** RFC 6455: a control frame holds 125 bytes, two of them the code. */
const MOST_REASON_BYTES = 123;

/**
 * Who opened a socket, from the payload of its first message or else from the headers of its request. Closes the socket with 4401 or 4403
 * and answers undefined when that is not good.
 */
export async function identify(
  parameters: Readonly<Record<string, unknown>>,
  { socket, request }: Extra,
  authentication: Authentication,
  logger: Logger,
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
    if (error instanceof GraphQLError) {
      const isUnknown = error.extensions['code'] === 'UNAUTHENTICATED';
      const { code } = isUnknown ? CLOSE.unauthenticated : CLOSE.forbidden;
      socket.close(code, shortened(told(error).message));
    } else {
      logger.error({ err: error }, 'who opened a socket could not be established');
      socket.close(CLOSE.internal.code, CLOSE.internal.reason);
    }
    return undefined;
  }
}

function shortened(reason: string): string {
  return Buffer.byteLength(reason) <= MOST_REASON_BYTES ? reason : 'Not allowed';
}

/** A socket does not outlive the token that opened it: 4403, after which the client connects again with a fresh one. */
export function closeWhenExpired(socket: WebSocket, { expiresAt }: Identified): void {
  if (!expiresAt) return;
  const left = Math.min(LONGEST_TIMER_MS, Math.max(0, expiresAt.getTime() - Date.now()));
  const timer = setTimeout(() => socket.close(CLOSE.expired.code, CLOSE.expired.reason), left);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}

import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { told } from '../errors.ts';
import { authenticate, type Identification, type Identified } from '../identity/authenticate.ts';
import { correlationIdOf } from '../identity/correlation.ts';
import { CLOSE, type Close } from './close-codes.ts';

/** RFC 6455: a control frame holds 125 bytes, two of them the code. */
const MOST_REASON_BYTES = 123;

/**
 * Who opened a socket, from the payload of its first message or else from the headers of its request; or why it is closed, when that is
 * not good.
 */
export async function identify(
  parameters: Readonly<Record<string, unknown>>,
  headers: IncomingHttpHeaders,
  authentication: Identification,
  logger: Logger,
): Promise<Identified | Close> {
  const said = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => {
    const value = said.get(name) ?? headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  try {
    return await authenticate(
      {
        authorization: text('authorization'),
        apiKey: text('x-api-key'),
        store: text('x-store'),
        visitor: text('x-visitor'),
        correlationId: correlationIdOf(text('x-correlation-id')),
      },
      authentication,
    );
  } catch (error) {
    if (error instanceof GraphQLError) {
      const close = error.extensions['code'] === 'UNAUTHENTICATED' ? CLOSE.unauthenticated : CLOSE.forbidden;
      const { message } = told(error);
      return Buffer.byteLength(message) <= MOST_REASON_BYTES ? { code: close.code, reason: message } : close;
    }
    logger.error({ err: error }, 'who opened a socket could not be established');
    return CLOSE.internal;
  }
}

import type { GraphQLFormattedError } from 'graphql';
import type { Protocol } from './metrics.ts';

/** How events look on the wire of one protocol over HTTP. */
export interface StreamFormat {
  readonly protocol: Protocol;
  readonly contentType: string;
  /** Begins the stream, so that the client sees that it is accepted. */
  readonly begin: string;
  readonly heartbeat: string;
  next(text: string, id: string | undefined): string;
  /** The operation is over; errors are those of an operation that failed. */
  end(errors: readonly GraphQLFormattedError[] | undefined): string;
  /** It goes on elsewhere: the client connects again after so long. */
  goneAway(retryMs: number): string;
}

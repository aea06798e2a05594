import { GraphQLError } from 'graphql';
import { PeerUnavailable, forbidden } from '@longbox/subgraph';
import { NotPermitted } from '../application/cancel-order.ts';

/** Gives what a use case throws the code that callers know it by; anything else is ours and is masked by the host. */
export async function coded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotPermitted) throw forbidden(error.message);
    if (error instanceof PeerUnavailable)
      throw new GraphQLError('A part of the store does not answer at the moment. Try again.', {
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: error.peer },
        originalError: error,
      });
    throw error;
  }
}

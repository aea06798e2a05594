import { HeaderMap } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { edgeError } from '../errors.ts';

/** An error that says why, and when to come again: 429 with `Retry-After`. */
export function rateLimited(why: string, retryAfterMs: number): GraphQLError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  const headers = new HeaderMap();
  headers.set('retry-after', String(seconds));
  const error = edgeError('RATE_LIMITED', `${why}: try again in ${seconds} s.`);
  // Apollo Server answers with it, and tells nobody.
  Object.assign(error.extensions, { http: { status: 429, headers } });
  return error;
}

import { GraphQLError } from 'graphql';

/** Codes of the errors that a caller cannot mend by changing the input of a mutation; the client contract lists them. */
export type ErrorCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'DOWNSTREAM_SERVICE_ERROR' | 'INTERNAL_SERVER_ERROR';

function withCode(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** What is said to who is not signed in. */
export const SIGN_IN = 'Sign in to do this.';

/** Nobody is signed in where somebody has to be. */
export const unauthenticated = (message = SIGN_IN) => withCode('UNAUTHENTICATED', message);

/** Somebody is signed in who may not. */
export const forbidden = (message: string) => withCode('FORBIDDEN', message);

/** An argument of a query is out of its bounds. (What is wrong with a mutation's input is a user error instead.) */
export const badUserInput = (message: string) => withCode('BAD_USER_INPUT', message);

/** What is said when a peer did not answer: nothing was done, and asking again may help. */
export const downstreamError = (message = 'A part of the store does not answer at the moment. Try again.') =>
  withCode('DOWNSTREAM_SERVICE_ERROR', message);

/** What is said of an error that is ours: nothing of its text, which may hold SQL, hosts or somebody's data. */
export const internalError = () =>
  withCode('INTERNAL_SERVER_ERROR', 'Something went wrong on our side. It has been logged; try again.');

/** The header that says which request of a client something is done for. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** Whether it may end up in logs and events. */
export function isCorrelationId(given: unknown): given is string {
  return typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given);
}

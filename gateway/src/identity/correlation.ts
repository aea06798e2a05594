import { isCorrelationId } from '@longbox/identity';
import { newId } from '@longbox/ids';

/** The client's own correlation id when it is a sane one, a new one otherwise: it ends up in logs and events. */
export function correlationIdOf(given: string | undefined): string {
  return isCorrelationId(given) ? given : newId();
}

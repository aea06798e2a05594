import { newId } from '@longbox/ids';

/** The client's own correlation id when it is a sane one, a new one otherwise: it ends up in logs and events. */
export function correlationIdOf(given: string | undefined): string {
  return given !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : newId();
}

import type { Identified } from '../identity/authenticate.ts';

/** `setTimeout` takes 32 bits of milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls `expired` when the token or key stops being good: its time is over, or it is revoked. Gives what forgets about it. */
export function whenExpired(
  { expiresAt, onRevoked }: Pick<Identified, 'expiresAt' | 'onRevoked'>,
  expired: () => void,
): () => void {
  const forgetRevoking = onRevoked?.(expired);
  const forgetTimer = whenPast(expiresAt, expired);
  return () => {
    forgetRevoking?.();
    forgetTimer();
  };
}

function whenPast(expiresAt: Date | undefined, expired: () => void): () => void {
  if (!expiresAt) return () => undefined;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = expiresAt.getTime() - Date.now();
    if (left <= 0) expired();
    else timer = setTimeout(wait, Math.min(LONGEST_TIMER_MS, left)).unref();
  };
  // Not in this turn: whoever asks is not yet ready to hear it.
  timer = setTimeout(wait, Math.min(LONGEST_TIMER_MS, Math.max(0, expiresAt.getTime() - Date.now()))).unref();
  return () => clearTimeout(timer);
}

/** Why pricing refuses; the SDL's `UserErrorCode`. */
export type RefusalCode =
  'INVALID' | 'NOT_FOUND' | 'REQUIRED' | 'TOO_MANY' | 'WRONG_CURRENCY' | 'IDEMPOTENCY_KEY_REUSED';

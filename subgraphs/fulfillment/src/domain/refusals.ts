/** Why fulfillment refuses; the SDL's `UserErrorCode`. */
export type RefusalCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'REQUIRED'
  | 'TOO_MANY'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'NOT_READY'
  | 'TOO_MUCH'
  | 'NOT_ALLOWED_NOW'
  | 'CARRIER_UNAVAILABLE';

import type { IncomingMessage, ServerResponse } from 'node:http';

const METHODS = 'GET, POST, OPTIONS';
const HEADERS =
  'content-type, authorization, x-api-key, x-store, x-visitor, x-correlation-id, apollo-require-preflight, last-event-id';
const MAX_AGE_SECONDS = 600;

/**
 * Says to browsers whether an app of another origin may read the answer. Credentials travel in headers that the app sets, never in
 * cookies, so nothing is allowed with credentials. Answers preflights itself; true when it has answered.
 */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  // A GET varies by it already, and by more.
  if (!response.hasHeader('vary')) response.setHeader('vary', 'Origin');
  const allowed = origins.includes('*') || origins.includes(origin);
  if (allowed) response.setHeader('access-control-allow-origin', origins.includes('*') ? '*' : origin);
  if (allowed) response.setHeader('access-control-expose-headers', 'x-correlation-id');
  if (request.method !== 'OPTIONS') return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', METHODS);
    response.setHeader('access-control-allow-headers', HEADERS);
    response.setHeader('access-control-max-age', String(MAX_AGE_SECONDS));
  }
  response.writeHead(allowed ? 204 : 403).end();
  return true;
}

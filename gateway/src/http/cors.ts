import type { IncomingMessage, ServerResponse } from 'node:http';
import { COST_HEADER } from '../limits/plugin.ts';
import { CLIENT_HEADER } from '../observation/labels.ts';

const METHODS = 'GET, POST, OPTIONS';
/** What our own steps read, and what clients of Apollo and of OpenTelemetry add by themselves: a header that is missing here blocks the request. */
const HEADERS = [
  'content-type',
  'authorization',
  'x-api-key',
  'x-store',
  'x-visitor',
  'x-correlation-id',
  COST_HEADER,
  'last-event-id',
  'if-none-match',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  CLIENT_HEADER,
  'apollographql-client-version',
  'traceparent',
  'tracestate',
].join(', ');
/** What a browser app may read of an answer beside what browsers let it. */
const EXPOSED = 'x-correlation-id, retry-after, age, etag';
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
  if (allowed) response.setHeader('access-control-expose-headers', EXPOSED);
  if (request.method !== 'OPTIONS') return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', METHODS);
    response.setHeader('access-control-allow-headers', HEADERS);
    response.setHeader('access-control-max-age', String(MAX_AGE_SECONDS));
  }
  response.writeHead(allowed ? 204 : 403).end();
  return true;
}

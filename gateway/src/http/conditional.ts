import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What decides the answer to a GET beside its address. A cache between here and the client keeps the answers apart by these, and so never
 * gives one partner's, or one store's, to another.
 */
const VARY = 'Origin, Accept, Authorization, X-Api-Key, X-Store';

/** Says to caches what the answer to a GET depends on; to be called before anything is answered. */
export function varyByCaller({ method }: IncomingMessage, response: ServerResponse): void {
  if (method === 'GET') response.setHeader('vary', VARY);
}

/**
 * Sends an answer. That to a GET gets a validator (RFC 9110, 8.8), and nothing but its headers when the client has it already. Who is signed in
 * is answered for their own eyes, since many caches forget to look at `Vary`.
 */
export function sendConditional(request: IncomingMessage, response: ServerResponse, text: string): void {
  if (request.method !== 'GET' || response.statusCode !== 200) {
    response.end(text);
    return;
  }
  const policy = response.getHeader('cache-control');
  if (request.headers.authorization !== undefined && typeof policy === 'string')
    response.setHeader('cache-control', policy.replace('public', 'private'));
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  response.setHeader('etag', etag);
  if (!names(request.headers['if-none-match'], etag)) {
    response.end(text);
    return;
  }
  response.removeHeader('content-length');
  response.statusCode = 304;
  response.end();
}

/** Whether `If-None-Match` names the validator; a cache may have made it a weak one on the way, by compressing. */
function names(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
}

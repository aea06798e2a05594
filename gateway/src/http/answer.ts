import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { told } from '../errors.ts';

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  contentType = 'application/json',
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': `${contentType}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

export function sendHtml(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  response.end(html);
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  PERSISTED_QUERY_NOT_FOUND: 404,
  DOWNSTREAM_SERVICE_ERROR: 503,
};

/** An error that came before the operation was looked at. */
export function sendError(response: ServerResponse, error: GraphQLError): void {
  const shown = told(error);
  const { accept = '' } = response.req.headers;
  const wantsResponse = accept.includes('application/graphql-response+json');
  // What is not known now may be in a moment, and the next caller may be another: nobody keeps a refusal.
  response.setHeader('cache-control', 'private, no-cache, must-revalidate');
  // A client of automatic persisted queries that only knows JSON looks into an answer that is well (see `json-status.ts`).
  const isMiss = shown.extensions.code === 'PERSISTED_QUERY_NOT_FOUND';
  const isWell = isMiss && !wantsResponse && accept.includes('application/json');
  const status = isWell ? 200 : (STATUS[shown.extensions.code] ?? 500);
  sendJson(
    response,
    status,
    { errors: [shown] },
    wantsResponse ? 'application/graphql-response+json' : undefined,
  );
}

/** A request that is no GraphQL request; the connection is given up with it, since the rest of its body may still be coming. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  response.setHeader('connection', 'close');
  sendJson(response, status, { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
}

/** The body as text, or null when it is larger than `most` bytes; the rest of such a body is read and forgotten. Rejects when the client leaves. */
export function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(null);
      }
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    // It closes after each request; an error for each would cost as much as a fetch in process.
    for (const event of ['error', 'close'])
      request.once(event, () => request.complete || reject(new ClientLeft()));
  });
}

/** The client closed the connection before it had sent its request. */
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft';
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a process tells of itself, in the text format of Prometheus. */
export interface MetricsSource {
  readonly contentType: string;
  readonly text: () => Promise<string>;
  /** What a scraper of another machine sends as a bearer token; without it only this machine may read. */
  readonly token?: string | undefined;
}

/**
 * Answers `GET /metrics`: to whoever has the token, and without one to this machine. What comes through a proxy on this machine comes from
 * elsewhere. Throws what the source throws.
 */
export async function answerMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  source: MetricsSource,
): Promise<void> {
  if (!mayRead(request, source.token)) {
    const sentence = 'Metrics are for this machine, and for a bearer of LONGBOX_METRICS_TOKEN.\n';
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(sentence);
    return;
  }
  const text = await source.text();
  response.writeHead(200, { 'content-type': source.contentType, 'cache-control': 'no-store' }).end(text);
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

function mayRead({ headers, socket }: IncomingMessage, token: string | undefined): boolean {
  if (headers.authorization !== undefined)
    return token !== undefined && isSame(headers.authorization, `Bearer ${token}`);
  const isForwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  return !isForwarded && LOOPBACK.test(socket.remoteAddress ?? '');
}

/** Compared by their hashes, which are of one length, in a time that says nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

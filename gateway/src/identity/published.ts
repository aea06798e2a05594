/** How long what an issuer publishes is believed, and waited for. */
export interface PublishedTimes {
  /** It is read again after this. */
  readonly maxAgeMs: number;
  /** Tokens with keys that nobody knows make it be read again no more often than this. */
  readonly cooldownMs: number;
  /** What has not come whole by then is given up. */
  readonly timeoutMs: number;
}

/** A hundred keys with their certificates, of some 3 KB each. */
const MOST_BYTES = 300_000;

/** Where an issuer publishes something (RFC 8615); a `/` at its end is left out (OpenID Connect Discovery 1.0, section 4.1). */
export function wellKnown(issuer: string, name: string): URL {
  return new URL(`${issuer.replace(/\/$/, '')}/.well-known/${name}`);
}

/** Fetches what an issuer publishes. Rejects when it is larger than is sensible, whatever its headers say. Redirects are not followed. */
export async function fetchPublished(
  address: string,
  { signal, headers }: Pick<RequestInit, 'signal' | 'headers'>,
): Promise<Response> {
  const asked = { signal: signal ?? null, redirect: 'manual', ...(headers && { headers }) } as const;
  const { status, body } = await fetch(address, asked);
  if (status !== 200) {
    await body?.cancel();
    return new Response(null, { status });
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`${address} answers with more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks));
}

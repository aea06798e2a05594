/** How long an answer may be used by those to whom it is given, put together of all the fetches that it is made of. */
export class Freshness {
  #leftMs = Infinity;
  #ageMs = 0;
  #isPrivate = false;

  /** A part that is good for so long from now on, and so old. 0 and 0 for one that must not be kept. */
  add(leftMs: number, ageMs: number, isPrivate: boolean): void {
    this.#leftMs = Math.min(this.#leftMs, leftMs);
    this.#ageMs = Math.max(this.#ageMs, ageMs);
    this.#isPrivate ||= isPrivate;
  }

  addAll(other: Freshness): void {
    this.add(other.#leftMs, other.#ageMs, other.#isPrivate);
  }

  /** Seconds that it is good for from now on; 0 when it must not be kept, or nothing was fetched for it. */
  get leftSeconds(): number {
    return Number.isFinite(this.#leftMs) ? Math.max(0, Math.floor(this.#leftMs / 1_000)) : 0;
  }

  /** Of its oldest part. */
  get ageSeconds(): number {
    return Math.floor(this.#ageMs / 1_000);
  }

  get isPrivate(): boolean {
    return this.#isPrivate;
  }
}

/** The headers that tell it (RFC 9111): `max-age` counts from when the oldest part was read, as `Age` does. */
export function cacheHeaders(freshness: Freshness): Readonly<Record<string, string>> {
  const { leftSeconds, ageSeconds, isPrivate } = freshness;
  if (leftSeconds === 0) return { 'cache-control': 'no-store' };
  return {
    'cache-control': `max-age=${leftSeconds + ageSeconds}, ${isPrivate ? 'private' : 'public'}`,
    age: String(ageSeconds),
  };
}

/** An answer that is kept. It is shared by all who are given it: nobody changes it, everybody copies. */
export interface Entry {
  readonly value: unknown;
  /** What it speaks of. */
  readonly tags: readonly string[];
  /** Where the clock of changes stood when its reading began. */
  readonly readAt: number;
  /** When its reading began and how long it is good, in milliseconds. */
  readonly bornMs: number;
  readonly maxAgeMs: number;
  /** About what it takes in memory. */
  readonly bytes: number;
}

/** What an entry takes beside its text: its key, its tags, the map's own; measured with 100,000 entries of a price each. */
const OVERHEAD_BYTES = 700;

/** Text in memory of Node.js is about as large again once it is objects; measured on product pages. */
export function bytesOf(text: string, key: string): number {
  return OVERHEAD_BYTES + 2 * (text.length + key.length);
}

/** The entries that were used last, as many as fit into so many bytes. */
export class Entries {
  readonly #mostBytes: number;
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: Entry): void {
    this.delete(key);
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    for (const [oldest, { bytes }] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#entries.delete(oldest);
      this.#bytes -= bytes;
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  get count(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }
}

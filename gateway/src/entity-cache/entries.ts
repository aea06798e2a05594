/** An answer that is kept. It is shared by all who are given it: nobody changes it, everybody copies. */
export interface Entry {
  readonly value: unknown;
  /** What it speaks of. */
  readonly tags: readonly string[];
  /** Nothing that it speaks of had changed up to here, by the clock of changes: at first, where that stood when its reading began. */
  goodAt: number;
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

/** Where an entry is kept. */
interface Held {
  readonly group: string;
  readonly name: string;
  readonly entry: Entry;
  isUsed: boolean;
}

/**
 * As many entries as fit into so many bytes. What was not used since it was last looked at goes first, in the order in which it came: using
 * an entry then costs no more than finding it. Names are those of one group, such as the ids of what one fetch asks about, so that a long
 * key is not put together and looked for again for each of them.
 */
export class Entries {
  readonly #mostBytes: number;
  readonly #groups = new Map<string, Map<string, Held>>();
  readonly #queue = new Set<Held>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(group: string, name: string): Entry | undefined {
    const held = this.#groups.get(group)?.get(name);
    if (held === undefined) return undefined;
    held.isUsed = true;
    return held.entry;
  }

  set(group: string, name: string, entry: Entry): void {
    this.delete(group, name);
    if (entry.bytes > this.#mostBytes) return;
    this.#makeRoom(entry.bytes);
    const held = { group, name, entry, isUsed: false };
    const names = this.#groups.get(group);
    if (names) names.set(name, held);
    else this.#groups.set(group, new Map([[name, held]]));
    this.#queue.add(held);
    this.#bytes += entry.bytes;
  }

  delete(group: string, name: string): void {
    const held = this.#groups.get(group)?.get(name);
    if (held) this.#drop(held);
  }

  clear(): void {
    this.#groups.clear();
    this.#queue.clear();
    this.#bytes = 0;
  }

  get count(): number {
    return this.#queue.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Before the new one is among them: it would be the only one that nobody has used. */
  #makeRoom(bytes: number): void {
    if (this.#bytes + bytes <= this.#mostBytes) return;
    for (const held of this.#queue) {
      if (held.isUsed) {
        held.isUsed = false;
        this.#queue.delete(held);
        this.#queue.add(held);
      } else this.#drop(held);
      if (this.#bytes + bytes <= this.#mostBytes) return;
    }
  }

  #drop(held: Held): void {
    const { group, name, entry } = held;
    const names = this.#groups.get(group);
    names?.delete(name);
    if (names?.size === 0) this.#groups.delete(group);
    this.#queue.delete(held);
    this.#bytes -= entry.bytes;
  }
}

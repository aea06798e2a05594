import { randomFillSync } from 'node:crypto';
import { v7, validate, version } from 'uuid';

const RANDOM_BYTES = 16;
/** Random bytes are drawn for so many identifiers at once: a draw for each takes longer than all the rest of it (6 µs of 7). */
const drawn = new Uint8Array(RANDOM_BYTES * 256);
let used = drawn.length;
/** The time of the last one, and its number among those of that time: they count up from a random one. */
const last = { msecs: -Infinity, seq: 0 };

/**
 * Identifiers are UUIDs of version 7 (RFC 9562): unique without asking anyone, and in the order of the time they were made,
 * so that rows written together stand together in an index.
 */
export function newId(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, (used += RANDOM_BYTES));
  const now = Date.now();
  if (now > last.msecs) {
    last.msecs = now;
    // 31 bits, so that counting up has room.
    last.seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    last.seq = (last.seq + 1) >>> 0;
    if (last.seq === 0) last.msecs += 1;
  }
  return v7({ msecs: last.msecs, seq: last.seq, random });
}

/** Whether the text is a UUID of any version; what a client sends as an id must pass this before it reaches a database. */
export function isId(text: string): boolean {
  return validate(text);
}

/** The instant at which a UUIDv7 was made, to the millisecond. Throws a RangeError for any other text. */
export function timeOfId(id: string): Date {
  if (!validate(id) || version(id) !== 7) throw new RangeError(`not a UUIDv7: ${id}`);
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** A page is some 6 kB. */
const FIRST_BYTES = 64 * 1024;
/** What a larger answer needed is given back after it. */
const MOST_KEPT_BYTES = 1024 * 1024;
/** Of one UTF-16 unit in UTF-8. */
const MOST_UNIT_BYTES = 3;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PLAIN = 0x20;
/** From here on a unit takes two bytes, from the next on three; surrogates come in pairs, or are told as they are. */
const TWO_BYTES = 0x80;
const THREE_BYTES = 0x800;
const SURROGATES = 0xd800;

/**
 * JSON in UTF-8, written piece by piece. One is used for one answer after the other: between the first piece and `take` nobody else may write.
 * (`JSON.stringify` and Node.js together take three times as long for a page with one character beyond Latin-1 in it: it is written with two
 * bytes for each character, measured, and encoded.)
 */
export class AnswerText {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** Forgets what was written. */
  begin(): void {
    this.#length = 0;
  }

  /** JSON as it is. */
  put(piece: Uint8Array): void {
    this.#makeRoom(piece.length);
    const bytes = this.#bytes;
    let at = this.#length;
    // Pieces are some ten bytes long: copying them in one go costs more than this.
    for (let index = 0; index < piece.length; index += 1) bytes[at++] = piece[index] ?? 0;
    this.#length = at;
  }

  /** A value as JSON. False for one that JSON has nothing for. */
  value(value: unknown): boolean {
    if (typeof value === 'string') this.#string(value);
    else if (typeof value === 'boolean') this.put(value ? TRUE : FALSE);
    else if (Number.isFinite(value)) this.#ascii(String(value));
    else {
      const json = JSON.stringify(value) as string | undefined;
      if (json === undefined) return false;
      this.#utf8(json);
    }
    return true;
  }

  /** What was written, each byte as one character of a text: Node.js sends that in one piece with the headers (as `latin1`). */
  take(): string {
    const text = this.#bytes.toString('latin1', 0, this.#length);
    if (this.#bytes.length > MOST_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.#length = 0;
    return text;
  }

  #string(value: string): void {
    this.#makeRoom(value.length * MOST_UNIT_BYTES + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = QUOTE;
    for (let index = 0; index < value.length; index += 1) {
      const unit = value.charCodeAt(index);
      if (unit < TWO_BYTES) {
        if (unit < FIRST_PLAIN || unit === QUOTE || unit === BACKSLASH)
          return this.#utf8(JSON.stringify(value));
        bytes[at++] = unit;
      } else if (unit < THREE_BYTES) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else if (unit < SURROGATES) {
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else return this.#utf8(JSON.stringify(value));
    }
    bytes[at++] = QUOTE;
    this.#length = at;
  }

  #ascii(json: string): void {
    this.#makeRoom(json.length);
    const bytes = this.#bytes;
    for (let index = 0; index < json.length; index += 1) bytes[this.#length++] = json.charCodeAt(index);
  }

  #utf8(json: string): void {
    this.#makeRoom(json.length * MOST_UNIT_BYTES);
    this.#length += this.#bytes.write(json, this.#length);
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/**
 * Cuts a stream of bytes into the records of a JSON file, without building what it does not need: only one record is ever held, and a
 * damaged one does not take its neighbours with it. A tokenising parser would stop at the first error, and is several times slower than
 * `JSON.parse` over each cut (the records of a Scryfall file have 4.5 kB on average).
 */

/** One record as text, or why there is none. `position` is the line in JSON lines and counts records from 1 elsewhere. */
export type Piece =
  | { readonly position: number; readonly json: string }
  | { readonly position: number | null; readonly problem: string };

export interface Splitter {
  /** The chunk is not looked at again afterwards: its bytes may change. */
  push(chunk: Buffer): Piece[];
  /** To be called once, after the last chunk. */
  end(): Piece[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const LINE_FEED = 0x0a;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (byte: number) => byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;

/** The bytes of the record being read; gives up holding them when they are too many. */
function createHold(maxBytes: number) {
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  return {
    add,
    /** Adds the end of a chunk, whose bytes are needed longer than the chunk is there. */
    addLast: (part: Buffer) => add(size + part.length <= maxBytes ? Buffer.from(part) : part),
    take(position: number): Piece {
      const piece: Piece =
        size > maxBytes
          ? { position, problem: `The record is larger than ${maxBytes} bytes.` }
          : { position, json: Buffer.concat(parts).toString('utf8') };
      parts = [];
      size = 0;
      return piece;
    },
    isEmpty: () => size === 0,
  };
}

/** Splits JSON lines. */
export function splitLines(maxBytes: number): Splitter {
  const hold = createHold(maxBytes);
  let lineNumber = 1;
  const taken = (): Piece[] => {
    const piece = hold.take(lineNumber);
    return 'json' in piece && piece.json.trim() === '' ? [] : [piece];
  };
  return {
    push(chunk) {
      const pieces: Piece[] = [];
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        hold.add(chunk.subarray(start, end));
        pieces.push(...taken());
        lineNumber += 1;
        start = end + 1;
      }
      if (start < chunk.length) hold.addLast(chunk.subarray(start));
      return pieces;
    },
    end: () => (hold.isEmpty() ? [] : taken()),
  };
}

/** Splits the values of a list. The first byte pushed is the one after its `[`. What follows its `]` is not looked at. */
export function splitList(maxBytes: number): Splitter {
  return splitValues(maxBytes, CLOSE_LIST);
}

/** Splits the values of an object's members. The first byte pushed is the one after its `{`. What follows its `}` is not looked at. */
export function splitMembers(maxBytes: number): Splitter {
  return splitValues(maxBytes, CLOSE_OBJECT);
}

function splitValues(maxBytes: number, close: number): Splitter {
  const hold = createHold(maxBytes);
  let position = 0;
  let state: 'between' | 'key' | 'value' | 'word' | 'closed' = 'between';
  // In an object a text is a key until its colon has come.
  let keyIsNext = close === CLOSE_OBJECT;
  let scan = createScan();

  return {
    push(chunk) {
      const pieces: Piece[] = [];
      let at = 0;
      while (at < chunk.length && state !== 'closed') {
        if (state === 'between') {
          const byte = chunk[at] ?? 0;
          if (byte === close) state = 'closed';
          else if (byte === COMMA || isSpace(byte)) at += 1;
          else if (byte === COLON && close === CLOSE_OBJECT) {
            keyIsNext = false;
            at += 1;
          } else if (byte === QUOTE && keyIsNext) {
            scan = createScan();
            state = 'key';
          } else {
            position += 1;
            scan = createScan();
            state = byte === OPEN_OBJECT || byte === OPEN_LIST || byte === QUOTE ? 'value' : 'word';
          }
        } else {
          const end = state === 'word' ? endOfWord(chunk, at, close) : scan(chunk, at);
          if (end < 0) {
            if (state !== 'key') hold.addLast(chunk.subarray(at));
            at = chunk.length;
          } else {
            if (state !== 'key') {
              hold.add(chunk.subarray(at, end));
              pieces.push(hold.take(position));
              keyIsNext = close === CLOSE_OBJECT;
            }
            at = end;
            state = 'between';
          }
        }
      }
      return pieces;
    },
    end() {
      if (state === 'closed') return [];
      if (state === 'between' || state === 'key')
        return [{ position: null, problem: 'The file ends before its list does.' }];
      return [{ position, problem: 'The file ends in the middle of this record.' }];
    },
  };
}

/**
 * Looks for the end of an object, a list or a text, over as many chunks as it takes: the place behind its last byte, or -1 when it goes on.
 * Every byte of an import passes through here. Most of them are in texts, whose ends `indexOf` finds many bytes at a time.
 */
function createScan(): (chunk: Buffer, from: number) => number {
  let depth = 0;
  let inString = false;
  // Backslashes at the end of the chunk before, when it ended in a text: an odd number of them escapes what comes first.
  let backslashes = 0;

  /** The place behind the quote that ends the text, or -1. */
  function endOfText(chunk: Buffer, from: number): number {
    for (let quote = chunk.indexOf(QUOTE, from); quote >= 0; quote = chunk.indexOf(QUOTE, quote + 1)) {
      const before = backslashesBefore(chunk, quote, from);
      if ((quote - before === from ? before + backslashes : before) % 2 === 0) {
        backslashes = 0;
        return quote + 1;
      }
    }
    const before = backslashesBefore(chunk, chunk.length, from);
    backslashes = chunk.length - before === from ? before + backslashes : before;
    return -1;
  }

  return (chunk, from) => {
    let at = from;
    while (at < chunk.length) {
      if (inString) {
        at = endOfText(chunk, at);
        if (at < 0) return -1;
        inString = false;
        if (depth === 0) return at;
      }
      for (; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (byte === QUOTE) break;
        if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
        else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
          depth -= 1;
          if (depth === 0) return at + 1;
        }
      }
      if (at < chunk.length) {
        inString = true;
        at += 1;
      }
    }
    return -1;
  };
}

/** How many backslashes stand directly before a place, none of them before `from`. */
function backslashesBefore(chunk: Buffer, place: number, from: number): number {
  let at = place - 1;
  while (at >= from && chunk[at] === BACKSLASH) at -= 1;
  return place - 1 - at;
}

/** The end of a number, `true`, `false`, `null`, or of what is none of them. */
function endOfWord(chunk: Buffer, from: number, close: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at] ?? 0;
    if (byte === COMMA || byte === close || isSpace(byte)) return at;
  }
  return -1;
}

/** Holds a whole document: one record, or a table of records. */
export function splitDocument(maxBytes: number): Splitter {
  const hold = createHold(maxBytes);
  return {
    push(chunk) {
      hold.addLast(chunk);
      return [];
    },
    end: () => (hold.isEmpty() ? [] : [hold.take(1)]),
  };
}

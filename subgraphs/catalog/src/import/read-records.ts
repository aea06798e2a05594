import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';
import { detectFormat, HEAD_BYTES, type Format } from './detect-format.ts';
import {
  splitDocument,
  splitLines,
  splitList,
  splitMembers,
  type Piece,
  type Splitter,
} from './split-records.ts';

/** A record of a file, or why there is none where one should be. `position`: the line in JSON lines, the count from 1 elsewhere. */
export type RawRecord =
  | { readonly kind: 'record'; readonly position: number; readonly value: unknown }
  | { readonly kind: 'damaged'; readonly position: number | null; readonly message: string };

/** Largest record in bytes. The largest in Scryfall's bulk files has under 100 kB. */
export const MAX_RECORD_BYTES = 4 * 1024 * 1024;

/** Some sixty records of Scryfall, so that asking for the next chunk costs little beside them. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The records of a file, one at a time: a JSON list, an object around one (`{"data": […]}`), an object of objects (alone or, streamed, in `{"meta": {…}, "data": {…}}`), or JSON lines; each
 * plain or gzipped, told by content and not by name; a byte order mark is passed over. Memory is one record and some chunks, whatever
 * the file's size. Damage is a record of its own kind, and what comes after it is read where that can be done; a file that ends early says
 * so last. `onBytes` hears of the bytes of the file as they are read. Throws what the file system throws when the file cannot be opened or read.
 */
export async function* readRecords(
  file: string,
  maxRecordBytes: number = MAX_RECORD_BYTES,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<RawRecord, void, undefined> {
  const reader = createReader(maxRecordBytes);
  let readProblem: string | null = null;
  for await (const chunk of contentOf(file, onBytes)) {
    if (typeof chunk === 'string') readProblem = chunk;
    else yield* reader.push(chunk);
    if (reader.isRefused()) return;
  }
  // A packed file that nothing could be unpacked of is damaged, not empty.
  if (readProblem === null || reader.hasBegun()) yield* reader.end();
  if (readProblem !== null && !reader.isRefused())
    yield { kind: 'damaged', position: null, message: readProblem };
}

/** Bytes in, records out. Holds back the head of the file until its form is known. */
function createReader(maxRecordBytes: number) {
  let head: Buffer[] = [];
  let headSize = 0;
  let format: Format | null = null;
  let splitter: Splitter | null = null;

  function settle(isWholeFile: boolean): RawRecord[] {
    const bytes = withoutByteOrderMark(Buffer.concat(head));
    head = [];
    format = detectFormat(bytes.subarray(0, HEAD_BYTES), isWholeFile);
    if (format.kind === 'none') return [{ kind: 'damaged', position: null, message: format.problem }];
    splitter = splitterOf(format, maxRecordBytes);
    return splitter.push('start' in format ? bytes.subarray(format.start) : bytes).map(parsed);
  }

  return {
    isRefused: () => format?.kind === 'none',
    hasBegun: () => headSize > 0,
    push(chunk: Buffer): RawRecord[] {
      if (splitter) return splitter.push(chunk).map(parsed);
      head.push(Buffer.from(chunk));
      headSize += chunk.length;
      return headSize < HEAD_BYTES ? [] : settle(false);
    },
    end(): RawRecord[] {
      const first = splitter ? [] : settle(true);
      const last = splitter?.end() ?? [];
      return [...first, ...(format?.kind === 'document' ? last.flatMap(tableOf) : last.map(parsedLast))];
    },
  };
}

function splitterOf(format: Format, maxBytes: number): Splitter {
  if (format.kind === 'list') return splitList(maxBytes);
  if (format.kind === 'members') return splitMembers(maxBytes);
  return format.kind === 'lines' ? splitLines(maxBytes) : splitDocument(maxBytes);
}

function parsed(piece: Piece): RawRecord {
  if ('problem' in piece) return { kind: 'damaged', position: piece.position, message: piece.problem };
  try {
    const value: unknown = JSON.parse(piece.json);
    return { kind: 'record', position: piece.position, value };
  } catch (error) {
    // The engine's message quotes the text; the start of it is enough to find the place.
    const reason = error instanceof Error ? error.message.slice(0, 200).toWellFormed() : 'unreadable';
    return { kind: 'damaged', position: piece.position, message: `This is not JSON: ${reason}` };
  }
}

/** What the file ends with, behind the last line's end: cut off where it is not JSON. */
function parsedLast(piece: Piece): RawRecord {
  const record = parsed(piece);
  return record.kind === 'damaged' && 'json' in piece
    ? { ...record, message: 'The file ends in the middle of this record.' }
    : record;
}

/** A document that holds nothing but objects is a table of them (One Piece's packs by their id); every other one is a record. */
function tableOf(piece: Piece): RawRecord[] {
  const record = parsed(piece);
  if (record.kind === 'damaged' || typeof record.value !== 'object' || record.value === null) return [record];
  const values: unknown[] = Object.values(record.value);
  const isTable = values.length > 0 && values.every((value) => typeof value === 'object' && value !== null);
  return isTable ? values.map((value, index) => ({ kind: 'record', position: index + 1, value })) : [record];
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/**
 * The file's bytes, unpacked; at the end a sentence when the packed file is damaged. A chunk is good until the next one is asked for: all of them are read
 * into one buffer, because a new one for each costs as much as reading it.
 */
async function* contentOf(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer | string, void, undefined> {
  if (await beginsLikeGzip(file)) return yield* unpackedContentOf(file, onBytes);
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      onBytes(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* unpackedContentOf(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer | string, void, undefined> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  // A sync flush gives all that can be unpacked before an early end, where the default gives an error in its place.
  const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK_BYTES });
  let failure: string | null = null;
  source.on('error', (error) => unpacked.destroy(error));
  source.on('data', (chunk) => onBytes(chunk.length));
  source.pipe(unpacked);
  let size = 0;
  try {
    for await (const chunk of unpacked) {
      size += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  } catch (error) {
    const code = codeOf(error);
    if (!code?.startsWith('Z_')) throw error;
    failure = code;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  if (failure !== null) yield `The gzip file is damaged (${failure}).`;
  else if (!(await endsLikeGzip(file, size))) yield 'The gzip file ends early.';
}

/** The code of an error of Node.js: `ENOENT`, `Z_DATA_ERROR`; null for any other. */
export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
}

async function beginsLikeGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/**
 * Whether a gzip file was unpacked to its end: its last four bytes are the unpacked size modulo 2^32 (RFC 1952, 2.3.1). Of a file made of
 * several gzips they are the last one's size; then only unpacking it strictly once more tells.
 */
async function endsLikeGzip(file: string, unpackedSize: number): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size < 18) return false;
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, size - 4);
    if (buffer.readUInt32LE(0) === unpackedSize % 2 ** 32) return true;
  } finally {
    await handle.close();
  }
  try {
    for await (const _ of createReadStream(file).pipe(createGunzip()));
    return true;
  } catch {
    return false;
  }
}

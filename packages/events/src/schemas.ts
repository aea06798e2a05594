import type { Type } from 'avsc';
import { avroType, fingerprint } from './avro.ts';
import { SCHEMA_TEXTS, type EventPayloads, type EventType } from './generated.ts';

/** A payload that cannot be read, or data that no schema allows; sending it again would not mend it. */
export class InvalidEventData extends Error {
  override readonly name = 'InvalidEventData';
}

/** Avro single-object encoding: this marker, eight bytes of fingerprint, then the body. */
const MARKER = Buffer.from([0xc3, 0x01]);
const HEADER_BYTES = 10;

interface Codec {
  readonly newest: Type;
  /** The marker and the fingerprint of the newest version, as each payload begins. */
  readonly header: Buffer;
  /** How a body of each known version becomes a value of the newest one, by the fingerprint in hexadecimal. */
  readonly readers: ReadonlyMap<string, (body: Buffer) => unknown>;
}

const codecs = new Map<string, Codec>();

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(SCHEMA_TEXTS, text);
}

export const EVENT_TYPES: readonly EventType[] = Object.keys(SCHEMA_TEXTS).filter(isEventType);

/** Encodes data with the newest version of the event's schema. Throws `InvalidEventData` that names the field that does not fit. */
export function encodeEvent<T extends EventType>(type: T, data: EventPayloads[T]): Buffer {
  const { newest, header } = codecOf(type);
  try {
    return Buffer.concat([header, newest.toBuffer(data)]);
  } catch (cause) {
    throw new InvalidEventData(`${type} does not fit its schema at ${misfitsOf(newest, data).join(', ')}`, {
      cause,
    });
  }
}

/**
 * Decodes a payload that any version of the event's schema wrote into the form of the newest one. Throws `InvalidEventData` for what is
 * no single-object encoding, was written by a version that this process does not know, or is damaged.
 */
export function decodeEvent<T extends EventType>(type: T, payload: Uint8Array): EventPayloads[T] {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, 2).equals(MARKER)) {
    throw new InvalidEventData(`the payload of a ${type} is not Avro in single-object encoding`);
  }
  const writer = bytes.toString('hex', 2, HEADER_BYTES);
  const read = codecOf(type).readers.get(writer);
  if (read === undefined) {
    throw new InvalidEventData(
      `a ${type} was written with the schema ${writer}, which is not in schema/events/${type}; deploy the version that has it`,
    );
  }
  try {
    return read(bytes.subarray(HEADER_BYTES)) as EventPayloads[T];
  } catch (cause) {
    throw new InvalidEventData(`the payload of a ${type} is damaged`, { cause });
  }
}

function codecOf(type: EventType): Codec {
  const known = codecs.get(type);
  if (known !== undefined) return known;
  const made = codecFor(SCHEMA_TEXTS[type].map((text) => JSON.parse(text) as unknown));
  codecs.set(type, made);
  return made;
}

/** Made on first use, since compiling every schema costs each process some tens of milliseconds. Throws when there is no version. */
export function codecFor(versions: readonly unknown[]): Codec {
  const types = versions.map((schema) => avroType(schema));
  const newest = types.at(-1);
  if (newest === undefined) throw new RangeError('an event has at least one version');
  const readers = types.map((writer): [string, (body: Buffer) => unknown] => {
    if (writer === newest)
      return [fingerprint(writer).toString('hex'), (body) => newest.fromBuffer(body) as unknown];
    const resolver = newest.createResolver(writer);
    return [fingerprint(writer).toString('hex'), (body) => newest.fromBuffer(body, resolver) as unknown];
  });
  return { newest, header: Buffer.concat([MARKER, fingerprint(newest)]), readers: new Map(readers) };
}

function misfitsOf(type: Type, data: unknown): string[] {
  const misfits = new Set<string>();
  type.isValid(data, { errorHook: (path) => misfits.add(path.join('.') || 'its root') });
  return misfits.size > 0 ? [...misfits] : ['a number out of range'];
}

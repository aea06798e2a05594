import avro, { type Type } from 'avsc';

/** Avro's `timestamp-millis`: a Date in the program, milliseconds since 1970 on the wire. */
class TimestampMillis extends avro.types.LogicalType {
  override _fromValue(millis: number): Date {
    return new Date(millis);
  }
  override _toValue(instant: unknown): number | undefined {
    // `undefined` is how avsc is told that a value is not of the type.
    return instant instanceof Date && !Number.isNaN(instant.getTime()) ? instant.getTime() : undefined;
  }
  override _resolve(writer: Type): ((millis: number | Date) => Date) | undefined {
    const readable = avro.Type.isType(writer, 'long', 'int', 'logical:timestamp-millis');
    return readable ? (millis) => new Date(millis) : undefined;
  }
}

/** An avsc type for a schema as it stands in an `.avsc` file. Throws when it is not valid Avro. */
export function avroType(schema: unknown): Type {
  return avro.parse(JSON.stringify(schema), {
    logicalTypes: { 'timestamp-millis': TimestampMillis },
    omitRecordMethods: true,
  }) as Type;
}

// CRC-64-AVRO as the Avro 1.11 specification gives it under "Schema Fingerprints".
const EMPTY = 0xc15d213aa4d7a795n;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let entry = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) entry = (entry >> 1n) ^ ((entry & 1n) === 1n ? EMPTY : 0n);
  return entry;
});

/** The CRC-64-AVRO fingerprint of the schema's parsing canonical form: eight bytes, little-endian as single-object encoding wants them. */
export function fingerprint(type: Type): Buffer {
  let crc = EMPTY;
  for (const byte of Buffer.from(JSON.stringify(type.schema()))) {
    crc = (crc >> 8n) ^ (TABLE[Number((crc ^ BigInt(byte)) & 0xffn)] ?? 0n);
  }
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(crc);
  return bytes;
}

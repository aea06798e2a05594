import { v7, validate, version } from 'uuid';

/**
 * Identifiers are UUIDs of version 7 (RFC 9562): unique without asking anyone, and in the order of the time they were made,
 * so that rows written together stand together in an index.
 */
export function newId(): string {
  return v7();
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

import { oneLine, prose } from './clean-text.ts';
import type { JsonValue, ParsedRecord } from './neutral.ts';

/** Reading of records that may be anything: each function gives the field when it is what it should be, and null otherwise. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function own(fields: Fields | null, name: string): unknown {
  return fields !== null && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A text of one line; numbers are texts too, because feeds differ in what they quote. Null when it is empty. */
export function line(fields: Fields | null, name: string): string | null {
  const value = own(fields, name);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = oneLine(value);
  return text === '' ? null : text;
}

/** The same, with the feeds' sign for nothing: `-`. */
export function lineOrDash(fields: Fields | null, name: string): string | null {
  const text = line(fields, name);
  return text === null || /^[-–—]$/.test(text) ? null : text;
}

/** A text of several lines. Null when it is empty or `-`. */
export function text(fields: Fields | null, name: string): string | null {
  const value = own(fields, name);
  if (typeof value !== 'string') return null;
  const cleaned = prose(value);
  return cleaned === '' || cleaned === '-' ? null : cleaned;
}

/** A number, also one that stands in quotes. */
export function number(fields: Fields | null, name: string): number | null {
  const value = own(fields, name);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value.trim()) ? Number(value) : null;
}

export function flag(fields: Fields | null, name: string): boolean | null {
  const value = own(fields, name);
  return typeof value === 'boolean' ? value : null;
}

export function list(fields: Fields | null, name: string): readonly unknown[] {
  const value = own(fields, name);
  return Array.isArray(value) ? value : [];
}

/** The texts of a list, each of one line, without the empty ones. */
export function lines(fields: Fields | null, name: string): string[] {
  return list(fields, name).flatMap((each) => {
    const cleaned = typeof each === 'string' ? oneLine(each) : '';
    return cleaned === '' || cleaned === '-' ? [] : [cleaned];
  });
}

export function object(fields: Fields | null, name: string): Fields | null {
  return fieldsOf(own(fields, name));
}

export function objects(fields: Fields | null, name: string): Fields[] {
  return list(fields, name)
    .map(fieldsOf)
    .filter((each) => each !== null);
}

/** Attributes without what is not known: null, empty lists and empty objects are left out. */
export function known(attributes: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([, value]) =>
        value !== null &&
        !(Array.isArray(value) && value.length === 0) &&
        !(typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0),
    ),
  );
}

/** Ids that are there, as texts. */
export function externalIds(ids: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(ids).flatMap(([owner, id]) =>
      id !== null && id.length <= 200 ? [[owner, id] as const] : [],
    ),
  );
}

export function problem(recordId: string | null, message: string): ParsedRecord {
  return {
    kind: 'problem',
    recordId: recordId === null ? null : recordId.slice(0, 200).toWellFormed(),
    message,
  };
}

import { hash } from 'node:crypto';

/** Changing what is stored of a record must change the hashes, so that the next import writes it all again. */
const LAYOUT = 'catalog-4';

/** A short name for the text of a row, and for what it refers to otherwise. */
export function hashOf(text: string): string {
  return hash('sha256', LAYOUT + text, 'base64url').slice(0, 27);
}

/** A short name for the content of a value: equal for equal facts, whatever the order of an object's keys. */
export function contentHash(value: unknown): string {
  return hashOf(canonical(value));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

import { hash } from 'node:crypto';

/** Changing what is stored of a record must change the hashes, so that the next import writes it all again. */
const LAYOUT = 'catalog-3';

/** What is said of something, and a short name for it. */
export interface Facts {
  /** A JSON object that is not closed yet, so that members can be added: what is said, the hash, and what follows from what is said. */
  readonly open: string;
  readonly hash: string;
}

/** Of an object that is not empty, whose keys are always in the same order, and of what it refers to otherwise. `derived` follows from both. */
export function factsOf(content: object, refersTo: string, derived: object): Facts {
  const json = JSON.stringify(content);
  const hash = hashOfJson(refersTo + json);
  return { open: `${json.slice(0, -1)},${JSON.stringify({ ...derived, hash }).slice(1, -1)}`, hash };
}

/** A short name for a content that is JSON already. */
function hashOfJson(json: string): string {
  return hash('sha256', `${LAYOUT}${json}`, 'base64url').slice(0, 27);
}

/** A short name for the content of a value: equal for equal facts, whatever the order of an object's keys. */
export function contentHash(value: unknown): string {
  return hashOfJson(canonical(value));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

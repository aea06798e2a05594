/** Bytes of a file's beginning that are enough to tell its form; a wrapper's own fields stand in front of its list and are short. */
export const HEAD_BYTES = 64 * 1024;

export type Format =
  /** `start` is the byte after the list's `[`. */
  | { readonly kind: 'list'; readonly start: number }
  /** An object whose members are records; `start` is the byte after its `{`. */
  | { readonly kind: 'members'; readonly start: number }
  | { readonly kind: 'lines' }
  | { readonly kind: 'document' }
  | { readonly kind: 'none'; readonly problem: string };

/** Fields that hold the list in a wrapping object: YGOPRODeck, Scryfall's and pokemontcg.io's answers say `data`, and MTGJSON's list of sets behind `meta`. */
const LIST_FIELD =
  /^\s*\{(?:\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|-?[0-9.eE+-]+|true|false|null)|"meta"\s*:\s*\{[^{}]*\})\s*,)*\s*"(?:data|cards)"\s*:\s*\[/;

/** What MTGJSON's files begin with: a set is in `data` itself, or sets by their codes (AllPrintings.json). */
const DATA_OBJECT = /^\s*\{\s*"meta"\s*:\s*\{[^{}]*\}\s*,\s*"data"\s*:\s*\{/;
const SET_BY_CODE = /^\s*"[A-Z0-9_]+"\s*:\s*\{/;

/**
 * Tells the form of a JSON file by its head. Lines are told from one document that is spread over lines: a line of JSON lines is a whole
 * value; should the first one be damaged, the second one begins with `{` where a document could not.
 */
export function detectFormat(head: Buffer, isWholeFile: boolean): Format {
  // Latin 1 keeps one character for each byte, so that positions are bytes.
  const text = head.toString('latin1');
  const first = text.trimStart()[0];
  if (first === undefined) return { kind: 'none', problem: 'The file is empty.' };
  if (first === '[') return { kind: 'list', start: text.indexOf('[') + 1 };
  if (first !== '{')
    return { kind: 'none', problem: 'This is not a JSON file: it begins with neither `[` nor `{`.' };
  const wrapped = LIST_FIELD.exec(text);
  if (wrapped) return { kind: 'list', start: wrapped[0].length };
  const data = DATA_OBJECT.exec(text)?.[0];
  if (data !== undefined)
    return SET_BY_CODE.test(text.slice(data.length))
      ? { kind: 'members', start: data.length }
      : { kind: 'document' };
  const [firstLine = '', ...others] = text.trimStart().split('\n');
  if (others.length === 0 && !isWholeFile) return { kind: 'lines' };
  const second = others.find((each) => each.trim() !== '');
  if (second === undefined) return isJson(firstLine) ? { kind: 'document' } : { kind: 'lines' };
  return second.startsWith('{') || isJson(firstLine) ? { kind: 'lines' } : { kind: 'document' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

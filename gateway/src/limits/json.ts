/** What is unusual in a JSON text; where something is beyond its limit, what is unusual up to there. */
export interface JsonFindings {
  /** A name that one object has twice: parsers disagree about which value counts, and checks must not depend on that. */
  readonly duplicate: string | undefined;
  readonly depth: number;
  readonly longestList: number;
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const LIST = 91;
const LIST_END = 93;
const OBJECT = 123;
const OBJECT_END = 125;

interface Level {
  /** Names so far; absent for a list. */
  readonly names: Set<string> | undefined;
  commas: number;
}

/**
 * Looks through a text before it is parsed, without recursion, up to what is beyond a limit: lists in lists in 1 MiB of JSON take half a second to
 * be parsed. Strings are leapt over. Of a text that is no JSON anything may be found.
 */
export function inspectJson(
  text: string,
  most: { readonly depth: number; readonly items: number },
): JsonFindings {
  const levels: Level[] = [];
  let level: Level | undefined;
  let isName = false;
  let depth = 0;
  let longestList = 0;
  let duplicate: string | undefined;
  for (let at = 0; at < text.length && depth <= most.depth && longestList <= most.items; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = closing(text, at);
      if (isName && level?.names) {
        const name = nameOf(text, at, end);
        if (level.names.has(name)) duplicate ??= name;
        level.names.add(name);
        isName = false;
      }
      at = end;
    } else if (code === COMMA) {
      if (level?.names) isName = true;
      else if (level) longestList = Math.max(longestList, (level.commas += 1) + 1);
    } else if (code === OBJECT || code === LIST) {
      isName = code === OBJECT;
      level = { names: isName ? new Set() : undefined, commas: 0 };
      levels.push(level);
      depth = Math.max(depth, levels.length);
    } else if (code === OBJECT_END || code === LIST_END) {
      levels.pop();
      level = levels.at(-1);
      isName = false;
    }
  }
  return { duplicate, depth, longestList };
}

/** Where a string that begins at `from` ends. */
function closing(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end > 0) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** The same name may be written with escapes. */
function nameOf(text: string, from: number, end: number): string {
  const raw = text.slice(from + 1, end);
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(text.slice(from, end + 1)) as string;
  } catch {
    // No JSON, which whoever parses it will say.
    return raw;
  }
}

/** What is unusual in a JSON text. */
export interface JsonFindings {
  /** A name that one object has twice: parsers disagree about which value counts, and checks must not depend on that. */
  readonly duplicate: string | undefined;
  readonly depth: number;
  readonly longestList: number;
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

interface Level {
  /** Names so far; absent for a list. */
  readonly names: Set<string> | undefined;
  commas: number;
}

/** Looks through a text that is JSON, without recursion; strings are leapt over. */
export function inspectJson(text: string): JsonFindings {
  const levels: Level[] = [];
  let level: Level | undefined;
  let isName = false;
  let depth = 0;
  let longestList = 0;
  let duplicate: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
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
    } else if (text[at] === '{' || text[at] === '[') {
      isName = text[at] === '{';
      level = { names: isName ? new Set() : undefined, commas: 0 };
      levels.push(level);
      depth = Math.max(depth, levels.length);
    } else if (text[at] === '}' || text[at] === ']') {
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
  return raw.includes('\\') ? (JSON.parse(text.slice(from, end + 1)) as string) : raw;
}

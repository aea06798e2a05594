/** Where in a deck a line belongs. */
export type DeckSection = 'MAIN' | 'SIDEBOARD' | 'COMMANDER' | 'COMPANION' | 'MAYBEBOARD';

/** A line of a decklist that names a card. */
export interface DeckLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly section: DeckSection;
  readonly quantity: number;
  readonly name: string;
  readonly setCode: string | null;
  readonly collectorNumber: string | null;
  /** Whether the line asks for foil; null when it says nothing. */
  readonly foil: boolean | null;
}

/** A line that should name a card and cannot be read. */
export interface UnreadableLine {
  readonly line: number;
  readonly text: string;
  readonly section: DeckSection;
}

export interface Decklist {
  readonly lines: readonly DeckLine[];
  readonly unreadable: readonly UnreadableLine[];
}

/** The largest deck that is played, a cube of 720 cards, each on a line of its own, has room; so have headings and blank lines. */
export const MOST_DECK_LINES = 1_000;
/** As many letters as the longest lines of so many cards take. */
export const MOST_DECK_LETTERS = 100_000;
/** More copies on a line are a mistake. */
const MOST_COPIES = 999;
const LONGEST_NAME = 255;

const SECTIONS: ReadonlyMap<string, DeckSection> = new Map([
  ['deck', 'MAIN'],
  ['main', 'MAIN'],
  ['maindeck', 'MAIN'],
  ['mainboard', 'MAIN'],
  ['sideboard', 'SIDEBOARD'],
  ['side', 'SIDEBOARD'],
  ['sidedeck', 'SIDEBOARD'],
  ['sb', 'SIDEBOARD'],
  ['commander', 'COMMANDER'],
  ['commanders', 'COMMANDER'],
  ['companion', 'COMPANION'],
  ['maybeboard', 'MAYBEBOARD'],
  ['considering', 'MAYBEBOARD'],
]);

/** A heading: one of the words above or of a game, alone but for marks, a colon and a count. */
const HEADING = /^[[#/*=\-\s]*([\p{L} ]+?)(?:\s*\(\d+\))?\s*[:\]*=\-\s]*(?:\d+)?\s*$/u;
const COMMENT = /^(?:\/\/|#|;|--)/;
const QUANTITY = /^(?:(\d{1,4})\s*[x×]?\s+|[x×](\d{1,4})\s+)/i;
/** Marks behind the name that say nothing of the printing: categories in brackets of other kinds, prices, tags. */
const TRAILING = /\s*(?:\^[^^]*\^|#\S+|\$\d+(?:\.\d+)?)\s*$/u;
const FOIL = /\s*(?:\[(foil|etched)\]|\((foil|etched)\)|\*(f|foil|e|etched)\*)\s*$/i;
const NON_FOIL = /\s*(?:\[non-?foil\]|\(non-?foil\))\s*$/i;
/** `[SET:num]` or `[SET]`; `(SET) num` or `(SET)`; `SET-num`, as Yu-Gi-Oh! and One Piece write it; `SET num` behind a Pokémon. */
const IN_BRACKETS = /\s*\[([\p{L}\d]{1,10})(?:[:#\s-]\s*([^\]\s]{1,20}))?\]\s*$/u;
const IN_PARENTHESES = /\s*\(([\p{L}\d]{2,10})\)(?:\s+#?([\p{L}\d★†-]{1,20}))?\s*$/u;
const WHOLE_CODE = /\s+\(?([A-Z\d]{2,6})-((?:[A-Z]{1,3})?\d{1,4}[a-z]?)\)?\s*$/;
const PTCG = /\s+([A-Z][A-Z\d]{1,3}|[a-z]{2,3}\d{1,2})\s+((?:[A-Z]{1,3})?\d{1,3})\s*$/;

/**
 * Reads a decklist in the forms that people and programs write: `4 Name`, `4x Name`, `1 Name (SET) number`, `1 Name [SET:number] [foil]`,
 * `3 Name *F*`, `SB: 2 Name`, `2 Name SET 58`, `3 Name LOB-005`; headings begin sections; comments and blank lines
 * are dropped. A name alone is one copy. `mainHeadings`: the games' own, such as `creatures`. Reads at most `MOST_DECK_LINES` lines; the caller
 * refuses more.
 */
export function readDecklist(text: string, mainHeadings: ReadonlySet<string>): Decklist {
  const lines: DeckLine[] = [];
  const unreadable: UnreadableLine[] = [];
  let section: DeckSection = 'MAIN';
  for (const [index, raw] of text
    .split(/\r\n?|\n/)
    .slice(0, MOST_DECK_LINES)
    .entries()) {
    const written = raw.trim();
    const heading = headingOf(written, mainHeadings);
    if (heading) section = heading;
    if (heading || written === '' || COMMENT.test(written)) continue;
    const line = readLine(written, section, index + 1);
    if (line) lines.push(line);
    else unreadable.push({ line: index + 1, text: written.slice(0, LONGEST_NAME), section });
  }
  return { lines, unreadable };
}

function headingOf(line: string, mainHeadings: ReadonlySet<string>): DeckSection | null {
  const heading = HEADING.exec(line)?.[1];
  if (heading === undefined) return null;
  const word = heading
    .normalize('NFKD')
    .replaceAll(/[\p{M} ]/gu, '')
    .toLowerCase();
  return SECTIONS.get(word) ?? (mainHeadings.has(word) ? 'MAIN' : null);
}

function readLine(text: string, section: DeckSection, line: number): DeckLine | null {
  const aside = /^SB:\s*/i.exec(text)?.[0] ?? '';
  const counted = text.slice(aside.length);
  const [begin = '', before, behind] = QUANTITY.exec(counted) ?? [];
  const quantity = Number(before ?? behind ?? 1);
  const { rest, foil } = foilOf(counted.slice(begin.length).replace(TRAILING, ''));
  const { name, setCode, collectorNumber } = printingOf(rest.trim());
  const readable = /[\p{L}\d]/u.test(name) && name.length <= LONGEST_NAME;
  if (!readable || quantity < 1 || quantity > MOST_COPIES) return null;
  return {
    line,
    text: text.slice(0, LONGEST_NAME),
    section: aside === '' ? section : 'SIDEBOARD',
    quantity,
    name,
    setCode,
    collectorNumber,
    foil,
  };
}

function foilOf(text: string): { rest: string; foil: boolean | null } {
  if (NON_FOIL.test(text)) return { rest: text.replace(NON_FOIL, ''), foil: false };
  return FOIL.test(text) ? { rest: text.replace(FOIL, ''), foil: true } : { rest: text, foil: null };
}

function printingOf(text: string) {
  for (const form of [IN_BRACKETS, IN_PARENTHESES, WHOLE_CODE, PTCG]) {
    const [found, set, number] = form.exec(text) ?? [];
    const name = found === undefined ? '' : text.slice(0, -found.length).trim();
    if (set !== undefined && name !== '')
      return { name, setCode: set.toUpperCase(), collectorNumber: number ?? null };
  }
  return { name: text, setCode: null, collectorNumber: null };
}

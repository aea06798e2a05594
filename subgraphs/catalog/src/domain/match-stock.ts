import type { Copy, Finish } from './catalog.ts';
import { finishesOf } from './listing.ts';
import type { StockLine } from './stock-line.ts';

/** A printing that a line may mean. */
export interface StockCandidate {
  readonly printId: string;
  readonly name: string;
  readonly setName: string;
  readonly setCode: string;
  readonly number: string;
  /** Other ways in which its number is written: `LOB-005`. */
  readonly codes: readonly string[];
  readonly rarity: string | null;
  readonly language: string;
  readonly finishes: readonly Finish[];
  readonly firstEdition: boolean;
  /** TCGplayer's numbers of it. */
  readonly productIds: readonly string[];
}

export interface StockMatch {
  readonly status: 'EXACT' | 'LIKELY' | 'DOUBTFUL' | 'UNMATCHED';
  /** Of the best one, 0 to 1. */
  readonly confidence: number;
  /** What an exact or likely line stands for. */
  readonly chosen: { readonly printId: string; readonly copy: Copy } | null;
  /** Best first, five at most. */
  readonly candidates: readonly { readonly printId: string; readonly confidence: number }[];
}

/** A line that is this sure, and surer than the next one by `LEAD`, is taken without a person. */
const SURE = 0.85;
const LEAD = 0.1;
/** Less like than this is not worth a look: a name alone, in another set and with another number, has 0.55. */
const LEAST = 0.5;
const MOST_CANDIDATES = 5;

/** What each thing weighs that agrees. Names and numbers are printed on the card; sellers' names of sets are their own. */
const WEIGHTS = { name: 0.45, number: 0.25, set: 0.2, copy: 0.1 } as const;

/** Which printing and copy a line means. Compares with the candidates only; which those are is the caller's choice. */
export function matchStock(line: StockLine, candidates: readonly StockCandidate[]): StockMatch {
  const scored = candidates
    .map((candidate) => ({ candidate, ...likeness(line, candidate) }))
    .filter(({ confidence }) => confidence >= LEAST)
    .sort((a, b) => b.rank - a.rank || (a.candidate.printId < b.candidate.printId ? -1 : 1));
  const [best, next] = scored;
  if (!best) return { status: 'UNMATCHED', confidence: 0, chosen: null, candidates: [] };
  const isExact = best.isExact && !(next?.isExact && next.rank === best.rank);
  const isSure = best.hasCopy && best.confidence >= SURE && best.rank - (next?.rank ?? 0) >= LEAD - 1e-9;
  const status = isExact ? 'EXACT' : isSure ? 'LIKELY' : 'DOUBTFUL';
  const { candidate, confidence } = best;
  return {
    status,
    confidence,
    chosen:
      status === 'DOUBTFUL'
        ? null
        : { printId: candidate.printId, copy: copyOfLine(line, candidate.finishes) },
    candidates: scored
      .slice(0, MOST_CANDIDATES)
      .map((each) => ({ printId: each.candidate.printId, confidence: each.confidence })),
  };
}

/** The copy of a printing that a line speaks of, in a finish that the printing has where the line's is none of them. */
export function copyOfLine(
  { condition, finish, edition }: Pick<StockLine, 'condition' | 'finish' | 'edition'>,
  printed: readonly Finish[],
): Copy {
  const finishes = finishesOf(printed);
  const asSaid = finish !== null && finishOn(finish, finishes);
  return { condition, finish: asSaid || (finishes[0] ?? 'NORMAL'), edition };
}

/** Sellers say foil and holofoil of the same thing in some games. */
function finishOn(finish: Finish, finishes: readonly Finish[]): Finish | null {
  if (finishes.includes(finish)) return finish;
  if (finish === 'HOLO' && finishes.includes('FOIL')) return 'FOIL';
  return finish === 'FOIL' && finishes.includes('HOLO') ? 'HOLO' : null;
}

interface Likeness {
  readonly confidence: number;
  /** The confidence, and a little more where the rarity agrees, which tells printings of one number apart. */
  readonly rank: number;
  readonly isExact: boolean;
  readonly hasCopy: boolean;
}

function likeness(line: StockLine, candidate: StockCandidate): Likeness {
  const name = nameLikeness(line.name, candidate.name);
  const setName = plain(line.setName);
  const set = setName === plain(candidate.setCode) ? 1 : textLikeness(setName, plain(candidate.setName));
  const number = numberLikeness(line.number, candidate);
  const hasCopy = copyFits(line, candidate);
  const isKnown = line.productId !== null && candidate.productIds.includes(line.productId);
  const sum =
    WEIGHTS.name * name + WEIGHTS.number * number + WEIGHTS.set * set + WEIGHTS.copy * (hasCopy ? 1 : 0);
  const confidence = isKnown && hasCopy && name === 1 ? 1 : Math.round(sum * 1_000) / 1_000;
  const sameRarity = rarityOf(line.rarity) === rarityOf(candidate.rarity ?? '');
  return {
    confidence,
    rank: confidence + (sameRarity ? LEAD : 0),
    isExact: confidence === 1,
    hasCopy,
  };
}

function copyFits(line: StockLine, { language, finishes, firstEdition }: StockCandidate): boolean {
  if (line.language !== language) return false;
  if (line.edition === 'FIRST' && !firstEdition) return false;
  return line.finish === null || finishOn(line.finish, finishesOf(finishes)) !== null;
}

/** Half where the line has no number: it neither agrees nor disagrees. */
function numberLikeness(number: string, { number: printed, codes }: StockCandidate): number {
  if (number === '') return 0.5;
  const known = [printed, ...codes].map(plainNumber);
  return [number, ...number.split('//')].some((part) => known.includes(plainNumber(part))) ? 1 : 0;
}

/** Without the set's total and leading zeros: `025/165` is `25`. */
function plainNumber(number: string): string {
  return number
    .trim()
    .toUpperCase()
    .replace(/\/[A-Z]*\d+$/, '')
    .replace(/^0+(?=\d)/, '');
}

/** `C`, `Common` and `common` are one. */
function rarityOf(text: string): string {
  const word = plain(text);
  return { c: 'common', u: 'uncommon', r: 'rare', m: 'mythic', s: 'special', l: 'common' }[word] ?? word;
}

function nameLikeness(line: string, name: string): number {
  const wanted = plain(name);
  return Math.max(
    ...namesOf(line).map((each) => textLikeness(plain(each), wanted)),
    frontLikeness(line, name),
  );
}

/** Sellers name cards of two faces by the front alone. */
function frontLikeness(line: string, name: string): number {
  const [front = '', back] = name.split(' // ');
  return back !== undefined && namesOf(line).some((each) => plain(each) === plain(front)) ? 1 : 0;
}

/**
 * The names that a seller's may be: as it is, and without what tells printings apart behind it, `Island (273) (Full Art)`, `Pikachu - 025/165`.
 */
export function namesOf(name: string): readonly string[] {
  const bare = name
    .replaceAll(/\s*[([][^)\]]*[)\]]/g, '')
    .replace(/ - [A-Z]*\d[\w/-]*$/, '')
    .trim();
  return bare === '' || bare === name ? [name] : [name, bare];
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/['’‘`´]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Shared trigrams over all trigrams of both, as pg_trgm counts them; 1 for the same text only. */
function textLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [trigrams(a), trigrams(b)];
  let shared = 0;
  for (const trigram of left) if (right.has(trigram)) shared += 1;
  return shared === 0 ? 0 : Math.min(0.99, shared / (left.size + right.size - shared));
}

function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.split(' ')) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}

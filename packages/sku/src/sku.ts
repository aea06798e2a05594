import { accept, refuse, type Outcome } from '@longbox/outcome';
import { escapeNumber, escapePart, unescapeNumber, unescapePart } from './escape.ts';
import { GAMES, PADDED_GAMES, type Game } from './generated.ts';
import {
  CONDITIONS,
  FINISHES,
  isOneOf,
  LANGUAGES,
  type Condition,
  type Edition,
  type Finish,
} from './vocabulary.ts';

/**
 * The universal SKU of a card, the same in every store:
 *
 *   sku     = game "-" set "-" number "-" language "-" condition "-" copy [ "-" grade ]
 *   set     = part            escape.ts says how any text becomes a part
 *   number  = part / "..0" 2DIGIT
 *   copy    = finish / "1ST" / "1ST-" finish       the edition in front of the finish; `1ST` alone: first edition, normal finish
 *   grade   = company 1*2DIGIT [ "." 1*DIGIT ] / company ".." word *( ( "_" / "." ) word )
 *
 * `MTG-NEO-001-EN-NM-FOIL`, `POKEMON-CRZ-025-JP-LP-NORMAL-PSA9`, `YUGIOH-ROTD-045-EN-NM-1ST`, `OPTCG-OP01-001-EN-NM-NORMAL`.
 * One SKU for one set of parts and back: what `parseSku` accepts, `printSku` prints again to the letter. docs/sku.md explains it to people.
 */
export interface SkuParts {
  readonly game: Game;
  /** The set's code, upper case in all games (other cases survive, at the cost of a `.` each). */
  readonly set: string;
  /** The collector number as it stands on the card, or what tells printings of one set apart. */
  readonly number: string;
  /** One of `LANGUAGES`. */
  readonly language: string;
  readonly condition: Condition;
  readonly finish: Finish;
  readonly edition: Edition;
  /** Of a slab: upper case when parsed, whatever case it was printed from. */
  readonly grade: SkuGrade | null;
}

export interface SkuGrade {
  /** `PSA`, `BGS`, `CGC`, `SGC`, `TAG` and others: letters and digits, beginning with a letter. */
  readonly company: string;
  /** `9`, `9.5`, `AUTHENTIC`, `PRISTINE 10`. */
  readonly grade: string;
}

/** Longest SKU that is read; the longest in real feeds has under 60 characters. */
export const MAX_SKU_LENGTH = 300;

const FIRST_EDITION = '1ST';

/** Prints a universal SKU. Throws a RangeError when set or number is empty, or a word is none of the lists: check input before. */
export function printSku(parts: SkuParts): string {
  if (!isOneOf(GAMES, parts.game)) throw new RangeError(`not a game: ${String(parts.game)}`);
  if (parts.set === '' || parts.number === '') throw new RangeError('a SKU wants a set and a number');
  if (!isOneOf(LANGUAGES, parts.language)) throw new RangeError(`not a language of SKUs: ${parts.language}`);
  const first = parts.edition === 'FIRST';
  return [
    parts.game,
    escapePart(parts.set, 'upper'),
    escapeNumber(parts.number, PADDED_GAMES.includes(parts.game)),
    parts.language,
    parts.condition,
    ...(first ? [FIRST_EDITION] : []),
    ...(first && parts.finish === 'NORMAL' ? [] : [parts.finish]),
    ...(parts.grade ? [printGrade(parts.grade)] : []),
  ].join('-');
}

/** Reads a universal SKU; refuses (`INVALID`) with what is wrong in it. Case matters: SKUs are upper case. */
export function parseSku(sku: string): Outcome<SkuParts, 'INVALID'> {
  if (sku.length > MAX_SKU_LENGTH)
    return refuse('INVALID', `A SKU has at most ${MAX_SKU_LENGTH} characters.`);
  const [game = '', setPart = '', numberPart = '', language = '', condition = '', ...rest] = sku.split('-');
  if (!isOneOf(GAMES, game)) return refuse('INVALID', `A SKU begins with one of ${GAMES.join(', ')}.`);
  const set = unescapePart(setPart, 'upper');
  if (set === null) return refuse('INVALID', `\`${setPart}\` is not a set code as SKUs write it.`);
  const number = unescapeNumber(numberPart, PADDED_GAMES.includes(game));
  if (number === null) return refuse('INVALID', `\`${numberPart}\` is not a number as SKUs write it.`);
  if (!isOneOf(LANGUAGES, language))
    return refuse('INVALID', `\`${language}\` is none of the languages ${LANGUAGES.join(', ')}.`);
  if (!isOneOf(CONDITIONS, condition))
    return refuse('INVALID', `\`${condition}\` is none of the conditions ${CONDITIONS.join(', ')}.`);
  const copy = parseCopy(rest);
  if (copy === null)
    return refuse('INVALID', `\`${rest.join('-')}\` is not a finish with an optional grade.`);
  return accept({ game, set, number, language, condition, ...copy });
}

function parseCopy(tokens: readonly string[]): Pick<SkuParts, 'finish' | 'edition' | 'grade'> | null {
  const left = [...tokens];
  const edition: Edition = left[0] === FIRST_EDITION ? 'FIRST' : 'UNLIMITED';
  if (edition === 'FIRST') left.shift();
  let finish: Finish | null = edition === 'FIRST' ? 'NORMAL' : null;
  if (left[0] !== undefined && isOneOf(FINISHES, left[0])) {
    // `1ST-NORMAL` would be a second SKU of what `1ST` says.
    if (edition === 'FIRST' && left[0] === 'NORMAL') return null;
    finish = left[0];
    left.shift();
  }
  if (finish === null || left.length > 1) return null;
  if (left[0] === undefined) return { finish, edition, grade: null };
  const grade = parseGrade(left[0]);
  return grade && { finish, edition, grade };
}

const COMPANY = /^[A-Z][A-Z0-9]{0,19}$/;
const NUMERIC_GRADE = /^[0-9]{1,2}(?:\.[0-9]+)?$/;
const WORD_GRADE = /^[A-Z0-9]+(?:[ .][A-Z0-9]+)*$/;

/** A company of letters and a number stand beside each other, `BGS9.5`; everything else has `..` between: `PSA..AUTHENTIC`. */
function printGrade(given: SkuGrade): string {
  const company = given.company.toUpperCase();
  const grade = given.grade.toUpperCase();
  if (!COMPANY.test(company) || !WORD_GRADE.test(grade))
    throw new RangeError(`not a grade of SKUs: ${given.company} ${given.grade}`);
  return /^[A-Z]+$/.test(company) && NUMERIC_GRADE.test(grade)
    ? `${company}${grade}`
    : `${company}..${grade.replaceAll(' ', '_')}`;
}

function parseGrade(token: string): SkuGrade | null {
  const [, company = '', grade = ''] =
    /^([A-Z]+)([0-9]{1,2}(?:\.[0-9]+)?)$/.exec(token) ?? /^([A-Z0-9]+)\.\.([A-Z0-9_.]+)$/.exec(token) ?? [];
  const parsed = { company, grade: grade.replaceAll('_', ' ') };
  if (!COMPANY.test(parsed.company) || !WORD_GRADE.test(parsed.grade)) return null;
  return printGrade(parsed) === token ? parsed : null;
}

/** SKUs that stores give to sealed products and accessories: what labels and every carrier of text takes. */
const STORE_SKU = /^[A-Z0-9][A-Z0-9._-]{0,63}$/;

/** Checks a store's own SKU for what is not a card; refuses (`INVALID`) what is not made of `A-Z 0-9 . _ -`, 64 characters at most. */
export function checkStoreSku(sku: string): Outcome<string, 'INVALID'> {
  return STORE_SKU.test(sku)
    ? accept(sku)
    : refuse(
        'INVALID',
        'A SKU is made of A-Z, 0-9, `.`, `_` and `-`, begins with a letter or digit, and has 64 characters at most.',
      );
}

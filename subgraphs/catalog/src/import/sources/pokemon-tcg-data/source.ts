import { cardOf, faultOf, plainCase, printOf } from '../../build-printing.ts';
import { dayOf, webAddress } from '../../clean-text.ts';
import type { CardSource, NeutralSet, ParsedRecord } from '../../neutral.ts';
import { languageOfPath } from '../../path-language.ts';
import { externalIds, fieldsOf, line, object, problem, type Fields } from '../../read-fields.ts';
import { cardDraft } from './card.ts';
import { game } from './game.ts';
import { finishesOf, hasFirstEdition, pricesOf, rarityOf } from './print.ts';
import { createSets, describedSet, hintedSet, type PokemonSet } from './sets.ts';

/**
 * Pokémon from pokemon-tcg-data (https://github.com/PokemonTCG/pokemon-tcg-data): one file of cards for each set, named by the set's id, and
 * the sets in a file of their own. The answers of pokemontcg.io, which carry their set and prices, are read as well.
 */
export const source: CardSource = {
  code: 'POKEMON_TCG_DATA',
  game,
  files: '`cards/<language>/<set>.json` and `sets/en.json` of pokemon-tcg-data; answers of pokemontcg.io.',
  isReference: (path) => /(?:^|\/)sets(?:\/[^/]+)?\.json(?:\.gz)?$/i.test(path),
  parserFor(referenceRecords) {
    const sets = createSets(referenceRecords);
    return (record, path) => parse(record, path, sets);
  },
};

function parse(record: unknown, path: string, sets: ReadonlyMap<string, PokemonSet>): ParsedRecord {
  const fields = fieldsOf(record);
  if (!fields) return problem(null, 'The record is not a JSON object.');
  const id = line(fields, 'id');
  if (!id) return problem(null, 'The record has no id.');
  if (line(fields, 'series') && !line(fields, 'number')) {
    const set = sets.get(id.toLowerCase())?.set ?? describedSet(fields)?.set;
    return set ? { kind: 'set', recordId: id, set } : problem(id, 'The set has no name.');
  }
  const name = line(fields, 'name');
  const number = line(fields, 'number');
  if (!name) return problem(id, 'The card has no name.');
  if (!number) return problem(id, 'The card has no number.');
  return printing(fields, { id, name, number, path }, sets);
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly path: string;
}

function printing(
  fields: Fields,
  { id, name, number, path }: Named,
  sets: ReadonlyMap<string, PokemonSet>,
): ParsedRecord {
  const hyphen = id.lastIndexOf('-');
  const setId = (line(object(fields, 'set'), 'id') ?? id.slice(0, Math.max(hyphen, 0))).toLowerCase();
  if (setId === '') return problem(id, 'The id names no set: it should be such as `base1-4`.');
  const known = sets.get(setId) ?? hintedSet(setId, object(fields, 'set'));
  const language = languageOfPath(path);
  const ownNumber = id.slice(hyphen + 1);
  const rarity = rarityOf(line(fields, 'rarity'));
  const images = object(fields, 'images');
  const small = webAddress(line(images, 'small'));
  const large = webAddress(line(images, 'large'));
  const set: NeutralSet = known.set;
  const card = cardOf(cardDraft(fields, name));
  const finishes = finishesOf(fields, setId, rarity);
  const print = printOf({
    key: language === 'EN' ? id : `${id}:${language.toLowerCase()}`,
    collectorNumber: number,
    // The Classic Collection reprints several cards of one number; their ids tell them apart: `cel25c-15_A1`.
    skuNumber: ownNumber.toLowerCase() === number.toLowerCase() ? number : plainCase(ownNumber),
    rarity,
    language,
    artist: line(fields, 'artist'),
    releasedOn: dayOf(set.releasedOn),
    finishes,
    firstEdition: hasFirstEdition(setId),
    images: { small, normal: large ?? small, large },
    searchCodes: searchCodes(set, number, known.printedTotal),
    externalIds: externalIds({ pokemonTcg: id }),
    prices: pricesOf(fields, finishes),
  });
  const fault = faultOf(set, card, print);
  return fault ? problem(id, fault) : { kind: 'printings', recordId: id, printings: [{ set, card, print }] };
}

/**
 * `58/102` and `058/102`, as it stands on the card and as people type it; and the set with the number, by the code of the trade and by the id that the web
 * knows the set by: `SVI 5`, `SV1 5`.
 */
function searchCodes({ key, code }: NeutralSet, number: string, printedTotal: number | null): string[] {
  const codes = [...new Set([code, key.toUpperCase()])].map((each) => `${each} ${number}`);
  if (printedTotal === null || !/^\d+$/.test(number)) return codes;
  const padded = number.padStart(Math.max(3, String(printedTotal).length), '0');
  return [...codes, `${number}/${printedTotal}`, `${padded}/${String(printedTotal).padStart(3, '0')}`];
}

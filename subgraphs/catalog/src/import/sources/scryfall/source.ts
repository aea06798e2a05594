import { languageOf } from '@longbox/sku';
import { cardOf, faultOf, printOf } from '../../build-printing.ts';
import { dayOf } from '../../clean-text.ts';
import type { CardIsTold, CardSource, NeutralSet, ParsedRecord } from '../../neutral.ts';
import {
  externalIds,
  fieldsOf,
  flag,
  line,
  lines,
  number,
  objects,
  problem,
  type Fields,
} from '../../read-fields.ts';
import { cardDraft } from './card.ts';
import { game } from './game.ts';
import { finishesOf, imagesOf, pricesOf, variationOf } from './print.ts';

/**
 * Magic: The Gathering from Scryfall's bulk data (https://scryfall.com/docs/api/cards), of today and back to 2019, and its list of sets.
 * Cards say their set in passing; what the list of sets says goes before that.
 */
export const source: CardSource = {
  code: 'SCRYFALL',
  game,
  files: 'Bulk data of Scryfall (2019 to today); `sets.json`, its list of sets, if there is one.',
  isReference: (path) => /(?:^|\/)sets(?:[-_.][^/]*)?\.json(?:l)?(?:\.gz)?$/i.test(path),
  parserFor(referenceRecords) {
    const sets = new Map<string, NeutralSet>();
    for (const record of referenceRecords) {
      const set = describedSet(fieldsOf(record));
      if (set) sets.set(set.key, set);
    }
    return (record, _path, isTold = () => false) => parse(record, sets, isTold);
  },
};

function parse(record: unknown, sets: ReadonlyMap<string, NeutralSet>, isTold: CardIsTold): ParsedRecord {
  const fields = fieldsOf(record);
  if (!fields) return problem(null, 'The record is not a JSON object.');
  const id = line(fields, 'id');
  const kind = line(fields, 'object') ?? 'card';
  if (kind === 'set') {
    const set = describedSet(fields);
    return set ? { kind: 'set', recordId: set.key, set } : problem(id, 'The set has no code or no name.');
  }
  if (kind !== 'card')
    return {
      kind: 'skipped',
      recordId: id,
      reason: 'NOT_A_CARD',
      message: `The record is a ${kind.slice(0, 40)}.`,
    };
  if (isDigitalOnly(fields))
    return {
      kind: 'skipped',
      recordId: id,
      reason: 'DIGITAL_ONLY',
      message: 'The card exists in a client only.',
    };
  return printing(fields, id, sets, isTold);
}

function printing(
  fields: Fields,
  id: string | null,
  sets: ReadonlyMap<string, NeutralSet>,
  isTold: CardIsTold,
): ParsedRecord {
  const name = line(fields, 'name');
  const setCode = line(fields, 'set');
  const collectorNumber = line(fields, 'collector_number');
  const missing = Object.entries({ id, name, set: setCode, collector_number: collectorNumber }).find(
    ([, value]) => value === null,
  );
  if (missing || !id || !name || !setCode || !collectorNumber)
    return problem(id, `The card has no ${missing?.[0] ?? 'id'}.`);
  // Hand-made files leave the language out; Scryfall never does.
  const lang = line(fields, 'lang') ?? 'en';
  const language = languageOf(lang);
  if (!language) return problem(id, `The language \`${lang.slice(0, 20)}\` is not known.`);
  const draft = cardDraft(fields, name, isTold);
  const set = sets.get(setCode.toLowerCase()) ?? hintedSet(fields, setCode);
  const finishes = finishesOf(fields);
  const card = cardOf(draft);
  const faces = objects(fields, 'card_faces');
  const printedName = line(fields, 'printed_name') ?? line(fields, 'flavor_name');
  const print = printOf({
    key: id,
    printedName: printedName === card.name ? null : printedName,
    collectorNumber,
    rarity: line(fields, 'rarity'),
    language,
    artist: line(fields, 'artist') ?? line(faces[0] ?? null, 'artist'),
    releasedOn: dayOf(line(fields, 'released_at')),
    finishes,
    variation: variationOf(fields),
    images: imagesOf(fields, faces),
    searchCodes: [`${set.code} ${collectorNumber}`],
    externalIds: externalIds({
      scryfall: id,
      oracle: line(fields, 'oracle_id') ?? line(faces[0] ?? null, 'oracle_id'),
      tcgplayer: line(fields, 'tcgplayer_id'),
      tcgplayerEtched: line(fields, 'tcgplayer_etched_id'),
      cardmarket: line(fields, 'cardmarket_id'),
      mtgo: line(fields, 'mtgo_id'),
      arena: line(fields, 'arena_id'),
    }),
    prices: pricesOf(fields),
  });
  const fault = faultOf(set, card, print);
  return fault ? problem(id, fault) : { kind: 'printings', recordId: id, printings: [{ set, card, print }] };
}

/** `games` says where a card exists; old cards have none and are of paper. */
function isDigitalOnly(fields: Fields): boolean {
  const games = lines(fields, 'games');
  return games.length > 0 ? !games.includes('paper') : flag(fields, 'digital') === true;
}

function describedSet(fields: Fields | null): NeutralSet | null {
  const code = line(fields, 'code');
  const name = line(fields, 'name');
  if (!code || !name) return null;
  return {
    key: code.toLowerCase(),
    code: code.toUpperCase(),
    name,
    releasedOn: dayOf(line(fields, 'released_at')),
    type: line(fields, 'set_type'),
    totalCards: number(fields, 'card_count'),
    stub: false,
  };
}

/** Promotional sets have cards of many days, so the day of a card is a hint only. */
function hintedSet(fields: Fields, code: string): NeutralSet {
  return {
    key: code.toLowerCase(),
    code: code.toUpperCase(),
    name: line(fields, 'set_name') ?? code.toUpperCase(),
    releasedOn: dayOf(line(fields, 'released_at')),
    type: line(fields, 'set_type'),
    totalCards: null,
    stub: true,
  };
}

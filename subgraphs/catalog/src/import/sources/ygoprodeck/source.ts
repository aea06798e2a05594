import { cardOf, faultOf, printOf } from '../../build-printing.ts';
import { minorUnits, webAddress } from '../../clean-text.ts';
import type {
  CardSource,
  NeutralImages,
  NeutralPrice,
  NeutralPrinting,
  ParsedRecord,
} from '../../neutral.ts';
import { externalIds, fieldsOf, line, objects, problem, type Fields } from '../../read-fields.ts';
import { cardDraft } from './card.ts';
import { game } from './game.ts';
import { listedPrints, type ListedPrint } from './listed-prints.ts';
import { createSets, hintedSet, productVariation, type YugiohSets } from './sets.ts';
import { rarityFinish } from './rarity.ts';

/**
 * Yu-Gi-Oh! from YGOPRODeck's API v7 (https://ygoprodeck.com/api-guide/), whole answers of `cardinfo.php` or the lists in them, of today and back
 * to 2020, and `cardsets.php` for the sets' days. A record is a card with all of its printings; alternate artworks of a card are records
 * of their own that list the same printings again.
 */
export const source: CardSource = {
  code: 'YGOPRODECK',
  game,
  files: 'Answers of `cardinfo.php` or the lists in them; `cardsets.json`, the answer of `cardsets.php`.',
  isReference: (path) => /(?:^|\/)(?:cardsets|sets)(?:[-_.][^/]*)?\.json(?:\.gz)?$/i.test(path),
  parserFor(referenceRecords) {
    const sets = createSets(referenceRecords);
    return (record) => parse(record, sets);
  },
};

function parse(record: unknown, sets: YugiohSets): ParsedRecord {
  if (typeof record === 'string')
    return {
      kind: 'skipped',
      recordId: null,
      reason: 'NOT_A_CARD',
      message: 'The record is a name alone, of a list of names.',
    };
  const fields = fieldsOf(record);
  if (!fields) return problem(null, 'The record is not a JSON object.');
  const id = line(fields, 'id');
  const name = line(fields, 'name');
  if (!id && line(fields, 'set_name') && line(fields, 'set_code')) {
    const set = sets.ofCode(line(fields, 'set_code') ?? '');
    return set
      ? { kind: 'set', recordId: set.code, set }
      : { kind: 'skipped', recordId: null, reason: 'NOT_A_CARD', message: 'The record describes a set.' };
  }
  if (!id) return problem(null, 'The card has no id.');
  if (!name) return problem(id, 'The card has no name.');
  const listed = listedPrints(objects(fields, 'card_sets'));
  if (listed.length === 0)
    return { kind: 'skipped', recordId: id, reason: 'NOT_PRINTED', message: 'No set holds this card.' };
  return printings(fields, { id, name }, listed, sets);
}

function printings(
  fields: Fields,
  { id, name }: { readonly id: string; readonly name: string },
  listed: readonly ListedPrint[],
  sets: YugiohSets,
): ParsedRecord {
  const card = cardOf(cardDraft(fields, name));
  const images = imagesOf(fields, id);
  const made: NeutralPrinting[] = [];
  for (const each of listed) {
    const set = sets.ofCode(each.setCode) ?? hintedSet(each.setCode, each.setName);
    const finish = rarityFinish(each.rarity);
    const print = printOf({
      key: `${each.code}:${(each.rarity ?? '').toLowerCase()}:${card.normalizedName}`
        .slice(0, 200)
        .toWellFormed(),
      collectorNumber: each.collectorNumber,
      skuNumber: each.skuNumber,
      rarity: each.rarity,
      language: each.language,
      releasedOn: set.releasedOn,
      finishes: [finish],
      firstEdition: !each.isPromotion,
      variation: variationOf(each),
      images,
      searchCodes: [each.code],
      externalIds: externalIds({ passcode: id, setCode: each.code }),
      prices: each.prices.flatMap((price): NeutralPrice[] => {
        const marketMinor = minorUnits(price, 'USD');
        return marketMinor === null
          ? []
          : [{ finish, currency: 'USD', marketMinor, lowMinor: null, source: 'tcgplayer' }];
      }),
    });
    const fault = faultOf(set, card, print);
    if (fault) return problem(id, fault);
    made.push({ set, card, print });
  }
  return { kind: 'printings', recordId: id, printings: made };
}

/** Of one code in several rarities each says its own: nothing else tells their products apart. */
function variationOf({ mark, setName, rarity, isOneOfSeveral }: ListedPrint): string | null {
  const said = [mark ?? productVariation(setName), isOneOfSeveral ? rarity : null];
  return said.filter((each) => each !== null).join(', ') || null;
}

/** The picture of this very artwork. */
function imagesOf(fields: Fields, id: string): NeutralImages {
  const images = objects(fields, 'card_images');
  const own = images.find((image) => line(image, 'id') === id) ?? images[0] ?? null;
  const large = webAddress(line(own, 'image_url'));
  return { small: webAddress(line(own, 'image_url_small')), normal: large, large };
}

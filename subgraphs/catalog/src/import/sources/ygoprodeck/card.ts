import type { CardDraft } from '../../build-printing.ts';
import type { NeutralLegality } from '../../neutral.ts';
import { known, line, lines, number, object, text, type Fields } from '../../read-fields.ts';

/**
 * The rules object of a card record. The name is what the game tells cards apart by, and all that a card's alternate artworks have in
 * common: each of those has a passcode of its own.
 */
export function cardDraft(fields: Fields, name: string): CardDraft {
  return {
    key: name.toLowerCase().slice(0, 200).toWellFormed(),
    name,
    typeLine: typeLineOf(fields),
    rulesText: text(fields, 'desc'),
    colors: [],
    keywords: line(fields, 'archetype') ? [line(fields, 'archetype') ?? ''] : [],
    legalities: legalitiesOf(object(fields, 'banlist_info')),
    attributes: known({
      type: line(fields, 'type'),
      frame: line(fields, 'frameType'),
      race: line(fields, 'race'),
      attribute: line(fields, 'attribute'),
      archetype: line(fields, 'archetype'),
      level: number(fields, 'level'),
      attack: strength(fields, 'atk'),
      defense: strength(fields, 'def'),
      pendulumScale: number(fields, 'scale'),
      linkRating: number(fields, 'linkval'),
      linkMarkers: lines(fields, 'linkmarkers'),
      pendulumText: text(fields, 'pend_desc'),
      monsterText: text(fields, 'monster_desc'),
    }),
  };
}

/** The feed writes -1 for the `?` that stands on the card, and null for what a card does not have. */
function strength(fields: Fields, name: 'atk' | 'def'): number | string | null {
  const value = number(fields, name);
  return value !== null && value < 0 ? '?' : value;
}

function typeLineOf(fields: Fields): string | null {
  const type = line(fields, 'type');
  const race = line(fields, 'race');
  if (!type || !race) return type;
  return type.endsWith('Monster') || type === 'Token' ? `${race} / ${type}` : `${race} ${type}`;
}

const FORMATS = [
  ['ban_tcg', 'tcg'],
  ['ban_ocg', 'ocg'],
  ['ban_goat', 'goat'],
] as const;

const STATUSES: Readonly<Record<string, string>> = {
  forbidden: 'banned',
  banned: 'banned',
  limited: 'limited',
  'semi-limited': 'semi_limited',
};

/** Only restrictions are said; a card without one is legal where its printings are. */
function legalitiesOf(fields: Fields | null): NeutralLegality[] {
  return FORMATS.flatMap(([field, format]) => {
    const status = STATUSES[line(fields, field)?.toLowerCase() ?? ''];
    return status ? [{ format, status }] : [];
  });
}

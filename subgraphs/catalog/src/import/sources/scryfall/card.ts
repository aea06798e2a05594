import type { CardDraft } from '../../build-printing.ts';
import { normalizeName } from '../../clean-text.ts';
import type { CardIsTold, NeutralLegality } from '../../neutral.ts';
import { known, line, lines, number, object, objects, text, type Fields } from '../../read-fields.ts';

const COLORS = ['W', 'U', 'B', 'R', 'G'] as const;

/** The rules object of a card record; its key and name where an earlier one has told the rest. */
export function cardDraft(fields: Fields, name: string, isTold: CardIsTold): CardDraft {
  const faces = objects(fields, 'card_faces');
  const [front] = faces;
  // A reversible card shows one card on both sides: its rules object is the one that the card's other printings have.
  if (line(fields, 'layout') === 'reversible_card' && front)
    return draftOf({ ...fields, ...front, layout: 'normal' }, [], line(front, 'name') ?? name, isTold);
  return draftOf(fields, faces, name, isTold);
}

function draftOf(fields: Fields, faces: readonly Fields[], name: string, isTold: CardIsTold): CardDraft {
  const oracleId = line(fields, 'oracle_id') ?? line(faces[0] ?? null, 'oracle_id');
  const key = oracleId ?? `name:${normalizeName(name)}`;
  if (isTold(key)) return { key, name };
  const whole = (field: 'type_line' | 'mana_cost') =>
    line(fields, field) ??
    joined(
      faces.map((face) => line(face, field)),
      ' // ',
    );
  return {
    key,
    name,
    typeLine: whole('type_line'),
    rulesText:
      text(fields, 'oracle_text') ??
      joined(
        faces.map((face) => text(face, 'oracle_text')),
        '\n//\n',
      ),
    otherNames: faces.length > 1 ? faces.flatMap((face) => line(face, 'name') ?? []) : [],
    colors: colorsOf(fields, faces),
    keywords: lines(fields, 'keywords'),
    legalities: legalitiesOf(object(fields, 'legalities')),
    attributes: known({
      manaCost: whole('mana_cost'),
      manaValue: number(fields, 'cmc'),
      ...strength(fields),
      colorIdentity: inColorOrder(lines(fields, 'color_identity')),
      layout: line(fields, 'layout'),
      faces: faces.map((face) =>
        known({
          name: line(face, 'name'),
          manaCost: line(face, 'mana_cost'),
          typeLine: line(face, 'type_line'),
          rulesText: text(face, 'oracle_text'),
          ...strength(face),
          colors: inColorOrder(lines(face, 'colors')),
        }),
      ),
    }),
  };
}

/** Texts, because real cards have `1+*` and `∞`. */
function strength(fields: Fields) {
  return {
    power: line(fields, 'power'),
    toughness: line(fields, 'toughness'),
    loyalty: line(fields, 'loyalty'),
    defense: line(fields, 'defense'),
  };
}

function joined(parts: readonly (string | null)[], glue: string): string | null {
  const there = parts.filter((part) => part !== null);
  return there.length === 0 ? null : there.join(glue);
}

/** Double-faced cards have their colours on the faces only. */
function colorsOf(fields: Fields, faces: readonly Fields[]): string[] {
  return inColorOrder(
    Array.isArray(fields['colors'])
      ? lines(fields, 'colors')
      : faces.flatMap((face) => lines(face, 'colors')),
  );
}

function inColorOrder(colors: readonly string[]): string[] {
  return COLORS.filter((color) => colors.includes(color));
}

function legalitiesOf(fields: Fields | null): NeutralLegality[] {
  return Object.keys(fields ?? {}).flatMap((name) => {
    const status = line(fields, name);
    return status ? [{ format: name.slice(0, 60).toWellFormed(), status: status.slice(0, 60) }] : [];
  });
}

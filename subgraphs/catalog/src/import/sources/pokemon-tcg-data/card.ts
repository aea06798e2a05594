import { createHash } from 'node:crypto';
import type { CardDraft } from '../../build-printing.ts';
import { normalizeName } from '../../clean-text.ts';
import type { NeutralLegality } from '../../neutral.ts';
import { known, line, lines, list, number, object, objects, text, type Fields } from '../../read-fields.ts';

/**
 * The rules object of a card record. Pokémon cards have no id over their printings, and one name stands on many cards (28 Unown in one
 * set), so two records are the same card when name, kind, hit points and the names of attacks and abilities are; the wording may differ.
 */
export function cardDraft(fields: Fields, name: string): CardDraft {
  const attacks = objects(fields, 'attacks');
  const abilities = objects(fields, 'abilities');
  const kinds = [line(fields, 'supertype'), ...lines(fields, 'subtypes')].filter((kind) => kind !== null);
  const identity = [
    ...kinds,
    line(fields, 'hp') ?? '',
    ...attacks.map((attack) => `attack ${line(attack, 'name') ?? ''} ${line(attack, 'damage') ?? ''}`),
    ...abilities.map((ability) => `ability ${line(ability, 'name') ?? ''}`),
  ];
  return {
    key: `${normalizeName(name).slice(0, 150).toWellFormed()}:${shortHash(identity)}`,
    name,
    typeLine: typeLineOf(kinds),
    rulesText: rulesText(fields, abilities, attacks),
    colors: lines(fields, 'types'),
    keywords: lines(fields, 'subtypes'),
    legalities: legalitiesOf(object(fields, 'legalities')),
    attributes: known({
      supertype: line(fields, 'supertype'),
      subtypes: lines(fields, 'subtypes'),
      hitPoints: number(fields, 'hp'),
      level: line(fields, 'level'),
      types: lines(fields, 'types'),
      evolvesFrom: line(fields, 'evolvesFrom'),
      evolvesTo: lines(fields, 'evolvesTo'),
      abilities: abilities.map((ability) =>
        known({ name: line(ability, 'name'), kind: line(ability, 'type'), text: text(ability, 'text') }),
      ),
      attacks: attacks.map((attack) =>
        known({
          name: line(attack, 'name'),
          cost: lines(attack, 'cost'),
          damage: line(attack, 'damage'),
          text: text(attack, 'text'),
        }),
      ),
      weaknesses: typed(objects(fields, 'weaknesses')),
      resistances: typed(objects(fields, 'resistances')),
      retreatCost: number(fields, 'convertedRetreatCost'),
      nationalPokedexNumbers: list(fields, 'nationalPokedexNumbers').filter((each) =>
        Number.isSafeInteger(each),
      ) as number[],
    }),
  };
}

function shortHash(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(normalizeName)))
    .digest('hex')
    .slice(0, 16);
}

function typeLineOf(kinds: readonly string[]): string | null {
  const [supertype, ...subtypes] = kinds;
  if (!supertype) return null;
  return subtypes.length === 0 ? supertype : `${supertype} — ${subtypes.join(' ')}`;
}

function typed(entries: readonly Fields[]) {
  return entries.map((entry) => known({ type: line(entry, 'type'), value: line(entry, 'value') }));
}

/** What the card says in the order in which it stands on it. */
function rulesText(fields: Fields, abilities: readonly Fields[], attacks: readonly Fields[]): string | null {
  const paragraphs = [
    ...abilities.map((ability) =>
      headed([line(ability, 'type'), line(ability, 'name')], text(ability, 'text')),
    ),
    ...attacks.map((attack) => headed([line(attack, 'name'), line(attack, 'damage')], text(attack, 'text'))),
    ...lines(fields, 'rules'),
  ].filter((paragraph) => paragraph !== '');
  return paragraphs.length === 0 ? null : paragraphs.join('\n').slice(0, 20_000).toWellFormed();
}

function headed(words: readonly (string | null)[], body: string | null): string {
  const head = words.filter((word) => word !== null).join(' ');
  return body === null ? head : `${head}: ${body}`;
}

function legalitiesOf(fields: Fields | null): NeutralLegality[] {
  return Object.keys(fields ?? {}).flatMap((format) => {
    const status = line(fields, format);
    return status
      ? [
          {
            format: format.slice(0, 60).toLowerCase().toWellFormed(),
            status: status.slice(0, 60).toLowerCase(),
          },
        ]
      : [];
  });
}

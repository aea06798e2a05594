import type { Condition, Copy, Edition, Finish, Grade, ListedPrint } from './catalog.ts';

const CONDITION_NAMES: Readonly<Record<Condition, string>> = {
  NM: 'Near Mint',
  LP: 'Lightly Played',
  MP: 'Moderately Played',
  HP: 'Heavily Played',
  DMG: 'Damaged',
};

const FINISH_NAMES: Readonly<Record<Finish, string>> = {
  NORMAL: 'Normal',
  FOIL: 'Foil',
  ETCHED: 'Etched Foil',
  HOLO: 'Holo',
  REVERSE_HOLO: 'Reverse Holo',
};

const EDITION_NAMES: Readonly<Record<Edition, string | null>> = { UNLIMITED: null, FIRST: '1st Edition' };

export const TITLE_LENGTH = 255;

/** A variant as people say it: `Near Mint · Foil · 1st Edition`, or `PSA 9.5 · Holo` for a slab. */
export function variantTitle(copy: Copy, grade: Grade | null): string {
  const state = grade ? `${grade.company} ${grade.grade}` : CONDITION_NAMES[copy.condition];
  return [state, FINISH_NAMES[copy.finish], EDITION_NAMES[copy.edition]].filter(Boolean).join(' · ');
}

/** A printing as a product's title: `Lightning Bolt – Magic 2010 #146`; what is not plain or not English is said too. */
export function printTitle(print: ListedPrint): string {
  const language = print.language.toUpperCase() === 'EN' ? '' : ` (${print.language.toUpperCase()})`;
  const variation = print.variation === null ? '' : ` (${print.variation})`;
  const place = `${variation} – ${print.setName} #${print.collectorNumber}${language}`;
  const room = TITLE_LENGTH - place.length;
  if (room < 20) return cut(`${print.cardName}${place}`, TITLE_LENGTH);
  return `${cut(print.cardName, room)}${place}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`.toWellFormed();
}

const APOSTROPHES = /['’‘\u0060]/g;
const MARKS = /[—–−“”•…]/g;
// What is left then must be ASCII, of which only letters and figures count.
const BEYOND_ASCII = /[^\0-\x7f]/;
const SIGNS = /[^a-z0-9]+/g;

/**
 * A text as the database's `catalog_normalise` makes it; null for one that takes the longer of its two ways, which is left to the database. For
 * texts of ASCII letters and the usual marks, which nearly all are, this takes a twentieth of the time.
 */
export function plainText(text: string): string | null {
  const plain = BEYOND_ASCII.test(text)
    ? text.replace(MARKS, ' ').replace(APOSTROPHES, '')
    : text.replace(APOSTROPHES, '');
  if (BEYOND_ASCII.test(plain)) return null;
  return plain.toLowerCase().replace(SIGNS, ' ').trim();
}

/** The words of texts, each once, with blanks between them, as the database's `catalog_word_list` makes them; null as in `plainText`. */
export function plainWords(texts: readonly (string | null)[]): string | null {
  const plain = plainText(texts.filter((each) => each !== null).join(' '));
  return plain === null ? null : [...new Set(plain.split(' '))].join(' ');
}

/** As the function `catalog_traits` has it. */
const PLAYABLE = new Set(['legal', 'restricted', 'limited', 'semi_limited']);

/**
 * What filters ask of a card, as the database's `catalog_traits` makes it; null where its texts are left to the database, as in `plainText`.
 */
export function plainTraits({
  colors,
  typeLine,
  legalities,
}: {
  readonly colors: readonly string[];
  readonly typeLine: string | null;
  readonly legalities: readonly { readonly format: string; readonly status: string }[];
}): string[] | null {
  const types = plainWords([typeLine]);
  const formats = legalities.filter(({ status }) => PLAYABLE.has(status)).map(({ format }) => format);
  if (types === null || [...colors, ...formats].some((each) => BEYOND_ASCII.test(each))) return null;
  const traits = [
    ...(colors.length === 0 ? ['colorless'] : colors).map((color) => `color:${color.toLowerCase()}`),
    ...(types === '' ? [] : types.split(' ')).map((type) => `type:${type}`),
    ...formats.map((format) => `legal:${format.toLowerCase()}`),
  ];
  return [...new Set(traits)].sort();
}

/**
 * The words by which cards and printings are found, as SQL over rows of these names: of `cards`, `prints` and `card_sets`, or of what is about to be written to them. What is
 * written at once and what is made again must be the same, and so both say it in these words.
 */

/** The words of a text that may be null, as a list. */
export const wordsOf = (text: string) => `array_remove(catalog_word_list(${text}), '')`;

/** What filters ask of a card. */
export const traitsOf = (card: string) =>
  `catalog_traits(${card}.colors, ${card}.type_line, ${card}.legalities)`;

export const searchName = (card: string) =>
  `coalesce(nullif(catalog_normalise(${card}.name), ''), lower(${card}.name))`;

export const namesText = (card: string) =>
  `concat_ws(' ', ${card}.name, array_to_string(${card}.other_names, ' '))`;

export const cardText = (card: string) =>
  `concat_ws(' ', ${card}.name, array_to_string(${card}.other_names, ' '), ${card}.type_line, array_to_string(${card}.colors, ' '),
    array_to_string(${card}.keywords, ' '), ${card}.rules_text)`;

/** What a printing says itself. */
export const printText = (print: string) =>
  `concat_ws(' ', ${print}.printed_name, ${print}.collector_number, ${print}.sku_number, array_to_string(${print}.search_codes, ' '), ${print}.rarity,
    ${print}.variation)`;

/** A set's own words, for all of its printings. */
export const setWords = (set: string) => wordsOf(`concat_ws(' ', ${set}.code, ${set}.name)`);

/** The document of a printing: names of its card (`search` is the card's row in `card_search`), its own words, and its set's. */
export const printDocument = (card: string, search: string, own: string, ofSet: string) =>
  `array_to_tsvector(string_to_array(${search}.name, ' ') || ${own} || ${ofSet} ||
    CASE WHEN ${card}.other_names = '{}' THEN '{}' ELSE ${wordsOf(`array_to_string(${card}.other_names, ' ')`)} END)`;

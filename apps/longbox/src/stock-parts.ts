/** As many characters as the store takes at once: docs/stock-files.md. */
const PART_CHARACTERS = 250_000;

/** A text's parts in order, none of them empty, cut between characters; the last one says so. Nothing where there is no text. */
export async function* inParts(
  pieces: AsyncIterable<string>,
  most = PART_CHARACTERS,
): AsyncGenerator<{ readonly text: string; readonly last: boolean }, void, undefined> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    while (rest.length > most) {
      const end = /[\uD800-\uDBFF]/.test(rest.charAt(most - 1)) ? most - 1 : most;
      yield { text: rest.slice(0, end), last: false };
      rest = rest.slice(end);
    }
  }
  if (rest !== '') yield { text: rest, last: true };
}

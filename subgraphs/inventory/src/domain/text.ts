/** Control characters and halves of surrogate pairs: nobody types them on purpose, and PostgreSQL takes no U+0000. */
const UNPRINTABLE = /\p{Cc}/u;

/** What is wrong with a line of text, as a sentence; undefined when nothing is. `most` is in characters (UTF-16 units). */
export function textProblem(text: string, most: number): string | undefined {
  if (text.length > most) return `It may have ${most} characters at most.`;
  if (UNPRINTABLE.test(text) || !text.isWellFormed()) return 'It must not hold control characters.';
  return undefined;
}

/** C0 and C1 controls, and halves of surrogate pairs: nothing a person types on purpose, and PostgreSQL takes no U+0000. */
const UNPRINTABLE = /\p{Cc}/u;

/** What is wrong with a line of text from a client, as a sentence; undefined when nothing is. `most` is in characters (UTF-16 units). */
export function textProblem(text: string, most: number): string | undefined {
  if (text.length > most) return `It is longer than ${most} characters.`;
  if (UNPRINTABLE.test(text) || !text.isWellFormed()) return 'It holds characters that cannot be printed.';
  return undefined;
}

/** One `@`, no blanks, a domain with a dot: what a typing mistake breaks. Whether it is somebody's only a letter can tell. */
const EMAIL = /^[^\s@<>(),;:"\\]{1,64}@[^\s@<>(),;:"\\.]+(\.[^\s@<>(),;:"\\.]+)+$/;

/** RFC 5321's limit of a path, less the brackets. */
export const MOST_EMAIL_CHARACTERS = 254;

export function isEmail(text: string): boolean {
  return (
    text.length <= MOST_EMAIL_CHARACTERS && !textProblem(text, MOST_EMAIL_CHARACTERS) && EMAIL.test(text)
  );
}

export function fieldOf(path: readonly (string | number)[], ...rest: readonly (string | number)[]): string[] {
  return [...path, ...rest].map(String);
}

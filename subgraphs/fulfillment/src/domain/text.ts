/** Whether a text of a client may be kept: of a bounded length, without control characters (PostgreSQL holds no null character). */
export function isPlainText(text: string, most: number): boolean {
  return text.trim().length > 0 && text.length <= most && !/\p{Cc}/u.test(text);
}

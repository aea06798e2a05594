/** A sales channel such as `online`, `pos` or `tcgplayer`. */
const CHANNEL = /^[a-z][a-z0-9-]{0,29}$/;

export function isChannel(text: string): boolean {
  return CHANNEL.test(text);
}

/** What a client hands over for the card: letters, digits, dashes and underscores, as card numbers and tokens of providers are. */
const TOKEN = /^[0-9A-Za-z_-]{8,200}$/;

export function isPaymentToken(token: string): boolean {
  return TOKEN.test(token);
}

/** What may be kept of it, to tell a person which card it was: the last four characters when they are digits. */
export function last4Of(token: string): string | null {
  return /[0-9]{4}$/.exec(token)?.[0] ?? null;
}

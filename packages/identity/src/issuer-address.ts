/** An identity provider, and where it publishes the keys of its tokens. */
export interface IssuerAddress {
  /** The `iss` of its tokens, to the letter. */
  readonly issuer: string;
  /** The address of its keys, or `openid`: where its OpenID configuration says. Absent, `<issuer>/.well-known/jwks.json`. */
  readonly keysAt?: URL | 'openid';
}

/**
 * Reads `<issuer>`, `<issuer>=openid` or `<issuer>=<address of its keys>`. Undefined for anything else, and where a configuration or keys would be
 * read from an address that is not safe (`isSafeForKeys`).
 */
export function readIssuerAddress(text: string): IssuerAddress | undefined {
  const [, issuer = '', keys] = /^([^=]+)(?:=(.*))?$/.exec(text) ?? [];
  const address = URL.parse(issuer);
  if (!address || !/^https?:$/.test(address.protocol)) return undefined;
  if (keys === undefined) return { issuer };
  const keysAt = keys === 'openid' ? keys : URL.parse(keys);
  if (!keysAt || !isSafeForKeys(keysAt === 'openid' ? address : keysAt)) return undefined;
  return { issuer, keysAt };
}

/** What URLs call this machine; other spellings of 127.0.0.0/8 are written so when they are parsed. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether nobody on the way can put other keys in the place of those that are published there: HTTPS, or this machine. */
export function isSafeForKeys({ protocol, hostname, username, password }: URL): boolean {
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  return isSafe && username === '' && password === '';
}

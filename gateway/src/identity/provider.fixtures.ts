import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  SignJWT,
  exportJWK,
  generateKeyPair,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import { TOKEN_AUDIENCE } from './token-verifier.ts';

export const JWKS_PATH = '/.well-known/jwks.json';
export const OPENID_PATH = '/.well-known/openid-configuration';

/** An identity provider that publishes over HTTP. */
export interface Provider {
  readonly url: string;
  /** The paths that were read, in their order. */
  readonly reads: string[];
  /** Away, it closes each connection; silent, it takes requests and does not answer. */
  mood: 'well' | 'away' | 'silent';
  published: JWK[];
  /** What is answered at each path. */
  readonly at: Map<string, (response: ServerResponse) => void>;
  /** Answers with its keys. */
  readonly keys: (response: ServerResponse) => void;
  /** Publishes an OpenID configuration that says where its keys are, and the keys there alone. */
  keepKeysAt(path: string): void;
  /** Makes a key and publishes it, beside the others or instead of them. */
  newKey(kid: string, how?: { readonly alg?: string; readonly alone?: boolean }): Promise<CryptoKey>;
  stop(): Promise<void>;
}

/** Starts one with its keys at `/.well-known/jwks.json`. */
export async function startProvider(): Promise<Provider> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    provider.reads.push(path);
    if (provider.mood === 'away') request.socket.destroy();
    if (provider.mood !== 'well') return;
    const answer = provider.at.get(path);
    if (answer) return answer(response);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = (response: ServerResponse) => sendJson(response, { keys: provider.published });
  const provider: Provider = {
    url,
    reads: [],
    mood: 'well',
    published: [],
    at: new Map([[JWKS_PATH, keys]]),
    keys,
    keepKeysAt(path) {
      provider.at.clear();
      provider.at.set(path, keys);
      provider.at.set(OPENID_PATH, (response) =>
        sendJson(response, { issuer: url, jwks_uri: `${url}${path}` }),
      );
    },
    async newKey(kid, { alg = 'ES256', alone = false } = {}) {
      const { publicKey, privateKey } = await generateKeyPair(alg);
      const jwk = { ...(await exportJWK(publicKey)), kid };
      provider.published = alone ? [jwk] : [...provider.published, jwk];
      return privateKey;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

/** A token of a member of staff, as an identity provider makes it. */
export function signedToken(
  key: CryptoKey | Uint8Array,
  issuer: string,
  { kid = 'a', alg = 'ES256' }: Partial<JWTHeaderParameters> = {},
  { fromSeconds = -60, toSeconds = 60, audience = TOKEN_AUDIENCE } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ role: 'staff', store: 'demo' })
    .setProtectedHeader({ alg, kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('ada')
    .setNotBefore(now + fromSeconds)
    .setExpirationTime(now + toSeconds)
    .sign(key);
}

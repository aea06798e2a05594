import type { webcrypto } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Scope } from '@longbox/identity';
import { TOKEN_AUDIENCE, type TokenIssuer } from './token-verifier.ts';

const ISSUER = 'longbox-development';
const ALGORITHM = 'EdDSA';

export interface DevelopmentToken {
  readonly role: 'staff' | 'customer';
  /** The slug of the store. */
  readonly store: string;
  readonly subject: string;
  readonly email?: string;
  readonly scopes: readonly Scope[];
  readonly minutes: number;
}

/** The machine's own issuer of tokens, for development and demonstration. */
export interface DevelopmentIssuer {
  readonly issuer: TokenIssuer;
  mint(token: DevelopmentToken): Promise<string>;
}

/** Reads the key pair of the development issuer from the data folder, or makes it. Never call it in production. */
export async function developmentIssuer(dataDir: string): Promise<DevelopmentIssuer> {
  const file = join(dataDir, 'development-key.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true, crv: 'Ed25519' });
    writeFileSync(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  }
  const { d, ...open } = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const privateKey = await importJWK({ ...open, ...(d ? { d } : {}) }, ALGORITHM);
  const publicKey = await importJWK(open, ALGORITHM);
  return {
    issuer: { issuer: ISSUER, keys: () => Promise.resolve(publicKey as webcrypto.CryptoKey) },
    mint: ({ role, store, subject, email, scopes, minutes }) =>
      new SignJWT({ role, store, scope: scopes.join(' '), ...(email ? { email } : {}) })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${minutes}m`)
        .sign(privateKey),
  };
}

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { developmentIssuer, type DevelopmentIssuer } from './development.ts';
import { createTokenVerifier } from './token-verifier.ts';

const folder = mkdtempSync(join(tmpdir(), 'longbox-keys-'));
let development: DevelopmentIssuer;

beforeAll(async () => {
  development = await developmentIssuer(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const token = (minutes = 5) =>
  development.mint({ role: 'staff', store: 'demo', subject: 'ada', scopes: ['orders:read'], minutes });

describe('a token', () => {
  it('of the development issuer is good, also after a restart', async () => {
    const verify = createTokenVerifier([(await developmentIssuer(folder)).issuer]);
    expect(await verify(await token())).toMatchObject({
      sub: 'ada',
      role: 'staff',
      store: 'demo',
      scope: 'orders:read',
    });
    expect(statSync(join(folder, 'development-key.json')).mode & 0o077).toBe(0);
  });

  it.each([
    ['whose time is over', () => token(-10)],
    ['that was changed', async () => `${(await token()).slice(0, -6)}AAAAAA`],
    [
      'that is not signed',
      () =>
        Promise.resolve(
          new UnsecuredJWT({ role: 'staff' })
            .setIssuer('longbox-development')
            .setAudience('longbox')
            .setSubject('x')
            .setExpirationTime('5m')
            .encode(),
        ),
    ],
    [
      'signed with another key',
      async () => {
        const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
        return new SignJWT({})
          .setProtectedHeader({ alg: 'EdDSA' })
          .setIssuer('longbox-development')
          .setAudience('longbox')
          .setSubject('x')
          .setExpirationTime('5m')
          .sign(privateKey);
      },
    ],
    ['that is no token', () => Promise.resolve('abc')],
  ])('%s is refused', async (_, make) => {
    const verify = createTokenVerifier([development.issuer]);
    await expect(verify(await make())).rejects.toThrow(/./);
  });

  it('of an issuer that is not trusted is refused', async () => {
    await expect(createTokenVerifier([])(await token())).rejects.toThrow(/not trusted/);
  });
});

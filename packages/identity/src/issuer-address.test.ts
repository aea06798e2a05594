import { describe, expect, it } from '@jest/globals';
import { readIssuerAddress } from './index.ts';

describe('the address of an identity provider', () => {
  it.each([
    ['https://id.example', { issuer: 'https://id.example' }],
    ['http://id.internal:8080/', { issuer: 'http://id.internal:8080/' }],
    ['https://id.example/realms/shop=openid', { issuer: 'https://id.example/realms/shop', keysAt: 'openid' }],
    ['http://127.0.0.1:9000=openid', { issuer: 'http://127.0.0.1:9000', keysAt: 'openid' }],
    [
      'https://id.example=https://keys.example/v1/keys?client=a',
      { issuer: 'https://id.example', keysAt: new URL('https://keys.example/v1/keys?client=a') },
    ],
    [
      'http://id.internal=http://[::1]:9000/keys',
      { issuer: 'http://id.internal', keysAt: new URL('http://[::1]:9000/keys') },
    ],
  ])('%s names its issuer, and where its keys are', (text, expected) => {
    expect(readIssuerAddress(text)).toEqual(expected);
  });

  it.each([
    'nowhere',
    'ftp://id.example',
    'http://id.internal=openid',
    'https://id.example=http://keys.example/keys',
    'https://id.example=http://localhost.example/keys',
    'https://id.example=https://user:password@keys.example/keys',
    'https://id.example=http://',
    'https://id.example/realms/shop=open',
    'https://id.example=',
    '=openid',
  ])('%s is refused: it is none, or its keys could be changed on their way', (text) => {
    expect(readIssuerAddress(text)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { InvalidStatement, signStatement, verifyStatement, type Caller } from './index.ts';

const secret = new Uint8Array(32).fill(7);
const now = new Date('2026-01-01T00:00:00Z');
const caller: Caller = {
  kind: 'staff',
  store: { id: '0190-store', slug: 'demo', name: 'Demo', currency: 'USD' },
  subject: 'ada',
  scopes: ['orders:read'],
  correlationId: 'c-1',
};

describe('the statement of who is calling', () => {
  it('comes back as it was signed', () => {
    expect(verifyStatement(signStatement(caller, secret, now), secret, now)).toEqual(caller);
  });

  it('is refused after its time', () => {
    const later = new Date(now.getTime() + 61_000);
    expect(() => verifyStatement(signStatement(caller, secret, now), secret, later)).toThrow(
      InvalidStatement,
    );
  });

  it('is refused when it was signed with another secret, changed, or is no statement', () => {
    const statement = signStatement(caller, secret, now);
    expect(() => verifyStatement(statement, new Uint8Array(32), now)).toThrow(InvalidStatement);
    const forged = Buffer.from(JSON.stringify({ ...caller, scopes: ['orders:write'] })).toString('base64url');
    expect(() => verifyStatement(`${forged}.${statement.split('.')[1]}`, secret, now)).toThrow(
      InvalidStatement,
    );
    for (const text of ['', 'a', 'a.b.c', '.'])
      expect(() => verifyStatement(text, secret, now)).toThrow(InvalidStatement);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CALLER_HEADER, CORRELATION_HEADER, verifyStatement, type Caller } from '@longbox/identity';
import { statementsWith } from './statements.ts';

const SECRET = new Uint8Array(32).fill(7);
const ADA: Caller = {
  kind: 'staff',
  store: { id: '0190-store', slug: 'demo', name: 'Demo', currency: 'USD' },
  subject: 'ada',
  scopes: ['orders:read'],
  correlationId: 'c-1',
};

describe('what a subgraph is told of who is calling', () => {
  const stated = statementsWith(SECRET);
  const told = (caller: Caller) => {
    const { [CALLER_HEADER]: statement = '', [CORRELATION_HEADER]: correlationId } = stated(caller);
    return { statement, correlationId, caller: verifyStatement(statement, SECRET, new Date()) };
  };

  beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') }));
  afterEach(() => void jest.useRealTimers());

  it('is signed once for requests of one caller, each with its own correlation id', () => {
    const first = told(ADA);
    const second = told({ ...ADA, correlationId: 'c-2' });
    expect(second.statement).toBe(first.statement);
    expect([first.correlationId, second.correlationId]).toEqual(['c-1', 'c-2']);
  });

  it.each<Partial<Caller>>([
    { kind: 'customer' },
    { store: { ...ADA.store, id: '0190-other' } },
    { subject: 'bob' },
    { email: 'ada@example.com' },
    { scopes: [] },
    { scopes: ['orders:read', 'orders:write'] },
    { channels: ['online'] },
  ])('is another one for whoever may have something else: %p', (different) => {
    const first = told(ADA);
    const second = told({ ...ADA, ...different });
    expect(second.statement).not.toBe(first.statement);
    expect(second.caller).toMatchObject(different);
  });

  it('is signed again before it is over its time, for a caller who stays as well', () => {
    const first = told(ADA);
    for (let seconds = 5; seconds <= 300; seconds += 5) {
      jest.setSystemTime(new Date('2026-01-01T00:00:00Z').getTime() + seconds * 1_000);
      expect(told(ADA).caller).toMatchObject({ subject: 'ada' });
    }
    expect(told(ADA).statement).not.toBe(first.statement);
  });
});

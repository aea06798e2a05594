import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@longbox/identity';
import { callerOf, storeOf } from '@longbox/testing';
import { sharingKey } from './sharing-key.ts';

const store = storeOf('demo');
const caller: Caller = { ...callerOf('staff', store), subject: 'ann', scopes: ['orders:read'] };
const operation = { query: 'subscription { x }', variables: { a: { b: 1, c: [2] } }, caller };
const key = sharingKey('1', operation);

describe('live operations share their events', () => {
  it('whatever the order of the fields in their variables, and the correlation of their requests', () => {
    const same = {
      ...operation,
      variables: { a: { c: [2], b: 1 } },
      caller: { ...caller, correlationId: 'other' },
    };
    expect(sharingKey('1', same)).toBe(key);
  });

  it.each([
    ['another text', { query: 'subscription { y }' }],
    ['another operation of the text', { operationName: 'Other' }],
    ['other variables', { variables: { a: { b: 2, c: [2] } } }],
    ['another list', { variables: { a: { b: 1, c: [[2]] } } }],
    ['another subject', { caller: { ...caller, subject: 'bob' } }],
    ['another store', { caller: { ...caller, store: storeOf('other') } }],
    ['another kind of caller', { caller: { ...caller, kind: 'customer' as const } }],
    ['another e-mail address', { caller: { ...caller, email: 'ann@example.com' } }],
    ['other scopes', { caller: { ...caller, scopes: ['orders:read', 'orders:write'] as const } }],
  ])('not with %s', (_what, other) => {
    expect(sharingKey('1', { ...operation, ...other })).not.toBe(key);
  });

  it('not across supergraphs', () => {
    expect(sharingKey('2', operation)).not.toBe(key);
  });
});

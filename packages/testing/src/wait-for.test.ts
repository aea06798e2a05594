import { describe, expect, it } from '@jest/globals';
import { callerOf, storeOf, waitFor } from './index.ts';

describe('waiting', () => {
  it('answers what the condition gave at last, also zero and the empty text', async () => {
    let asked = 0;
    expect(await waitFor(() => (asked += 1) > 2 && 'there', { what: 'it', everyMs: 1 })).toBe('there');
    expect(await waitFor(() => 0, { what: 'a number' })).toBe(0);
    expect(await waitFor(() => Promise.resolve(''), { what: 'a text' })).toBe('');
  });

  it('asks again after a condition that threw', async () => {
    let asked = 0;
    const condition = () => {
      asked += 1;
      if (asked < 3) throw new Error('not yet');
      return asked;
    };
    expect(await waitFor(condition, { what: 'it', everyMs: 1 })).toBe(3);
  });

  it('names what did not come, and what was there instead', async () => {
    const never = waitFor(() => Promise.reject(new Error('PENDING')), {
      what: 'the order to be confirmed',
      timeoutMs: 20,
      everyMs: 5,
    });
    await expect(never).rejects.toThrow('waited 20 ms for the order to be confirmed; last: Error: PENDING');
  });
});

describe('callers', () => {
  it('hold the scopes of their kind', () => {
    const store = storeOf('demo', { currency: 'EUR' });
    expect(store).toMatchObject({ slug: 'demo', currency: 'EUR' });
    expect(callerOf('staff', store).scopes).toContain('orders:write');
    expect(callerOf('customer', store)).toMatchObject({ scopes: [], email: 'customer-1@example.com' });
    expect(callerOf('anonymous', store)).toMatchObject({ subject: '', scopes: [] });
    expect(callerOf('staff', store, { scopes: ['orders:read'] }).scopes).toEqual(['orders:read']);
  });
});

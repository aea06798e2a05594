import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cancellation, Cancelled } from '../cancellation.ts';
import { createFlights, type Flights } from './flights.ts';

const DEADLINE_MS = 40;

interface Work {
  readonly cancellation: Cancellation;
  readonly answer: PromiseWithResolvers<string>;
}

let flights: Flights<string>;
let begun: Work[];
let clients: Cancellation[];
beforeEach(() => {
  flights = createFlights(DEADLINE_MS);
  begun = [];
  clients = [];
});
afterEach(() => {
  for (const { answer } of begun) answer.resolve('');
});

/** A client that waits for what the key stands for. */
function join(key: string) {
  const client = new Cancellation(60_000);
  clients.push(client);
  const answer = flights.join(key, client, (cancellation) => {
    const work = { cancellation, answer: Promise.withResolvers<string>() };
    begun.push(work);
    return cancellation.guard(work.answer.promise);
  });
  answer.catch(() => undefined);
  return { client, answer };
}
afterEach(() => {
  for (const client of clients) client.finish();
});

describe('requests that are the same and in hand at the same time', () => {
  it('are done once, and others by themselves', async () => {
    const same = [join('a'), join('a'), join('a')];
    const other = join('b');
    expect(begun).toHaveLength(2);
    begun[0]?.answer.resolve('A');
    begun[1]?.answer.resolve('B');
    expect(await Promise.all(same.map(({ answer }) => answer))).toEqual(['A', 'A', 'A']);
    expect(await other.answer).toBe('B');
    // What has ended is not in hand.
    join('a');
    expect(begun).toHaveLength(3);
  });

  it('fail together, and are done anew by who comes then', async () => {
    const same = [join('a'), join('a')];
    begun[0]?.answer.reject(new Error('away'));
    for (const { answer } of same) await expect(answer).rejects.toThrow('away');
    join('a');
    expect(begun).toHaveLength(2);
  });

  it('are given up when the last who waits has left, and not before; nobody joins them then', async () => {
    const [first, second] = [join('a'), join('a')];
    first.client.cancel('client left');
    expect(begun[0]?.cancellation.why).toBeUndefined();
    second.client.cancel('client left');
    expect(begun[0]?.cancellation.why).toEqual(new Cancelled('client left'));
    const late = join('a');
    expect(begun).toHaveLength(2);
    begun[1]?.answer.resolve('A');
    expect(await late.answer).toBe('A');
  });

  it('have one deadline for all their work', async () => {
    const [one, other] = [join('a'), join('a')];
    for (const { answer } of [one, other]) await expect(answer).rejects.toEqual(new Cancelled('deadline'));
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent } from './domain-event.ts';
import { wavesOf } from './waves.ts';

const event = (key: string, type: string, n = 0) =>
  ({ key, type, id: `${key}${type}${n}` }) as unknown as DomainEvent;
const names = (groups: ReturnType<typeof wavesOf>) => groups.map((group) => group.map(({ id }) => id));

describe('the waves of a transaction', () => {
  it('put events of a type together across keys', () => {
    const events = [event('a', 'X'), event('b', 'Y'), event('c', 'X'), event('d', 'Y')];
    expect(names(wavesOf(events))).toEqual([
      ['aX0', 'cX0'],
      ['bY0', 'dY0'],
    ]);
  });

  it('leave a later event of a key behind the earlier one of another type', () => {
    const events = [event('a', 'X'), event('a', 'Y'), event('b', 'X'), event('a', 'X', 1)];
    expect(names(wavesOf(events))).toEqual([['aX0', 'bX0'], ['aY0'], ['aX1']]);
  });

  it('hold every event once, each group of one type, each key in its order, whatever comes', () => {
    const any = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c'), type: fc.constantFrom('X', 'Y', 'Z') }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(any, (given) => {
        const events = given.map(({ key, type }, n) => event(key, type, n));
        const groups = wavesOf(events);
        expect(
          groups
            .flat()
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(events.map(({ id }) => id).toSorted());
        for (const group of groups) expect(new Set(group.map(({ type }) => type)).size).toBe(1);
        for (const key of ['a', 'b', 'c']) {
          const of = (all: readonly DomainEvent[]) =>
            all.filter((each) => each.key === key).map(({ id }) => id);
          expect(of(groups.flat())).toEqual(of(events));
        }
      }),
    );
  });
});

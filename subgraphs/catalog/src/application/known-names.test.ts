import { expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import type { NameList } from '../domain/name-list.ts';
import { createKnownNames } from './known-names.ts';

const someNames = (): NameList => ({ begun: () => [] });

it('names are read when nothing changes any more, and forgotten when something does', async () => {
  const reads: NameList[] = [];
  const names = createKnownNames(
    () => {
      reads.push(someNames());
      return Promise.resolve(reads.at(-1) ?? null);
    },
    () => undefined,
    1,
  );
  expect(names.list()).toBeNull();
  names.changed('');
  names.changed('');
  expect(await waitFor(() => names.list(), { what: 'names' })).toBe(reads[0]);
  expect(reads).toHaveLength(1);
  names.changed('a store');
  expect(names.list()).toBe(reads[0]);
  names.changed('');
  expect(names.list()).toBeNull();
  expect(await waitFor(() => names.list(), { what: 'names again' })).toBe(reads[1]);
  names.deaf();
  expect(names.list()).toBeNull();
});

it('names that change while they are read are not kept', async () => {
  const reading: PromiseWithResolvers<NameList>[] = [];
  const names = createKnownNames(
    () => {
      const one = Promise.withResolvers<NameList>();
      reading.push(one);
      return one.promise;
    },
    () => undefined,
    1,
  );
  names.changed('');
  const first = await waitFor(() => reading[0], { what: 'the first reading' });
  names.changed('');
  first.resolve(someNames());
  const second = await waitFor(() => reading[1], { what: 'the second reading' });
  expect(names.list()).toBeNull();
  const late = someNames();
  second.resolve(late);
  expect(await waitFor(() => names.list(), { what: 'names' })).toBe(late);
  names.deaf();
});

it('names that cannot be read are told of, and not known', async () => {
  const told: unknown[] = [];
  const failure = new Error('away');
  const names = createKnownNames(
    () => Promise.reject(failure),
    (error) => told.push(error),
    1,
  );
  names.changed('');
  await waitFor(() => told.length > 0, { what: 'the failure' });
  expect(told).toEqual([failure]);
  expect(names.list()).toBeNull();
  names.deaf();
});

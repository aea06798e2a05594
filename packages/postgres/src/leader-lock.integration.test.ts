import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import { cutConnections } from './fixtures.ts';
import { openDatabase, type Database } from './index.ts';

let test: TestDatabase;
let second: Database;

beforeAll(async () => {
  test = await testDatabase('postgres');
  second = await openDatabase({ name: 'postgres', url: test.url });
});

afterAll(async () => {
  await second.close();
  await test.dispose();
});

function candidateOf() {
  const heard: string[] = [];
  return {
    heard,
    elected: () => void heard.push('elected'),
    deposed: () => void heard.push('deposed'),
    leads: () => heard.at(-1) === 'elected',
  };
}

describe('an election', () => {
  it('has one leader, and another within five seconds when that one gives up', async () => {
    const [one, two] = [candidateOf(), candidateOf()];
    const resign = await test.database.lead('relay', one);
    const end = await second.lead('relay', two);
    expect([one.heard, two.heard]).toEqual([['elected'], []]);
    await resign();
    await waitFor(two.leads, { what: 'the second to be elected', timeoutMs: 5_000 });
    expect(one.heard).toEqual(['elected']);
    await end();
    expect(two.heard).toEqual(['elected']);
  });

  it('deposes the leader whose connection broke, and has one leader again', async () => {
    const [one, two] = [candidateOf(), candidateOf()];
    const ends = [await test.database.lead('relay', one), await second.lead('relay', two)];
    await cutConnections(test.database, 'lead relay');
    await waitFor(() => one.heard.includes('deposed'), {
      what: 'the leader to be deposed',
      timeoutMs: 5_000,
    });
    await waitFor(() => one.leads() || two.leads(), { what: 'a new leader', timeoutMs: 5_000 });
    expect([one, two].filter((candidate) => candidate.leads())).toHaveLength(1);
    await Promise.all(ends.map((end) => end()));
  });

  it('of one name is not that of another', async () => {
    const [one, two] = [candidateOf(), candidateOf()];
    const ends = [await test.database.lead('relay', one), await second.lead('timers', two)];
    expect(one.leads() && two.leads()).toBe(true);
    await Promise.all(ends.map((end) => end()));
  });
});

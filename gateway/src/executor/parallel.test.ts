import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { waitFor } from '@longbox/testing';
import type { Transport } from '../transport/transport.ts';
import { composed } from '../testing.fixtures.ts';
import { createTestEdge, type TestEdge } from './differential/edge.fixtures.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const SDLS = {
  books: 'type Query { book: Book } type Book @key(fields: "id") { id: ID! }',
  titles: 'type Book @key(fields: "id") { id: ID! title: String }',
  prices: 'type Book @key(fields: "id") { id: ID! price: Int }',
  films: 'type Query { film: Film } type Film @key(fields: "id") { id: ID! }',
  minutes: 'type Film @key(fields: "id") { id: ID! minutes: Int }',
};
type Name = keyof typeof SDLS;

/** What each subgraph answers, once it is told to. */
const ANSWERS: Readonly<Record<Name, ExecutionResult>> = {
  books: { data: { book: { __typename: 'Book', id: 'b' } } },
  titles: { data: { _entities: [{ title: 'Alpha' }] } },
  prices: { data: { _entities: [{ price: 7 }] } },
  films: { data: { film: { __typename: 'Film', id: 'f' } } },
  minutes: { data: { _entities: [{ minutes: 90 }] } },
};

let edge: TestEdge;
let held: Map<string, (answer: ExecutionResult) => void>;

beforeEach(async () => {
  held = new Map();
  const holding = (name: string): Transport => ({
    run: () => new Promise((resolve) => held.set(name, resolve)),
    subscribe: () => Promise.reject(new Error('nothing is live here')),
    obstacles: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  });
  const names = Object.keys(SDLS);
  const linked = Object.entries(SDLS).map(([name, sdl]) => [name, LINK + sdl] as const);
  edge = await createTestEdge(
    composed(Object.fromEntries(linked)),
    Object.fromEntries(names.map((name) => [name, holding(name)])),
  );
});
afterEach(() => {
  for (const answer of held.values()) answer({ data: null });
});

/** When exactly these subgraphs are asked and have not answered. */
const underWay = (...names: readonly Name[]) =>
  waitFor(() => [...held.keys()].toSorted().join() === names.toSorted().join(), {
    what: `${names.join(' and ')} to be under way`,
  });

function answer(name: Name): void {
  held.get(name)?.(ANSWERS[name]);
  held.delete(name);
}

describe('steps of a plan that do not need one another', () => {
  it('are under way at the same time: root fields of two subgraphs, and fields of one object in two', async () => {
    const asked = edge.ask('{ book { title price } film { id } }');
    await underWay('books', 'films');
    answer('films');
    answer('books');
    await underWay('titles', 'prices');
    answer('prices');
    answer('titles');
    expect(await asked).toMatchObject({ data: { book: { title: 'Alpha', price: 7 }, film: { id: 'f' } } });
  });

  it('go on each in its own sequence, whichever is answered last', async () => {
    for (const [first, then, late, last] of [
      ['books', 'titles', 'films', 'minutes'],
      ['films', 'minutes', 'books', 'titles'],
    ] as const) {
      const asked = edge.ask('{ book { title } film { minutes } }');
      await underWay('books', 'films');
      answer(first);
      // The other sequence stands still, and this one goes on to its end.
      await underWay(then, late);
      answer(then);
      await underWay(late);
      answer(late);
      await underWay(last);
      answer(last);
      expect(await asked).toMatchObject({ data: { book: { title: 'Alpha' }, film: { minutes: 90 } } });
    }
  });

  it('wait, of one sequence, for what they need', async () => {
    const asked = edge.ask('{ book { title } }');
    await underWay('books');
    expect(edge.fetches.map(({ subgraph }) => subgraph)).toEqual(['books']);
    answer('books');
    await underWay('titles');
    answer('titles');
    expect(await asked).toMatchObject({ data: { book: { title: 'Alpha' } } });
  });
});

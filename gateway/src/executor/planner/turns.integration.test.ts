import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Gateway } from '../../gateway.ts';
import { startTestGateway } from '../../testing.fixtures.ts';
import { createSample } from '../differential/oracle.fixtures.ts';
import { TEST_COMPUTED, TEST_SUBGRAPHS } from '../differential/test-supergraph.fixtures.ts';
import { PLANNING_MS } from './deadline.ts';

let gateway: Gateway;

beforeAll(async () => {
  const { supergraphSdl, transports } = await createSample(TEST_SUBGRAPHS, TEST_COMPUTED);
  gateway = await startTestGateway({ supergraphSdl, transports });
});
afterAll(() => gateway.stop());

const ask = async (query: string, accept = 'application/json'): Promise<unknown> => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  return response.json();
};

/** The planner comes to no end with it, and each is another one. */
const endless = (nr: number) =>
  `{ n${nr}: review(id: "8") { subject {
    ... on Node @defer { __typename }
    ... on Media { ... on Item { ... on Author @defer { id } } ... on Book @defer { weight } }
  } } }`;

describe('operations that cannot be planned, each another one', () => {
  it('hold up others for no longer than one of them is tried, and are answered in one piece in their turn', async () => {
    const known = '{ books { id } }';
    expect(await ask(known)).toMatchObject({ data: { books: expect.any(Array) } });

    const state = { isOver: false };
    const attack = Promise.all(
      [1, 2, 3].map((nr) => ask(endless(nr), 'multipart/mixed; deferSpec=20220824, application/json')),
    ).finally(() => (state.isOver = true));
    const waited: number[] = [];
    while (!state.isOver) {
      const began = performance.now();
      await ask(known);
      waited.push(performance.now() - began);
    }
    for (const [index, answer] of (await attack).entries())
      expect(answer).toMatchObject({
        data: { [`n${index + 1}`]: { subject: { weight: expect.any(Number) } } },
      });

    waited.sort((a, b) => a - b);
    expect(waited.at(-1)).toBeLessThan(2 * PLANNING_MS);
    expect(waited[Math.floor(waited.length / 2)]).toBeLessThan(PLANNING_MS / 5);
    // Most of the time is theirs.
    expect(waited.length).toBeGreaterThan(100);
  });
});

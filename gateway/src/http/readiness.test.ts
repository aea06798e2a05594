import { describe, expect, it, jest } from '@jest/globals';
import type { Transport } from '../transport/transport.ts';
import { askedTogether, readinessOf, readinessOfGateway } from './readiness.ts';

const unused = () => Promise.reject(new Error('it is only asked whether it can serve'));
const transport = (obstacles: () => Promise<readonly string[]>): Transport => ({
  run: unused,
  subscribe: unused,
  obstacles,
  close: () => Promise.resolve(),
});
const fine = transport(() => Promise.resolve([]));
const parts = { isDraining: () => false, obstacleOfPartners: () => undefined };

describe('a gateway that is asked whether it can serve', () => {
  it('can when nothing is in the way', async () => {
    expect(await readinessOf({ ...parts, transports: { order: fine } })).toEqual({
      subgraphs: { order: [] },
      gateway: [],
    });
  });

  it('cannot while it is being stopped, or when partners’ keys cannot be looked up', async () => {
    const hindered = { transports: {}, isDraining: () => true, obstacleOfPartners: () => 'no keys' };
    const reasons = { gateway: ['it is being stopped', 'no keys'], subgraphs: {} };
    expect(await readinessOf(hindered)).toEqual(reasons);
    expect(readinessOfGateway(hindered)).toEqual(reasons);
  });

  it('is asked once by all who ask meanwhile, and anew by who asks afterwards', async () => {
    let asked = 0;
    const ask = askedTogether(() => {
      asked += 1;
      return readinessOf({ ...parts, transports: { order: fine } });
    });
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    expect([asked, answers.length]).toEqual([1, 100]);
    await ask();
    expect(asked).toBe(2);
  });

  it('says which subgraph cannot, and waits three seconds for one that says nothing', async () => {
    jest.useFakeTimers();
    const asked = readinessOf({
      ...parts,
      transports: {
        order: fine,
        catalog: transport(() => Promise.reject(new Error('away'))),
        pricing: transport(() => new Promise(() => undefined)),
      },
    });
    await jest.advanceTimersByTimeAsync(3_000);
    expect((await asked).subgraphs).toEqual({
      order: [],
      catalog: ['it does not answer'],
      pricing: ['it does not answer'],
    });
    jest.useRealTimers();
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import type { Transport } from '../transport/transport.ts';
import { readinessOf } from './readiness.ts';

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
    const { gateway } = await readinessOf({
      transports: {},
      isDraining: () => true,
      obstacleOfPartners: () => 'no keys',
    });
    expect(gateway).toEqual(['it is being stopped', 'no keys']);
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

import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { createTallies, createTimings } from './tally.ts';

const common = { help: 'what the test does', labelNames: ['kind'] as const };

describe('what is counted for each request', () => {
  it('is there whenever the metrics are read', async () => {
    const registry = new Registry();
    const tally = createTallies({ ...common, name: 'told_total', registers: [registry] });
    const one = tally({ kind: 'one' });
    one.add();
    one.add(2);
    expect(await registry.metrics()).toContain('told_total{kind="one"} 3');
    one.add();
    expect(await registry.metrics()).toContain('told_total{kind="one"} 4');
  });

  it('is in its bucket whenever the metrics are read, however much of it came', async () => {
    const registry = new Registry();
    const timings = createTimings({ ...common, name: 'taken', buckets: [0.1, 1], registers: [registry] });
    const [one, other] = ['one', 'other'].map((kind) => timings({ kind }));
    for (let request = 0; request < 1_201; request += 1) one?.add(request < 600 ? 0.0625 : 0.5);
    other?.add(2);
    const told = await registry.metrics();
    expect(told).toContain('taken_bucket{le="0.1",kind="one"} 600');
    expect(told).toContain('taken_bucket{le="1",kind="one"} 1201');
    expect(told).toContain('taken_sum{kind="one"} 338');
    expect(told).toContain('taken_bucket{le="1",kind="other"} 0');
    expect(told).toContain('taken_count{kind="other"} 1');
    expect(await registry.metrics()).toContain('taken_count{kind="one"} 1201');
  });
});

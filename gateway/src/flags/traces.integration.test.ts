import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import { tellTraces, type ToldTraces } from '../told-traces.fixtures.ts';
import { readFlagSet } from './flag-set.ts';
import { startRollout, type Rollout } from './rollout.fixtures.ts';

const VISITOR = 'visitor-of-the-test';
const FLAGS = `
flags: { move-place: { percentage: 100 }, shown: { percentage: 0, visible: true }, hidden: { percentage: 100 } }
experiments: { page: { variants: { gallery: 1, list: 0 } } }`;

let traces: ToldTraces;
let rollout: Rollout;

beforeAll(async () => {
  traces = await tellTraces();
  const current = readFlagSet({ name: 'flags', text: FLAGS });
  rollout = await startRollout({ flags: { current, close: () => Promise.resolve() } });
});
afterAll(async () => {
  await rollout.gateway.stop();
  await traces.stop();
});

/** What the trace of an operation tells of flags: the span, and what it says, for each that says something. */
async function toldOf(query: string, accept = 'application/json') {
  const traceId = newId().replaceAll('-', '');
  const leaves = new AbortController();
  const answer = await fetch(rollout.gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-visitor': VISITOR,
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      accept,
    },
    body: JSON.stringify({ query }),
    signal: leaves.signal,
  });
  expect(answer.status).toBe(200);
  const ofTrace = () => traces.collector.spans.filter((span) => span.traceId === traceId);
  await waitFor(() => ofTrace().some(({ name }) => name === 'POST /graphql'), {
    what: 'the trace to be told',
  });
  leaves.abort();
  return ofTrace().flatMap(({ name, attributes }) => {
    const { 'longbox.labels': labels, 'longbox.variants': variants } = attributes;
    return labels || variants
      ? [{ name, ...(labels ? { labels } : {}), ...(variants ? { variants } : {}) }]
      : [];
  });
}

describe('what the collector is told of flags', () => {
  it('is which labels decided an operation’s fields', async () => {
    expect(await toldOf('query Places { items { id place } }')).toEqual([
      { name: 'query Places', labels: ['move-place=on'] },
    ]);
  });

  it('is which variants the caller was told', async () => {
    expect(await toldOf('query Variants { assignedVariants { name variant } }')).toEqual([
      { name: 'fetch edge', variants: ['shown=off', 'page=gallery'] },
    ]);
  });

  it('is nothing for an operation without either, and never who the visitor is', async () => {
    expect(await toldOf('query Ids { items { id } }')).toEqual([]);
    expect(traces.collector.bytes()).toContain('move-place=on');
    expect(traces.collector.bytes()).not.toContain(VISITOR);
  });
});

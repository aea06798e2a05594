import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { nobody } from '../executor/differential/edge.fixtures.ts';
import { openUpstream, type Upstream, type Way } from './upstream.ts';

/** Of events at the same time. */
const MOST = 16;

let filling: { readonly nr: unknown; readonly done: PromiseWithResolvers<ExecutionResult> }[];
let told: unknown[];
let upstream: Upstream;
let isOver: boolean;

/** The owner sends so many events at once; each is filled in when a test says so. */
function open(count: number): void {
  async function* events(): AsyncGenerator<ExecutionResult, undefined> {
    for (let nr = 1; nr <= count; nr += 1) yield await Promise.resolve({ data: { nr } });
    return undefined;
  }
  const way: Way = {
    plan: {
      serviceName: 'one',
      query: 'subscription { nr }',
      operationName: undefined,
      variableNames: [],
      complete({ data }) {
        const done = Promise.withResolvers<ExecutionResult>();
        filling.push({ nr: data?.['nr'], done });
        return done.promise;
      },
    },
    transport: {
      run: () => Promise.reject(new Error('only events are asked for')),
      subscribe: () => Promise.resolve(events()),
      obstacles: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    },
  };
  upstream = openUpstream({
    way: () => way,
    caller: nobody,
    variables: {},
    span: { name: 'event' },
    after: undefined,
    logger: pino({ level: 'silent' }),
    onEvent: ({ text }) => told.push((JSON.parse(text) as { data: { nr: number } }).data.nr),
    onEnd: () => (isOver = true),
  });
}

const fill = (at: number) => {
  const event = filling[at];
  event?.done.resolve({ data: { nr: event.nr } });
};

beforeEach(() => {
  filling = [];
  told = [];
  isOver = false;
});
afterEach(() => upstream.stop());

describe('the events of a live operation', () => {
  it('are filled in several at a time, and told in order whichever is ready first', async () => {
    open(4);
    await waitFor(() => filling.length === 4, { what: 'all to be begun' });
    for (const at of [3, 1, 2]) fill(at);
    await new Promise(setImmediate);
    expect(told).toEqual([]);
    fill(0);
    await waitFor(() => isOver, { what: 'the end' });
    expect(told).toEqual([1, 2, 3, 4]);
  });

  it('are filled in sixteen at a time and no more', async () => {
    open(MOST + 4);
    await waitFor(() => filling.length === MOST, { what: 'as many as may be' });
    for (let at = 1; at < MOST; at += 1) fill(at);
    await new Promise(setImmediate);
    expect([filling.length, told]).toEqual([MOST, []]);
    fill(0);
    await waitFor(() => filling.length === MOST + 4, { what: 'the others' });
    for (let at = MOST; at < MOST + 4; at += 1) fill(at);
    await waitFor(() => isOver, { what: 'the end' });
    expect(told).toEqual(Array.from({ length: MOST + 4 }, (_, i) => i + 1));
  });
});

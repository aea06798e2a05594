import { afterEach, describe, expect, it } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import {
  beside,
  here,
  inSpan,
  inSpans,
  inTrace,
  openSpan,
  outside,
  recordWith,
  traceparent,
} from './spans.ts';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

function record(
  options: ConstructorParameters<typeof NodeTracerProvider>[0] = {},
  share?: number,
): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({
    ...options,
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  provider.register({ propagator: null });
  recordWith(provider.getTracer('test'), share);
  return exporter;
}

afterEach(() => {
  recordWith(undefined);
  context.disable();
  trace.disable();
});

describe('where no trace is recorded', () => {
  it('the work is done as it is, and nothing is told', async () => {
    expect(inSpan({ name: 'a' }, () => traceparent())).toBeUndefined();
    expect(inTrace({ name: 'a', parent: PARENT }, () => traceparent())).toBeUndefined();
    expect(openSpan({ name: 'a', parent: PARENT })).toBeUndefined();
    expect(here()).toBeUndefined();
    await expect(
      inSpans(
        [1, 2],
        () => ({ name: 'a' }),
        (all) => Promise.resolve(all),
      ),
    ).resolves.toEqual([]);
  });
});

describe('a span', () => {
  it('goes on with the trace that its parent names', () => {
    const told = record();
    const below = inTrace({ name: 'request', parent: PARENT }, () => traceparent());
    const [span] = told.getFinishedSpans();
    expect(span?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(below).toBe(`00-4bf92f3577b34da6a3ce929d0e0e4736-${span?.spanContext().spanId}-01`);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    PARENT.replace('4bf9', 'XXXX'),
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  ])('begins a trace where its parent is %p', (parent) => {
    const told = record();
    inTrace({ name: 'request', parent }, () => undefined);
    expect(told.getFinishedSpans()[0]?.parentSpanContext).toBeUndefined();
  });

  it('is made within another one only, and not when that is over', async () => {
    const told = record();
    inSpan({ name: 'alone' }, () => undefined);
    const late = Promise.withResolvers<void>();
    const left: Promise<unknown>[] = [];
    inTrace({ name: 'request' }, () => {
      inSpan({ name: 'within' }, () => undefined);
      left.push(late.promise.then(() => inSpan({ name: 'too late' }, () => traceparent())));
    });
    late.resolve();
    expect(await Promise.all(left)).toEqual([undefined]);
    expect(told.getFinishedSpans().map(({ name }) => name)).toEqual(['within', 'request']);
  });

  it('tells the kind of an error and not what it says', async () => {
    const told = record();
    const failing = () => Promise.reject(new RangeError('card 4242424242424242 is not good'));
    await expect(inTrace({ name: 'request' }, failing)).rejects.toThrow(/card/);
    const [span] = told.getFinishedSpans();
    expect(span?.attributes).toEqual({ 'error.type': 'RangeError' });
    expect(JSON.stringify([span?.status, span?.events, span?.attributes])).not.toContain('4242');
  });

  it('is not recorded where its parent is not, and says so to what follows', () => {
    const told = record();
    const off = PARENT.replace(/01$/, '00');
    const below = inTrace({ name: 'request', parent: off }, () => inSpan({ name: 'within' }, traceparent));
    expect(below).toMatch(/-00$/);
    expect(told.getFinishedSpans()).toEqual([]);
  });

  it('is left out where the sampler says so', () => {
    const told = record({ sampler: new AlwaysOffSampler() });
    expect(inTrace({ name: 'request' }, () => inSpan({ name: 'within' }, () => 1))).toBe(1);
    expect(told.getFinishedSpans()).toEqual([]);
  });

  it.each([
    [0, undefined, 0],
    [0, PARENT, 1],
    [1, undefined, 1],
    [1, PARENT.replace(/01$/, '00'), 0],
  ])(
    'is recorded in a share of %p of the traces that begin here, and otherwise as its parent %p is',
    (share, parent, recorded) => {
      const told = record({}, share);
      const below = inTrace({ name: 'request', parent }, () => inSpan({ name: 'within' }, traceparent));
      expect(told.getFinishedSpans()).toHaveLength(2 * recorded);
      expect(below).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/);
      expect(below?.slice(-1)).toBe(String(recorded));
      expect(below).toContain(parent?.slice(3, 35) ?? '00-');
    },
  );

  it('that is left out begins a trace of its own for what follows', () => {
    record({}, 0);
    const [one, other] = [1, 2].map(() => inTrace({ name: 'request' }, traceparent));
    expect(one).not.toBe(other);
    expect(openSpan({ name: 'live' })?.traceparent).toMatch(/-00$/);
  });

  it('is recorded in about the share that is asked for', () => {
    const told = record({}, 0.25);
    for (let request = 0; request < 2_000; request += 1) inTrace({ name: 'request' }, () => undefined);
    const recorded = told.getFinishedSpans().length;
    // Seven standard deviations to each side.
    expect(recorded).toBeGreaterThan(365);
    expect(recorded).toBeLessThan(635);
  });

  it('of what goes on afterwards is in no trace', () => {
    record();
    expect(inTrace({ name: 'request' }, () => outside(traceparent))).toBeUndefined();
  });
});

describe('work for several at once', () => {
  it('is in the first one’s trace, linked to the others’', async () => {
    const told = record();
    const places = [openIn('a'), openIn('b')];
    beside(
      places.map(({ place }) => place),
      () => inSpan({ name: 'INSERT' }, () => undefined),
    );
    await Promise.all(places.map(({ end }) => end()));
    const of = (name: string) => told.getFinishedSpans().find((span) => span.name === name);
    expect(of('INSERT')?.spanContext().traceId).toBe(of('a')?.spanContext().traceId);
    expect(of('shared work')?.links.map((link) => link.context.traceId)).toEqual([
      of('b')?.spanContext().traceId,
    ]);
  });

  it('gives each a span of its own, under its own parent', async () => {
    const told = record();
    const other = PARENT.replace('4bf9', '5bf9');
    const given = await inSpans(
      [PARENT, other],
      (parent) => ({ name: 'process', parent }),
      (all) => Promise.resolve(all),
    );
    expect(given.map((each) => each.slice(3, 35))).toEqual([PARENT.slice(3, 35), other.slice(3, 35)]);
    expect(told.getFinishedSpans().filter(({ name }) => name === 'process')).toHaveLength(2);
  });
});

/** A span that stays open, and the place within it. */
function openIn(name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const found: ReturnType<typeof here>[] = [];
  const done = inTrace({ name }, () => {
    found.push(here());
    return promise;
  });
  return {
    place: found[0],
    end() {
      resolve();
      return done;
    },
  };
}

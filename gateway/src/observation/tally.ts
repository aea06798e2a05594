import { Counter, Histogram, type CounterConfiguration, type HistogramConfiguration } from 'prom-client';

/** What a metric does before it is read: it takes in what was counted since it was read last. */
const takingIn = (pending: readonly (() => void)[]) => () => {
  for (const tell of pending) tell();
};

/** One set of labels of a counter. To count it is an addition. */
export interface Tally {
  add(value?: number): void;
}

/**
 * A counter whose sets of labels are looked up once: what is counted for each request is put together when the metrics are read, since
 * finding the series by its labels takes longer than anything else about counting.
 */
export function createTallies<Label extends string>(
  configuration: Omit<CounterConfiguration<Label>, 'collect'>,
): (labels: Readonly<Record<Label, string>>) => Tally {
  const pending: (() => void)[] = [];
  const counter = new Counter({ ...configuration, collect: takingIn(pending) });
  return (labels) => {
    let sum = 0;
    pending.push(() => {
      if (sum > 0) counter.inc({ ...labels }, sum);
      sum = 0;
    });
    return {
      add(value = 1) {
        sum += value;
      },
    };
  };
}

/** How long each of many things took. */
export interface Timings {
  add(seconds: number): void;
}

/** A few kilobytes for each set of labels. */
const MOST_WAITING = 500;

/**
 * A histogram whose values are put into their buckets many at a time, and all before the metrics are read: one after another takes a part of what each
 * takes in the middle of other work.
 */
export function createTimings<Label extends string>(
  configuration: Omit<HistogramConfiguration<Label>, 'collect'>,
): (labels: Readonly<Record<Label, string>>) => Timings {
  const pending: (() => void)[] = [];
  const histogram = new Histogram({ ...configuration, collect: takingIn(pending) });
  return (labels) => {
    const series = histogram.labels({ ...labels });
    let waiting: number[] = [];
    const tell = () => {
      for (const seconds of waiting) series.observe(seconds);
      waiting = [];
    };
    pending.push(tell);
    return {
      add(seconds) {
        if (waiting.push(seconds) >= MOST_WAITING) tell();
      },
    };
  };
}

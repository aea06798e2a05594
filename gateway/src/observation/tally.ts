import { Counter, type CounterConfiguration } from 'prom-client';

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
  const counter = new Counter({
    ...configuration,
    collect() {
      for (const tell of pending) tell();
    },
  });
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

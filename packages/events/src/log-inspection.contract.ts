import { expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import type { EventRecord, InspectableLog, Range, StoredEvent } from './port.ts';

export interface InspectionUnderTest {
  /** Opens the log as one more process would. */
  readonly open: () => Promise<InspectableLog>;
  /** A topic of six partitions. */
  readonly topic: () => string;
  readonly record: (key: string, text: string) => EventRecord;
  readonly batchSize: number;
}

/** Offsets in their order, as the partitions are not what is asked about. */
const ascending = (offsets: readonly bigint[]) => offsets.toSorted((a, b) => Number(a - b));

const textOf = (event: EventRecord) => Buffer.from(event.payload).toString();

/** The promises of `LogInspection`: part of the event log's contract, with a fresh log for each test. */
export function inspectionContract({ open, topic, record, batchSize }: InspectionUnderTest): void {
  const groupOf = async (log: InspectableLog, group: string) =>
    (await log.inspection.groups()).filter((place) => place.group === group);

  const wholeOf = async (log: InspectableLog): Promise<Range[]> =>
    (await log.inspection.extents([topic()])).map(({ first, end, ...place }) => ({
      ...place,
      from: first,
      to: end,
    }));

  it('tells what each partition keeps', async () => {
    const log = await open();
    const before = await log.inspection.extents([topic()]);
    expect(before).toEqual(
      [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: topic(), partition, first: 0n, end: 0n })),
    );
    await log.publish([record('one', '1'), record('one', '2')]);
    const after = await log.inspection.extents([topic()]);
    expect(ascending(after.map(({ end }) => end))).toEqual([0n, 0n, 0n, 0n, 0n, 2n]);
    await expect(log.inspection.extents(['nowhere'])).rejects.toThrow(/no topic nowhere/);
  });

  it('tells how far a group has come, who holds the partition, and its lag once nobody does', async () => {
    const group = newId();
    const log = await open();
    const subscription = await log.subscribe({ group, topics: [topic()], handle: async () => undefined });
    await log.publish(Array.from({ length: 5 }, (_, n) => record('one', `${n}`)));
    const places = await waitFor(
      async () => {
        const found = await groupOf(log, group);
        return found.some(({ next }) => next === 5n) && found;
      },
      { what: 'the progress to be kept' },
    );
    const [held] = places.filter(({ end }) => end > 0n);
    expect(held).toMatchObject({ topic: topic(), first: 0n, next: 5n, end: 5n, lag: 0n });
    expect(held?.member).toEqual(expect.any(String));
    await subscription.stop();
    await log.publish([record('one', '5'), record('one', '6')]);
    const left = await waitFor(
      async () => {
        const found = (await groupOf(log, group)).filter(({ end }) => end > 0n);
        return found[0]?.member === null && found;
      },
      { what: 'the member to be gone' },
    );
    expect(left).toEqual([
      {
        group,
        topic: topic(),
        partition: held?.partition,
        first: 0n,
        next: 5n,
        end: 7n,
        lag: 2n,
        member: null,
      },
    ]);
  });

  it('reads ranges in their order and in bounded batches, and changes no group’s place', async () => {
    const log = await open();
    await log.publish(Array.from({ length: 60 }, (_, n) => record(`key-${n % 12}`, `${n}`)));
    const batches: (readonly StoredEvent[])[] = [];
    const ranges = await wholeOf(log);
    const before = await log.inspection.groups();
    await log.inspection.scan(ranges, async (records) => {
      batches.push(records);
      return 'more';
    });
    expect(batches.flat().map(textOf).toSorted()).toEqual(
      Array.from({ length: 60 }, (_, n) => `${n}`).toSorted(),
    );
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(batchSize);
    for (const { partition, to } of ranges) {
      const offsets = batches
        .flat()
        .filter((each) => each.partition === partition)
        .map(({ offset }) => offset);
      expect(offsets).toEqual(Array.from({ length: Number(to) }, (_, n) => BigInt(n)));
    }
    const places = new Set((await log.inspection.groups()).map(({ group }) => group));
    expect([...places].toSorted()).toEqual([...new Set(before.map(({ group }) => group))].toSorted());
  });

  it('reads from the middle to the middle, and stops when told that it is enough', async () => {
    const log = await open();
    await log.publish(Array.from({ length: 40 }, (_, n) => record('one', `${n}`)));
    const [range] = (await wholeOf(log)).filter(({ to }) => to > 0n);
    const seen: string[] = [];
    const part = { topic: topic(), partition: range?.partition ?? -1, from: 7n, to: 22n };
    await log.inspection.scan([part], async (records) => {
      seen.push(...records.map(textOf));
      return 'more';
    });
    expect(seen).toEqual(Array.from({ length: 15 }, (_, n) => `${n + 7}`));
    let calls = 0;
    await log.inspection.scan([part], async () => {
      calls += 1;
      return 'enough';
    });
    expect(calls).toBe(1);
  });

  it('finds where the records of a time begin', async () => {
    const log = await open();
    await log.publish([record('one', 'before')]);
    // Two clocks, the test's and the log's; both are this machine's, and count in milliseconds.
    const published = Date.now();
    await waitFor(() => Date.now() > published + 5, { what: 'the clock to go on' });
    const between = new Date();
    await waitFor(() => Date.now() > between.getTime() + 5, { what: 'the clock to go on' });
    await log.publish([record('one', 'after')]);
    const starts = await log.inspection.startsAt([topic()], between);
    expect(ascending(starts.map(({ offset }) => offset))).toEqual([0n, 0n, 0n, 0n, 0n, 1n]);
    const later = await log.inspection.startsAt([topic()], new Date(Date.now() + 60_000));
    expect(ascending(later.map(({ offset }) => offset))).toEqual([0n, 0n, 0n, 0n, 0n, 2n]);
  });

  it('gives on what a reader throws', async () => {
    const log = await open();
    await log.publish([record('one', '1')]);
    const reading = log.inspection.scan(await wholeOf(log), async () => {
      throw new Error('the reader is tired');
    });
    await expect(reading).rejects.toThrow('the reader is tired');
  });

  it('tells a follower what is published from now on, in the order of each key, whoever published it, and changes no group’s place', async () => {
    const log = await open();
    const other = await open();
    await log.publish([record('one', 'before')]);
    const groups = new Set((await log.inspection.groups()).map(({ group }) => group));
    const seen: string[] = [];
    const states: string[] = [];
    const following = await log.inspection.follow({
      topics: [topic()],
      handle: (records) => void seen.push(...records.map(textOf)),
      onState: (state) => states.push(state),
    });
    await other.publish(Array.from({ length: 25 }, (_, n) => record('one', `${n}`)));
    await log.publish([record('one', 'last')]);
    await waitFor(() => seen.includes('last') && states.length > 0, { what: 'the last record to be heard' });
    expect(seen).toEqual([...Array.from({ length: 25 }, (_, n) => `${n}`), 'last']);
    expect(states).toEqual(['following']);
    expect(new Set((await log.inspection.groups()).map(({ group }) => group))).toEqual(groups);
    await following.stop();
    await log.publish([record('one', 'unheard')]);
    await expect(
      log.inspection.follow({ topics: ['nowhere'], handle: () => undefined, onState: () => undefined }),
    ).rejects.toThrow(/no topic nowhere/);
    expect(seen).not.toContain('unheard');
  });
}

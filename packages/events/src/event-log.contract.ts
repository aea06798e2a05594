import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import { inspectionContract } from './log-inspection.contract.ts';
import type { EventLog, EventRecord, InspectableLog, StoredEvent } from './port.ts';
import type { Topic } from './topics.ts';

/** What the suite needs of an implementation: a fresh, empty log for each test, which several processes may open. */
export interface LogUnderTest {
  /** Opens the log as one more process would. */
  open(options: { topics: readonly Topic[]; batchSize: number }): Promise<InspectableLog>;
  dispose(): Promise<void>;
}

const topic = (name: string, partitions: number): Topic => ({
  name,
  owner: 'order',
  key: 'order id',
  partitions,
  retentionDays: 1,
  types: [],
});

const BATCH_SIZE = 10;

/** The promises of the port `EventLog`, to be kept by every implementation. */
export function eventLogContract(name: string, prepare: () => Promise<LogUnderTest>): void {
  describe(`the event log on ${name}`, () => {
    let under: LogUnderTest;
    let logs: EventLog[];
    let orders: string;
    let topics: readonly Topic[];

    beforeEach(async () => {
      under = await prepare();
      logs = [];
      // Names of their own, for a broker that the tests share.
      orders = `orders-${newId()}`;
      topics = [topic(orders, 6), topic(`${orders}.dead-letters`, 1)];
    });

    afterEach(async () => {
      await Promise.all(logs.map((log) => log.close()));
      await under.dispose();
    });

    async function open(): Promise<InspectableLog> {
      const log = await under.open({ topics, batchSize: BATCH_SIZE });
      logs.push(log);
      return log;
    }

    const record = (key: string, text: string): EventRecord => ({
      topic: orders,
      key,
      headers: { ce_id: text, 'content-type': 'text/plain' },
      payload: Buffer.from(text),
    });
    const textOf = (event: EventRecord) => Buffer.from(event.payload).toString();
    const many = (keys: number, each: number) =>
      Array.from({ length: keys * each }, (_, n) =>
        record(`key-${n % keys}`, `${n % keys}:${Math.floor(n / keys)}`),
      );

    /** Subscribes and keeps what comes. */
    async function collect(log: EventLog, group: string) {
      const seen: StoredEvent[] = [];
      const subscription = await log.subscribe({
        group,
        topics: [orders],
        handle: async (records) => {
          seen.push(...records);
        },
      });
      return { seen, subscription, texts: () => seen.map(textOf) };
    }

    it('gives a record back as it was published', async () => {
      const log = await open();
      const payload = Buffer.from([0xc3, 0x01, 0x00, 0xff, 0x27, 0x5c]);
      const headers = { ce_id: newId(), ce_subject: `O'Brien "Ω" {1,2} \\x00` };
      await log.publish([{ topic: orders, key: 'ключ', headers, payload }]);
      const { seen } = await collect(log, newId());
      await waitFor(() => seen.length === 1, { what: 'the record' });
      expect(seen[0]).toMatchObject({ topic: orders, key: 'ключ', headers });
      expect(Buffer.from(seen[0]?.payload ?? [])).toEqual(payload);
    });

    it('keeps the order of each key, also while several processes publish', async () => {
      const [first, second, third] = [await open(), await open(), await open()];
      const { seen } = await collect(third, newId());
      const publish = async (log: EventLog, keys: string) => {
        for (let n = 0; n < 20; n += 1) {
          await log.publish([
            record(`${keys}-1`, `${n}`),
            record(`${keys}-2`, `${n}`),
            record(`${keys}-1`, `${n}+`),
          ]);
        }
      };
      await Promise.all([publish(first, 'a'), publish(second, 'b'), publish(first, 'c')]);
      await waitFor(() => seen.length === 180, { what: 'all records' });
      for (const keys of ['a', 'b', 'c']) {
        const of = (key: string) => seen.filter((event) => event.key === key).map(textOf);
        expect(of(`${keys}-2`)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
        expect(of(`${keys}-1`)).toEqual(Array.from({ length: 20 }, (_, n) => [`${n}`, `${n}+`]).flat());
      }
    });

    it('numbers the records of a partition without gaps, in the order of publication', async () => {
      const log = await open();
      await Promise.all(
        Array.from({ length: 10 }, (_, n) => log.publish([record('one', `${n}`), record('one', `${n}`)])),
      );
      const { seen } = await collect(log, newId());
      await waitFor(() => seen.length === 20, { what: 'all records' });
      expect(seen.map((event) => event.offset)).toEqual(Array.from({ length: 20 }, (_, n) => BigInt(n)));
      expect(new Set(seen.map((event) => event.partition)).size).toBe(1);
    });

    it('shows every group every record, and a new group those of before it', async () => {
      const log = await open();
      await log.publish(many(4, 5));
      const [one, two] = [await collect(log, newId()), await collect(log, newId())];
      await log.publish(many(4, 5));
      await waitFor(() => one.seen.length === 40 && two.seen.length === 40, {
        what: 'all records in both groups',
      });
      expect(one.texts().toSorted()).toEqual(two.texts().toSorted());
    });

    it('goes on where a group stopped, and repeats nothing that was done', async () => {
      const group = newId();
      const log = await open();
      await log.publish(many(4, 5));
      const before = await collect(log, group);
      await waitFor(() => before.seen.length === 20, { what: 'the first records' });
      await before.subscription.stop();
      await log.publish([record('key-0', 'later')]);
      const after = await collect(await open(), group);
      await waitFor(() => after.seen.length > 0, { what: 'the later record' });
      expect(after.texts()).toEqual(['later']);
    });

    it('lets the members of a group share the work, across processes', async () => {
      const group = newId();
      const [first, second] = [await open(), await open()];
      const members = [await collect(first, group), await collect(second, group)];
      await waitFor(
        async () => {
          await first.publish(many(24, 1));
          return members.every(({ seen }) => seen.length > 24);
        },
        { what: 'both members to get records' },
      );
      // The shares are settled: of what comes now each record goes to one of them, and no partition to both.
      const settled = Array.from({ length: 48 }, (_, n) => record(`key-${n}`, `settled-${n}`));
      await first.publish(settled);
      const of = (member: (typeof members)[number]) =>
        member.seen.filter((event) => textOf(event).startsWith('settled'));
      await waitFor(() => members.flatMap(of).length === settled.length, { what: 'all records' });
      const [one = [], two = []] = members.map((member) => of(member).map((event) => event.partition));
      expect(one.length).toBeGreaterThan(0);
      expect(two.length).toBeGreaterThan(0);
      expect(one.filter((partition) => two.includes(partition))).toEqual([]);
    });

    it('gives the partitions of a member that leaves to the others', async () => {
      const group = newId();
      const [first, second] = [await open(), await open()];
      const staying = await collect(first, group);
      const leaving = await collect(second, group);
      await waitFor(
        async () => {
          await first.publish(many(24, 1));
          return leaving.seen.length > 0;
        },
        { what: 'the second member to take part' },
      );
      await leaving.subscription.stop();
      const goneAt = leaving.seen.length;
      await first.publish(Array.from({ length: 24 }, (_, n) => record(`key-${n}`, `after-${n}`)));
      await waitFor(() => staying.texts().filter((text) => text.startsWith('after')).length === 24, {
        what: 'all later records at the member that stayed',
      });
      expect(leaving.seen).toHaveLength(goneAt);
    });

    it('delivers records again when handling them fails, and in their order', async () => {
      const log = await open();
      const done: string[] = [];
      let refusals = 2;
      await log.subscribe({
        group: newId(),
        topics: [orders],
        handle: async (records) => {
          if (refusals > 0) {
            refusals -= 1;
            throw new Error('not now');
          }
          done.push(...records.map(textOf));
        },
      });
      await log.publish(Array.from({ length: 5 }, (_, n) => record('one', `${n}`)));
      await waitFor(() => done.length >= 5, { what: 'the records to come again' });
      expect(done).toEqual(['0', '1', '2', '3', '4']);
    });

    it('does not hold other partitions up while one fails', async () => {
      const log = await open();
      const keys = new Set<string>();
      let stuck: number | undefined;
      await log.subscribe({
        group: newId(),
        topics: [orders],
        handle: async (records) => {
          stuck ??= records[0]?.partition;
          if (records[0]?.partition === stuck) throw new Error('never');
          for (const { partition } of records) keys.add(`${partition}`);
        },
      });
      await log.publish(many(60, 1));
      await waitFor(() => keys.size === 5, { what: 'the other five partitions' });
      expect(keys.has(`${stuck}`)).toBe(false);
    });

    it('calls one at a time for a partition, several partitions side by side, with bounded batches', async () => {
      const log = await open();
      await log.publish(many(60, 5));
      const running = new Set<number>();
      let most = 0;
      let count = 0;
      const problems: string[] = [];
      await log.subscribe({
        group: newId(),
        topics: [orders],
        handle: async (records) => {
          const partition = records[0]?.partition ?? -1;
          if (running.has(partition)) problems.push(`two calls at a time for partition ${partition}`);
          if (records.length > BATCH_SIZE) problems.push(`${records.length} records at once`);
          running.add(partition);
          most = Math.max(most, running.size);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running.delete(partition);
          count += records.length;
        },
      });
      await waitFor(() => count === 300, { what: 'all records' });
      expect(problems).toEqual([]);
      expect(most).toBeGreaterThan(1);
    });

    it('reads no further while a handler is busy, and goes on after it', async () => {
      const log = await open();
      await log.publish(Array.from({ length: 50 }, (_, n) => record('one', `${n}`)));
      const seen: string[] = [];
      let calls = 0;
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      await log.subscribe({
        group: newId(),
        topics: [orders],
        handle: async (records) => {
          calls += 1;
          await held;
          seen.push(...records.map(textOf));
        },
      });
      await waitFor(() => calls === 1, { what: 'the first call' });
      await log.publish([record('one', '50')]);
      expect(calls).toBe(1);
      goOn();
      await waitFor(() => seen.length === 51, { what: 'all records' });
      expect(seen).toEqual(Array.from({ length: 51 }, (_, n) => `${n}`));
    });

    it('stops in the middle: what is in hand is finished, nothing runs after, the rest is left for the next', async () => {
      const group = newId();
      const log = await open();
      await log.publish(Array.from({ length: 45 }, (_, n) => record('one', `${n}`)));
      const done: string[] = [];
      let begun = 0;
      let stopped = false;
      const subscription = await log.subscribe({
        group,
        topics: [orders],
        handle: async (records) => {
          begun += 1;
          expect(stopped).toBe(false);
          await new Promise((resolve) => setTimeout(resolve, 20));
          done.push(...records.map(textOf));
        },
      });
      await waitFor(() => begun === 2, { what: 'the second batch to be in hand' });
      await subscription.stop();
      stopped = true;
      const atStop = done.length;
      expect(atStop).toBe(begun * BATCH_SIZE);
      const next = await collect(await open(), group);
      await waitFor(() => next.seen.length === 45 - atStop, { what: 'the rest' });
      expect([...done, ...next.texts()]).toEqual(Array.from({ length: 45 }, (_, n) => `${n}`));
    });

    it('can be stopped while a handler fails again and again, and leaves those records for the next', async () => {
      const group = newId();
      const log = await open();
      await log.publish([record('one', 'poison')]);
      let tries = 0;
      const subscription = await log.subscribe({
        group,
        topics: [orders],
        handle: async () => {
          tries += 1;
          throw new Error('never');
        },
      });
      await waitFor(() => tries > 0, { what: 'the first try' });
      await subscription.stop();
      const atStop = tries;
      const next = await collect(log, group);
      await waitFor(() => next.seen.length === 1, { what: 'the record at the next member' });
      expect(tries).toBe(atStop);
    });

    it('wakes consumers at once and not at the next look', async () => {
      const log = await open();
      const { seen } = await collect(log, newId());
      await log.publish([record('warm', 'up')]);
      await waitFor(() => seen.length === 1, { what: 'the first record' });
      const waits: number[] = [];
      for (let n = 2; n <= 11; n += 1) {
        const began = performance.now();
        await log.publish([record('one', `${n}`)]);
        await waitFor(() => seen.length === n, { what: 'the record', everyMs: 1 });
        waits.push(performance.now() - began);
      }
      // Generous for a busy machine; a log that polls each second fails it.
      expect(waits.toSorted((a, b) => a - b)[5]).toBeLessThan(250);
    });

    inspectionContract({ open, topic: () => orders, record, batchSize: BATCH_SIZE });

    it('refuses a topic that it does not have', async () => {
      const log = await open();
      await expect(log.publish([{ ...record('a', 'b'), topic: 'nowhere' }])).rejects.toThrow(
        /no topic nowhere/,
      );
      await expect(
        log.subscribe({ group: newId(), topics: ['nowhere'], handle: async () => undefined }),
      ).rejects.toThrow(/no topic nowhere/);
    });

    it('answers while it is open, and takes nothing after it was closed', async () => {
      const log = await under.open({ topics, batchSize: BATCH_SIZE });
      expect(await log.ping()).toBe(true);
      await log.publish([]);
      await log.close();
      await log.close();
      await expect(log.publish([record('a', 'b')])).rejects.toThrow(/closed/);
    });
  });
}

import { AssignerProtocol, type Kafka } from 'kafkajs';
import type { Extent, GroupPlace, LogInspection, Place } from '../port.ts';
import { followTopics } from './follow.ts';
import { placeOf } from './places.ts';
import { READER, type ReaderSettings } from './reader.ts';
import { scanRanges } from './scan.ts';

/** Requests to the brokers at the same time; a shared cluster may have thousands of groups. */
const AT_ONCE = 8;

const inOrder = (a: Place, b: Place) => a.topic.localeCompare(b.topic) || a.partition - b.partition;

/** The inspection of the log on Kafka, by its admin protocol, of the topics that are `known`: what else the brokers keep is not looked at. */
export function inspectBroker(
  kafka: Kafka,
  known: readonly string[],
  settings: ReaderSettings,
): LogInspection {
  const { ask } = settings;
  function assertKnown(topics: readonly string[]): void {
    const unknown = topics.find((topic) => !known.includes(topic));
    if (unknown !== undefined) throw new RangeError(`the event log has no topic ${unknown}`);
  }

  async function extents(topics: readonly string[]): Promise<Extent[]> {
    assertKnown(topics);
    const found = await each(topics, async (topic) =>
      (await ask((of) => of.fetchTopicOffsets(topic))).map(({ partition, low, high }) => ({
        topic,
        partition,
        first: BigInt(low),
        end: BigInt(high),
      })),
    );
    return found.flat().toSorted(inOrder);
  }

  /** The groups that have a place in one of the topics, with those who hold partitions now. */
  async function groups(): Promise<GroupPlace[]> {
    const listed = await ask((of) => of.listGroups());
    const ids = listed.groups
      .filter(({ protocolType }) => protocolType === 'consumer' || protocolType === '')
      .map(({ groupId }) => groupId)
      .filter((group) => !group.startsWith(READER))
      .toSorted();
    if (ids.length === 0) return [];
    const extentAt = new Map((await extents(known)).map((extent) => [placeOf(extent), extent]));
    const holders = await holdersOf(ids);
    const places = await each(ids, async (group) => {
      const committed = await ask((of) => of.fetchOffsets({ groupId: group }));
      return committed
        .flatMap(({ topic, partitions }) =>
          partitions.flatMap(({ partition, offset }): GroupPlace[] => {
            const place = { topic, partition };
            const extent = extentAt.get(placeOf(place));
            const member = holders.get(group)?.get(placeOf(place)) ?? null;
            // -1: nothing was finished yet, and unless somebody holds it the group does not want it.
            if (extent === undefined || (Number(offset) < 0 && member === null)) return [];
            const next = BigInt(offset) < extent.first ? extent.first : BigInt(offset);
            return [{ ...extent, group, next, lag: extent.end - next, member }];
          }),
        )
        .concat(untouched(group, committed, holders.get(group), extentAt));
    });
    return places.flat().toSorted((a, b) => a.group.localeCompare(b.group) || inOrder(a, b));
  }

  async function holdersOf(ids: readonly string[]): Promise<Map<string, Map<string, string>>> {
    const described = await ask((of) => of.describeGroups([...ids]));
    return new Map(
      described.groups.map(({ groupId, members }) => {
        const held = members.flatMap(({ memberId, memberAssignment }) => {
          const assignment = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {};
          return Object.entries(assignment).flatMap(([topic, partitions]) =>
            partitions.map((partition): [string, string] => [placeOf({ topic, partition }), memberId]),
          );
        });
        return [groupId, new Map(held)];
      }),
    );
  }

  return {
    extents,
    async startsAt(topics, time) {
      assertKnown(topics);
      const found = await each(topics, async (topic) =>
        (await ask((of) => of.fetchTopicOffsetsByTimestamp(topic, time.getTime()))).map(
          ({ partition, offset }) => ({
            topic,
            partition,
            offset: BigInt(offset),
          }),
        ),
      );
      return found.flat().toSorted(inOrder);
    },
    groups,
    follow: async (options) => followTopics(kafka, settings, await extents(options.topics), options),
    scan: (ranges, handle) => scanRanges(kafka, settings, ranges, handle),
  };
}

/** Partitions that a member holds and in which nothing was finished yet, where the brokers do not list them. */
function untouched(
  group: string,
  committed: readonly { topic: string; partitions: readonly { partition: number }[] }[],
  held: ReadonlyMap<string, string> | undefined,
  extentAt: ReadonlyMap<string, Extent>,
): GroupPlace[] {
  const listed = new Set(
    committed.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition }) => placeOf({ topic, partition })),
    ),
  );
  return [...(held ?? [])].flatMap(([key, member]): GroupPlace[] => {
    const extent = extentAt.get(key);
    if (extent === undefined || listed.has(key)) return [];
    return [{ ...extent, group, next: extent.first, lag: extent.end - extent.first, member }];
  });
}

/** The work on each, a few at a time, in the order given. */
async function each<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  return done;
}

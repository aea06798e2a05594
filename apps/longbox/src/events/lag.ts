import type { GroupPlace } from '@longbox/events';
import { table } from '../table.ts';

/** What `events lag` prints: each group's partitions, with those that are behind or all of them, and a line for each group. */
export function lagReport(places: readonly GroupPlace[], all: boolean): string[] {
  const groups = [...Map.groupBy(places, ({ group }) => group)];
  if (groups.length === 0) return ['No consumer has read the event log yet: start the store.'];
  const shown = places.filter(({ lag }) => all || lag > 0n);
  const partitions = table(
    ['consumer', 'topic', 'partition', 'position', 'end', 'lag', 'member'],
    shown.map(({ group, topic, partition, next, end, lag, member }) => [
      group,
      topic,
      `${partition}`,
      `${next}`,
      `${end}`,
      `${lag}`,
      member ?? 'nobody',
    ]),
  );
  const summary = table(
    ['consumer', 'topics', 'partitions', 'members', 'lag', ''],
    groups.map(([group, of]) => {
      const members = new Set(of.flatMap(({ member }) => member ?? []));
      const lag = of.reduce((sum, each) => sum + each.lag, 0n);
      return [
        group,
        `${new Set(of.map(({ topic }) => topic)).size}`,
        `${of.length}`,
        `${members.size}`,
        `${lag}`,
        members.size === 0 ? 'nobody reads' : lag === 0n ? 'up to date' : 'behind',
      ];
    }),
  );
  return shown.length > 0 ? [...partitions, '', ...summary] : summary;
}

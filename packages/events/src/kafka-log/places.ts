import type { Place } from '../port.ts';

/** The name of a partition. */
export function placeOf({ topic, partition }: Place): string {
  return `${topic}/${partition}`;
}

/** How far a group has come in a partition of a consumer, and whether there is more to read. */
export interface Standing {
  /** The partition, by any name. */
  readonly place: string;
  /** The offset that the group goes on from. */
  readonly next: bigint;
  readonly behind: boolean;
}

/**
 * Tells a consumer that stands still from one that is slow: a partition has had more to read for `limitMs`, and the group has not come
 * further in it at any look meanwhile. Looks at which the consumer was busy (`excused`) start the time anew, since a handler that takes long
 * holds other partitions up.
 */
export function watchForStandstill(limitMs: number) {
  const since = new Map<string, { readonly next: bigint; readonly at: number }>();

  return {
    /** `now` in milliseconds. Gives a partition that stands still. */
    look(standings: readonly Standing[], now: number, excused: boolean): string | undefined {
      const behind = new Map(standings.filter((each) => each.behind).map((each) => [each.place, each]));
      for (const place of since.keys()) if (!behind.has(place)) since.delete(place);
      for (const { place, next } of behind.values()) {
        const before = since.get(place);
        if (excused || before?.next !== next) since.set(place, { next, at: now });
        else if (now - before.at >= limitMs) return place;
      }
      return undefined;
    },
  };
}

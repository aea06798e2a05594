import type { GraphQLFormattedError } from 'graphql';
import type { LiveEvent, LiveListener, Membership } from './live-event.ts';
import type { Arrival } from './upstream.ts';

/** Where the events of a group come from: its own upstream, or another process that has one. */
export interface Source {
  stop(): void;
}

export interface GroupOptions {
  /** The event that the group begins after; absent when it begins with what the owner sends to a newcomer. */
  readonly after: string | undefined;
  /** Begins to bring events. */
  readonly open: (group: Group) => Source;
  /** The last event filled in anew, for somebody who comes later. */
  readonly refresh: (last: Arrival) => Promise<Arrival>;
  /** Nobody is left, or the stream is over. */
  readonly onEmpty: () => void;
}

/** Everybody who gets the same events of the same live operation. */
export interface Group {
  /** Takes somebody in who saw everything up to `after`, or nothing yet; undefined when this group cannot give them what they miss. */
  join(listener: LiveListener, after: string | undefined): Membership | undefined;
  /** Passes on an event. One that was passed on already is left out. */
  push(event: Arrival): void;
  /** Of a stream of changes that somebody else reads: it begins after this one, for everybody who is here and who comes. */
  startAt(id: string | undefined): void;
  /** The stream is over for everybody. */
  finish(errors?: readonly GraphQLFormattedError[]): void;
  /** The last events, oldest first, and the id of the event before them. */
  readonly recent: readonly Arrival[];
  readonly base: string | undefined;
  readonly size: number;
}

/** Whoever was away for a moment missed a few events; who missed more is served from the owner's database. */
const MOST_RECENT = 16;

interface Member extends LiveListener {
  /** Waits for the last event to be filled in anew; a newer one does as well. */
  waits: boolean;
}

/** A group of listeners of one stream. It opens its source with its first member and stops it with its last. */
export function createGroup(options: GroupOptions): Group {
  const { refresh, onEmpty } = options;
  const members = new Set<Member>();
  const recent: Arrival[] = [];
  let base = options.after;
  let source: Source | undefined;
  let over = false;
  let tellsChanges = false;
  let refreshing: Promise<LiveEvent> | undefined;

  function end(): void {
    if (over) return;
    over = true;
    onEmpty();
    source?.stop();
  }

  function enter(listener: LiveListener, waits = false): Membership & { readonly member: Member } {
    const member: Member = { next: (event) => listener.next(event), end: (e) => listener.end(e), waits };
    members.add(member);
    source ??= options.open(group);
    return {
      member,
      leave() {
        if (members.delete(member) && members.size === 0) end();
      },
    };
  }

  /** Shows the newcomer how things stand: the last event, with what the other subgraphs say of it now. */
  function enterState(listener: LiveListener, last: Arrival): Membership {
    const { member, leave } = enter(listener, true);
    // Newcomers of the same moment share the work.
    refreshing ??= refresh(last).finally(() => (refreshing = undefined));
    refreshing
      .catch(() => last)
      .then((event) => {
        if (!members.has(member) || !member.waits) return;
        member.waits = false;
        member.next(event);
      })
      .catch(() => undefined);
    return { leave };
  }

  const group: Group = {
    recent,
    get base() {
      return base;
    },
    get size() {
      return members.size;
    },
    join(listener, after) {
      if (over) return undefined;
      const last = recent.at(-1);
      if (after !== undefined) {
        const from = after === base ? 0 : recent.findIndex(({ id }) => id === after) + 1;
        if (from === 0 && after !== base) return undefined;
        const { member, leave } = enter(listener);
        for (const event of recent.slice(from)) member.next(event);
        return { leave };
      }
      if (!last) return base === undefined || tellsChanges ? enter(listener) : undefined;
      if (last.state) return enterState(listener, last);
      // A stream that does not say what it is may have begun with something that a newcomer would never see.
      return last.id === undefined ? undefined : enter(listener);
    },
    push(event) {
      if (over) return;
      if (event.id !== undefined && recent.some(({ id }) => id === event.id)) return;
      recent.push(event);
      if (recent.length > MOST_RECENT) base = recent.shift()?.id;
      for (const member of members) {
        member.waits = false;
        member.next(event);
      }
    },
    startAt(id) {
      if (recent.length > 0) return;
      base = id;
      tellsChanges = true;
    },
    finish(errors) {
      if (over) return;
      const left = [...members];
      members.clear();
      end();
      for (const member of left) member.end(errors);
    },
  };
  return group;
}

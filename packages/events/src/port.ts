/** An event as it travels: CloudEvents 1.0 attributes in `headers`, Avro single-object encoding in `payload`. */
export interface EventRecord {
  readonly topic: string;
  /** Events of one key stay in their order. It is the aggregate's id; the order's id for everything in the order saga. */
  readonly key: string;
  /** `ce_id`, `ce_type`, `ce_source`, `ce_subject`, `ce_time`, `ce_specversion`, `ce_tenantid`, `ce_correlationid`, `ce_causationid`, `traceparent`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}

/** A record with the place where the log keeps it. */
export interface StoredEvent extends EventRecord {
  readonly partition: number;
  /** Grows within a partition, in the order of publication. */
  readonly offset: bigint;
}

export interface Subscription {
  /** Resolves when the records in hand are done and their offsets committed; no handler runs after it. */
  stop(): Promise<void>;
}

export interface SubscriptionOptions {
  /** Consumers of one group share the partitions; each group sees every record. A new group starts at the first record kept. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Called with records of one partition in their order, one call at a time for each partition and several partitions side by side.
   * When it resolves the records are done; when it throws they come again. It may be called again with records it has seen.
   */
  readonly handle: (records: readonly StoredEvent[]) => Promise<void>;
}

/** The port behind which Kafka or the embedded event log stands. At least once, ordered for each key, kept. */
export interface EventLog {
  /** Resolves when every record is durably kept, in the order given for each key. */
  publish(records: readonly EventRecord[]): Promise<void>;
  subscribe(options: SubscriptionOptions): Promise<Subscription>;
  /** Whether the log answers within two seconds. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** One partition of a topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** What a partition keeps: the records from `first` up to, and not including, `end`. */
export interface Extent extends Place {
  readonly first: bigint;
  readonly end: bigint;
}

/** How far a group has come in a partition. */
export interface GroupPlace extends Extent {
  readonly group: string;
  /** The offset that it goes on from. */
  readonly next: bigint;
  /** Records that it has yet to finish. */
  readonly lag: bigint;
  /** Who of the group holds the partition now, by the log's own name for it; null when nobody does. */
  readonly member: string | null;
}

/** Records of one partition, from an offset up to, and not including, another one. */
export interface Range extends Place {
  readonly from: bigint;
  readonly to: bigint;
}

/** How a log is looked at without taking part in it: for operators, and for rebuilding what was made from its records. */
export interface LogInspection {
  /** What the log keeps of the topics, partition by partition. Throws a RangeError for a topic that it does not have. */
  extents(topics: readonly string[]): Promise<readonly Extent[]>;
  /** Where in each partition the records published at a time or later begin; the end where there are none. */
  startsAt(topics: readonly string[], time: Date): Promise<readonly (Place & { readonly offset: bigint })[]>;
  /** Where every group of the log's topics stands, groups without a member included. */
  groups(): Promise<readonly GroupPlace[]>;
  /**
   * Reads ranges, each in its order, in bounded batches of one partition, one call at a time; stops early when `handle` answers `enough`.
   * Changes no group's place. What the log does not keep any more is left out. Throws what `handle` throws.
   */
  scan(
    ranges: readonly Range[],
    handle: (records: readonly StoredEvent[]) => Promise<'more' | 'enough'>,
  ): Promise<void>;
  /**
   * Hears what is published from now on, in this process alone: there is no group, and nothing is kept of how far it has come. What is
   * published after this has resolved is heard, or `onState` tells that something may be missing. To be stopped before the log is closed. Throws a
   * RangeError for an unknown topic.
   */
  follow(options: FollowOptions): Promise<Subscription>;
}

/** Whether every record has been heard so far: `unsure` while the log is silent or records may have been missed. It begins `unsure`. */
export type FollowState = 'following' | 'unsure';

export interface FollowOptions {
  readonly topics: readonly string[];
  /** Called with records of one partition in their order. It must not throw. */
  readonly handle: (records: readonly StoredEvent[]) => void | Promise<void>;
  /**
   * Hears when the state changes. Who made something of the records makes it anew when it is `following` again: what came in between may be
   * lost.
   */
  readonly onState: (state: FollowState) => void;
}

/** A log that can be looked at. */
export interface InspectableLog extends EventLog {
  readonly inspection: LogInspection;
}

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

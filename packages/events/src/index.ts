export { createConsumer, type Consumer, type ConsumerCounters, type ConsumerOptions } from './consumer.ts';
export { deadLettersOf, type DeadLetter, type DeadLetterFilter, type DeadLetters } from './dead-letters.ts';
export {
  causedBy,
  handleAll,
  type BatchHandler,
  type DomainEvent,
  type EventCause,
  type Handler,
  type Handlers,
  type NewEvent,
} from './domain-event.ts';
export { open as openEvent } from './envelope.ts';
export { openEmbeddedLog, type EmbeddedLogOptions } from './embedded-log/embedded-log.ts';
export type * from './generated.ts';
export { INBOX_MIGRATIONS } from './inbox.ts';
export { MESSAGING_INVARIANTS } from './invariants.ts';
export { createEventMetrics, type EventMetrics, type EventMetricsOptions } from './metrics.ts';
export { openKafkaLog, type KafkaLogOptions } from './kafka-log/kafka-log.ts';
export { TopicMismatch } from './kafka-log/prepare-topics.ts';
export { OUTBOX_MIGRATIONS, appendToOutbox } from './outbox.ts';
export type {
  EventLog,
  EventRecord,
  Extent,
  FollowOptions,
  FollowState,
  GroupPlace,
  InspectableLog,
  LogInspection,
  StoredEvent,
  Subscription,
  SubscriptionOptions,
} from './port.ts';
export { isMessagingQuiet } from './quiet.ts';
export {
  rebuildReadModel,
  type Rebuild,
  type RebuildOptions,
  type RebuildOutcome,
  type RebuildProgress,
} from './rebuild/rebuild.ts';
export { NotSwappable } from './rebuild/shadow.ts';
export { RebuildFailed } from './rebuild/follower.ts';
export { IncompatibleSchemas, registerSchemas, type RegistryOptions } from './registry.ts';
export { createRelay, type Relay, type RelayCounters, type RelayOptions } from './relay.ts';
export { EVENT_TYPES, InvalidEventData, decodeEvent, encodeEvent, isEventType } from './schemas.ts';
export { ALL_TOPICS, deadLetterTopic, topicOf, type Topic } from './topics.ts';
export { Registry as MetricsRegistry } from 'prom-client';

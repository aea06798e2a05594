export { createConsumer, type Consumer, type ConsumerCounters, type ConsumerOptions } from './consumer.ts';
export { causedBy, type DomainEvent, type EventCause, type Handlers, type NewEvent } from './domain-event.ts';
export type * from './generated.ts';
export { INBOX_MIGRATIONS } from './inbox.ts';
export { OUTBOX_MIGRATIONS, appendToOutbox } from './outbox.ts';
export type { EventLog, EventRecord, StoredEvent, Subscription, SubscriptionOptions } from './port.ts';
export { createRelay, type Relay, type RelayCounters, type RelayOptions } from './relay.ts';
export { EVENT_TYPES, InvalidEventData, decodeEvent, encodeEvent, isEventType } from './schemas.ts';
export { ALL_TOPICS, deadLetterTopic, topicOf, type Topic } from './topics.ts';

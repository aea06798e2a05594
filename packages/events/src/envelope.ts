import { isId } from '@longbox/ids';
import { traceparent } from '@longbox/telemetry';
import type { DomainEvent, NewEvent } from './domain-event.ts';
import type { EventType } from './generated.ts';
import type { EventRecord } from './port.ts';
import { InvalidEventData, decodeEvent, encodeEvent, isEventType } from './schemas.ts';
import { topicOf } from './topics.ts';

/** The CloudEvents attributes of an event before they are headers; what is null or absent is not sent. */
export interface Attributes {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: Date;
  readonly tenantId: string | null;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}

/** The media type of the payload; the Kafka binding of CloudEvents carries it in this header. */
const CONTENT_TYPE = 'application/avro';

/** An event with its attributes and its encoded payload, as the outbox keeps it. Throws `InvalidEventData` when the data do not fit. */
export function seal(
  event: NewEvent,
  id: string,
  time: Date,
): Attributes & { topic: string; payload: Buffer } {
  const { type, key, data, cause } = event;
  const topic = topicOf(type);
  if (key === '') throw new InvalidEventData(`a ${type} needs a key: ${topic.key}`);
  return {
    id,
    type,
    source: `/longbox/${topic.owner}`,
    subject: key,
    time,
    tenantId: cause.tenantId,
    correlationId: cause.correlationId,
    causationId: cause.causationId ?? null,
    traceparent: cause.traceparent ?? traceparent() ?? null,
    topic: topic.name,
    payload: encodeEvent(type, data),
  };
}

/** The headers of CloudEvents 1.0 in the binary mode of its Kafka protocol binding, with Longbox's extensions. */
export function toHeaders(attributes: Attributes): Record<string, string> {
  const { tenantId, causationId, traceparent } = attributes;
  return {
    ce_specversion: '1.0',
    ce_id: attributes.id,
    ce_type: attributes.type,
    ce_source: attributes.source,
    ce_subject: attributes.subject,
    ce_time: attributes.time.toISOString(),
    'content-type': CONTENT_TYPE,
    ce_correlationid: attributes.correlationId,
    ...(tenantId === null ? {} : { ce_tenantid: tenantId }),
    ...(causationId === null ? {} : { ce_causationid: causationId }),
    ...(traceparent === null ? {} : { traceparent }),
  };
}

/** The type that a record says it has, when Longbox knows it. */
export function typeOf(record: EventRecord): EventType | undefined {
  const type = record.headers['ce_type'] ?? '';
  return isEventType(type) ? type : undefined;
}

/** Kafka Connect takes the version for a number, and writes 1. */
function isVersionOne(version: string | undefined): boolean {
  return version === '1.0' || version === '1';
}

/** Reads a record. Throws `InvalidEventData` for a missing or malformed attribute, and for a payload that cannot be read. */
export function open(record: EventRecord): DomainEvent {
  const { headers } = record;
  const type = typeOf(record);
  if (type === undefined)
    throw new InvalidEventData(`unknown type of event: ${headers['ce_type'] ?? 'none'}`);
  if (!isVersionOne(headers['ce_specversion']))
    throw new InvalidEventData(`a ${type} is not an event of CloudEvents 1.0`);
  const id = headers['ce_id'] ?? '';
  if (!isId(id)) throw new InvalidEventData(`the ce_id of a ${type} is no UUID`);
  const tenantId = headers['ce_tenantid'] ?? null;
  if (tenantId !== null && !isId(tenantId))
    throw new InvalidEventData(`the ce_tenantid of ${type} ${id} is no UUID`);
  const time = new Date(headers['ce_time'] ?? '');
  if (Number.isNaN(time.getTime())) throw new InvalidEventData(`the ce_time of ${type} ${id} is no instant`);
  const causationId = headers['ce_causationid'];
  const traceparent = headers['traceparent'];
  return {
    id,
    type,
    key: record.key,
    tenantId,
    correlationId: headers['ce_correlationid'] ?? id,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    time,
    data: decodeEvent(type, record.payload),
  } as DomainEvent;
}

import { here, inSpans, openSpan, type OpenSpan } from '@longbox/telemetry';
import type { EventRecord } from './port.ts';
import type { Delivery } from './runs.ts';

/**
 * Publishes records, each within a span of the trace that it was told in: from when it was told until the log has it. Who handles it goes on
 * from there. Records without a trace are published as they are.
 */
export async function publishing(
  records: readonly EventRecord[],
  publish: (records: readonly EventRecord[]) => Promise<void>,
): Promise<void> {
  if (here() === undefined) return publish(records);
  const spans: OpenSpan[] = [];
  const traced = records.map((record) => {
    const { ce_type: type = '', ce_time: time = '', traceparent: parent } = record.headers;
    if (parent === undefined) return record;
    const since = new Date(time);
    const attributes = attributesOf(record);
    const span = openSpan({ name: `publish ${type}`, kind: 'producer', parent, since, attributes });
    if (span === undefined) return record;
    spans.push(span);
    return { ...record, headers: { ...record.headers, traceparent: span.traceparent } };
  });
  try {
    await publish(traced);
  } catch (error) {
    for (const span of spans) span.end(error);
    throw error;
  }
  for (const span of spans) span.end();
}

/** Handles events, each within a span of its own trace. What it causes belongs under that span, by the event's `traceparent`. */
export function handling<T>(
  consumer: string,
  deliveries: readonly Delivery[],
  handle: (deliveries: readonly Delivery[]) => Promise<T>,
): Promise<T> {
  const spec = ({ record, event }: Delivery) => ({
    name: `process ${event.type}`,
    kind: 'consumer' as const,
    parent: event.traceparent,
    attributes: { ...attributesOf(record), 'messaging.consumer.group.name': consumer },
  });
  return inSpans(deliveries, spec, (traceparents) =>
    handle(
      deliveries.map((delivery, index) => {
        const traceparent = traceparents[index];
        return traceparent === undefined
          ? delivery
          : { ...delivery, event: { ...delivery.event, traceparent } };
      }),
    ),
  );
}

function attributesOf({ topic, headers }: EventRecord) {
  return {
    'messaging.destination.name': topic,
    'messaging.message.id': headers['ce_id'] ?? '',
    'longbox.correlation_id': headers['ce_correlationid'] ?? '',
  };
}

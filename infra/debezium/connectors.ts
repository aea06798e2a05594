/** The columns of the outbox that become headers, each under the name that the relay gives it. */
const HEADERS: Readonly<Record<string, string>> = {
  event_id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  key: 'ce_subject',
  time: 'ce_time',
  tenant_id: 'ce_tenantid',
  correlation_id: 'ce_correlationid',
  causation_id: 'ce_causationid',
  traceparent: 'traceparent',
};

/** What every event says alike. Connect takes 1.0 for a number and writes 1, which consumers read as the same. */
const CONSTANTS: Readonly<Record<string, string>> = {
  ce_specversion: '1.0',
  'content-type': 'application/avro',
};

export interface Connector {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
}

/**
 * The Debezium connector that publishes the outbox of one subgraph's database as the relay would: the same topics, keys, headers and
 * payload. Addresses and passwords come from the environment of Kafka Connect (`config.providers`), not from this file.
 */
export function connectorOf(subgraph: string): Connector {
  const variable = (name: string) => `\${env:${subgraph.toUpperCase()}_DATABASE_${name}}`;
  return {
    name: `longbox-${subgraph}-outbox`,
    config: {
      'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
      'tasks.max': '1',
      'plugin.name': 'pgoutput',
      'database.hostname': variable('HOST'),
      'database.port': variable('PORT'),
      'database.user': variable('CDC_USER'),
      'database.password': variable('CDC_PASSWORD'),
      'database.dbname': variable('NAME'),
      'topic.prefix': `longbox.${subgraph}`,
      'schema.include.list': 'public',
      'table.include.list': 'public.outbox',
      'slot.name': `longbox_${subgraph}_outbox`,
      // Made by setup.sql, for inserts alone: what prunes the table must not be published.
      'publication.name': 'longbox_outbox',
      'publication.autocreate.mode': 'disabled',
      'skipped.operations': 'u,d,t',
      'tombstones.on.delete': 'false',
      // What the relay had left when it was switched off is published first.
      'snapshot.mode': 'initial',
      // Otherwise each event has headers that say which connector it came through.
      'extended.headers.enabled': 'false',
      // A database that is quiet on a server that is not would hold the server's log back without this.
      'heartbeat.interval.ms': '10000',
      'heartbeat.action.query': "SELECT pg_logical_emit_message(false, 'longbox', 'heartbeat')",
      // The topic of the heartbeats, which is nobody's to declare; those of the events are there already.
      'topic.creation.default.partitions': '1',
      'topic.creation.default.replication.factor': '-1',
      'binary.handling.mode': 'bytes',
      'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
      'value.converter': 'io.debezium.converters.BinaryDataConverter',
      // Heartbeats are no bytes; this is for them alone.
      'value.converter.delegate.converter.type': 'org.apache.kafka.connect.json.JsonConverter',
      'value.converter.delegate.converter.type.schemas.enable': 'false',
      'header.converter': 'org.apache.kafka.connect.storage.StringConverter',
      'producer.override.acks': 'all',
      'producer.override.enable.idempotence': 'true',
      ...transforms(),
    },
  };
}

function transforms(): Record<string, string> {
  const constants = Object.entries(CONSTANTS).map(
    ([header, value], at) => [`constant${at + 1}`, header, value] as const,
  );
  return {
    transforms: ['outbox', 'identifier', ...constants.map(([name]) => name)].join(','),
    // Heartbeats pass by as they are: they are no rows of the outbox.
    predicates: 'isHeartbeat',
    'predicates.isHeartbeat.type': 'org.apache.kafka.connect.transforms.predicates.TopicNameMatches',
    'predicates.isHeartbeat.pattern': '__debezium-heartbeat.*',
    'transforms.outbox.type': 'io.debezium.transforms.outbox.EventRouter',
    'transforms.outbox.predicate': 'isHeartbeat',
    'transforms.outbox.negate': 'true',
    'transforms.outbox.table.field.event.id': 'event_id',
    'transforms.outbox.table.field.event.key': 'key',
    'transforms.outbox.table.field.event.payload': 'payload',
    'transforms.outbox.table.fields.additional.placement': Object.entries(HEADERS)
      .map(([column, header]) => `${column}:header:${header}`)
      .join(','),
    'transforms.outbox.route.by.field': 'topic',
    'transforms.outbox.route.topic.regex': '(.*)',
    'transforms.outbox.route.topic.replacement': '$1',
    // The router names the event's id in a header of its own, beside ce_id.
    'transforms.identifier.type': 'org.apache.kafka.connect.transforms.DropHeaders',
    'transforms.identifier.headers': 'id',
    ...Object.fromEntries(
      constants.flatMap(([name, header, value]) => [
        [`transforms.${name}.type`, 'org.apache.kafka.connect.transforms.InsertHeader'],
        [`transforms.${name}.header`, header],
        [`transforms.${name}.value.literal`, value],
      ]),
    ),
  };
}

import { readFileSync } from 'node:fs';
import { InvalidEnvironment, boolean, integer, list, oneOf, password, text } from '@longbox/config';
import type { KafkaLogOptions } from '@longbox/events';

/** The variables of a Kafka elsewhere, TLS and SASL included. */
export const KAFKA_VARIABLES = {
  KAFKA_BROKERS: list('host:port of some brokers')
    .refine((brokers) => brokers.every((broker) => /^[^\s:/]+:\d{1,5}$/.test(broker)))
    .optional()
    .describe('Kafka for the events. Unset: the embedded event log.'),
  KAFKA_REPLICATION: integer(1, 7, 'copies')
    .optional()
    .describe('On how many brokers each topic that is made is kept. Unset: the brokers’ own default.'),
  KAFKA_SESSION_SECONDS: integer(1, 300, 'seconds')
    .default(10)
    .describe(
      'A consumer that is silent for so long gives its partitions up; a process that was killed holds them till then.',
    ),
  KAFKA_TLS: boolean().default(false).describe('Whether the brokers are spoken to over TLS.'),
  KAFKA_TLS_CA_FILE: text('a PEM file')
    .optional()
    .describe('Who signed the brokers’ certificates. Unset: the authorities that Node.js knows.'),
  KAFKA_TLS_CERT_FILE: text('a PEM file')
    .optional()
    .describe('The certificate by which the brokers know Longbox.'),
  KAFKA_TLS_KEY_FILE: text('a PEM file').optional().describe('The key of that certificate.'),
  KAFKA_SASL_MECHANISM: oneOf('plain', 'scram-sha-256', 'scram-sha-512')
    .optional()
    .describe('How Longbox says to the brokers who it is. Unset: not at all.'),
  KAFKA_SASL_USERNAME: text('a name').optional().describe('The name for SASL.'),
  KAFKA_SASL_PASSWORD: password('a password').optional().describe('The password for SASL.'),
};

export type KafkaSettings = Pick<
  KafkaLogOptions,
  'brokers' | 'replication' | 'sessionSeconds' | 'ssl' | 'sasl'
>;

interface Given {
  readonly KAFKA_BROKERS?: readonly string[] | undefined;
  readonly KAFKA_REPLICATION?: number | undefined;
  readonly KAFKA_SESSION_SECONDS: number;
  readonly KAFKA_TLS: boolean;
  readonly KAFKA_TLS_CA_FILE?: string | undefined;
  readonly KAFKA_TLS_CERT_FILE?: string | undefined;
  readonly KAFKA_TLS_KEY_FILE?: string | undefined;
  readonly KAFKA_SASL_MECHANISM?: 'plain' | 'scram-sha-256' | 'scram-sha-512' | undefined;
  readonly KAFKA_SASL_USERNAME?: string | undefined;
  readonly KAFKA_SASL_PASSWORD?: string | undefined;
}

/** How to reach Kafka, when there is one. Throws `InvalidEnvironment` for files that cannot be read and halves of a whole. */
export function kafkaSettings(given: Given): KafkaSettings | undefined {
  const { KAFKA_BROKERS: brokers, KAFKA_REPLICATION: replication } = given;
  if (brokers === undefined) return undefined;
  const tls = tlsOf(given);
  const sasl = saslOf(given);
  return {
    brokers,
    sessionSeconds: given.KAFKA_SESSION_SECONDS,
    ...(replication === undefined ? {} : { replication }),
    ...(tls === undefined ? {} : { ssl: tls }),
    ...(sasl === undefined ? {} : { sasl }),
  };
}

function tlsOf(given: Given): KafkaSettings['ssl'] {
  if (!given.KAFKA_TLS) return undefined;
  const { KAFKA_TLS_CERT_FILE: cert, KAFKA_TLS_KEY_FILE: key } = given;
  if ((cert === undefined) !== (key === undefined))
    throw new InvalidEnvironment([
      'KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE belong together: set both or neither',
    ]);
  return {
    ...fileIn('ca', 'KAFKA_TLS_CA_FILE', given.KAFKA_TLS_CA_FILE),
    ...fileIn('cert', 'KAFKA_TLS_CERT_FILE', cert),
    ...fileIn('key', 'KAFKA_TLS_KEY_FILE', key),
  };
}

function fileIn(
  name: 'ca' | 'cert' | 'key',
  variable: string,
  path: string | undefined,
): Record<string, string> {
  if (path === undefined) return {};
  try {
    return { [name]: readFileSync(path, 'utf8') };
  } catch (error) {
    throw new InvalidEnvironment([`${variable} names ${path}, which cannot be read: ${String(error)}`]);
  }
}

function saslOf(given: Given): KafkaSettings['sasl'] {
  const {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD: secret,
  } = given;
  if (mechanism === undefined) return undefined;
  if (username === undefined || secret === undefined)
    throw new InvalidEnvironment([
      'KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD must be set beside KAFKA_SASL_MECHANISM',
    ]);
  // The mechanism is a union in the driver's types, one shape each.
  if (mechanism === 'plain') return { mechanism, username, password: secret };
  if (mechanism === 'scram-sha-256') return { mechanism, username, password: secret };
  return { mechanism, username, password: secret };
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { waitFor } from '@longbox/testing';
import { startLocalKafka, type LocalKafka, type Secured } from '../../../../infra/kafka/local/cluster.ts';
import { openKafkaLog, type KafkaLogOptions } from './kafka-log.ts';

describe('the event log on a secured Kafka', () => {
  let folder: string;
  let kafka: LocalKafka;
  let secured: Secured;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longbox-secured-kafka-'));
    secured = { ...newCertificate(folder), username: 'longbox', password: 'open-sesame' };
    const dataDir = join(folder, 'kafka');
    mkdirSync(dataDir);
    // One cluster in 64 gets an id that looks like an option to Kafka's own tool; this one does.
    writeFileSync(join(dataDir, 'cluster-id'), '-1YfRu0nQ-mXcXH2dyzu9g');
    kafka = await startLocalKafka({
      folder: join(__dirname, '../../../../infra/kafka/local'),
      dataDir,
      nodes: 1,
      secured,
    });
  }, 90_000);

  afterAll(async () => {
    await kafka.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (options: Partial<KafkaLogOptions>) =>
    openKafkaLog({
      brokers: kafka.brokers,
      logger: pino({ level: 'silent' }),
      topics: [
        { name: 'secured', owner: 'order', key: 'order id', partitions: 1, retentionDays: 1, types: [] },
      ],
      ...options,
    });
  const sasl = (password: string) => ({ mechanism: 'plain', username: 'longbox', password }) as const;

  it('speaks TLS with the authority that it is given, and says who it is', async () => {
    const log = await open({ ssl: { ca: secured.certificate }, sasl: sasl(secured.password) });
    const seen: string[] = [];
    await log.publish([{ topic: 'secured', key: 'k', headers: {}, payload: Buffer.from('told') }]);
    await log.subscribe({
      group: 'g',
      topics: ['secured'],
      handle: (records) => {
        seen.push(...records.map(({ payload }) => Buffer.from(payload).toString()));
        return Promise.resolve();
      },
    });
    await waitFor(() => seen.length === 1, { what: 'the record' });
    expect(seen).toEqual(['told']);
    await log.close();
  }, 60_000);

  it('is refused with a wrong password, and refuses a broker that it has no reason to trust', async () => {
    await expect(open({ ssl: { ca: secured.certificate }, sasl: sasl('guessed') })).rejects.toThrow(
      /authentication/i,
    );
    await expect(open({ ssl: true, sasl: sasl(secured.password) })).rejects.toThrow(/certificate/i);
  }, 60_000);
});

/** A certificate for 127.0.0.1 that signs itself, and its key. */
function newCertificate(folder: string): Pick<Secured, 'certificate' | 'key'> {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=localhost',
      '-addext',
    ].concat(['subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate]),
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`openssl could not make a certificate: ${made.stderr}`);
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

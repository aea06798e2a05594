import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { InvalidEnvironment } from '@longbox/config';
import { reachable, readSettings } from './settings.ts';

describe('the settings', () => {
  it('are those of a whole store on this machine when nothing is set', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      production: false,
      databaseUrls: {},
      subgraphUrls: {},
      logFormat: 'lines',
    });
    expect(settings.dataDir).toMatch(/\/\.longbox$/);
  });

  it('replace one embedded part at a time', () => {
    const given = {
      ORDER_DATABASE_URL: 'postgres://longbox@db:5432/order',
      CATALOG_URL: 'http://catalog:4001/graphql',
      NODE_ENV: 'production',
    };
    expect(readSettings(given)).toMatchObject({
      databaseUrls: { order: given.ORDER_DATABASE_URL },
      subgraphUrls: { catalog: given.CATALOG_URL },
      logFormat: 'json',
    });
  });

  it('name identity providers, each with where its keys are', () => {
    const given = 'https://a.example, https://b.example=openid,https://c.example=https://keys.example/c';
    expect(readSettings({ LONGBOX_JWT_ISSUERS: given }).issuers).toEqual([
      { issuer: 'https://a.example' },
      { issuer: 'https://b.example', keysAt: 'openid' },
      { issuer: 'https://c.example', keysAt: new URL('https://keys.example/c') },
    ]);
  });

  it('refuse what cannot be, naming the variable', () => {
    expect(() => readSettings({ PORT: 'http' })).toThrow(/PORT is "http"/);
    expect(() => readSettings({ LONGBOX_JWT_ISSUERS: 'nowhere' })).toThrow(
      /LONGBOX_JWT_ISSUERS is "nowhere"/,
    );
    expect(() => readSettings({ LONGBOX_JWT_ISSUERS: 'https://id.example=open-id' })).toThrow(
      InvalidEnvironment,
    );
    expect(() => readSettings({ PORT: 'http', CATALOG_URL: 'x' })).toThrow(InvalidEnvironment);
  });
});

describe('the settings of Kafka', () => {
  const given = { KAFKA_BROKERS: 'a:9092, b:9092' };

  it('are none when no broker is named, and the brokers alone when nothing else is', () => {
    expect(readSettings({}).kafka).toBeUndefined();
    expect(readSettings(given).kafka).toEqual({ brokers: ['a:9092', 'b:9092'], sessionSeconds: 10 });
  });

  it('carry TLS and SASL to the driver', () => {
    const kafka = readSettings({
      ...given,
      KAFKA_REPLICATION: '3',
      KAFKA_TLS: 'true',
      KAFKA_TLS_CA_FILE: __filename,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 'longbox',
      KAFKA_SASL_PASSWORD: 'secret',
    }).kafka;
    expect(kafka).toMatchObject({
      replication: 3,
      ssl: { ca: readFileSync(__filename, 'utf8') },
      sasl: { mechanism: 'scram-sha-512', username: 'longbox', password: 'secret' },
    });
  });

  it.each([
    [{ KAFKA_BROKERS: 'broker' }, /KAFKA_BROKERS is "broker"/],
    [
      { ...given, KAFKA_TLS: 'true', KAFKA_TLS_KEY_FILE: 'key.pem' },
      /KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE/,
    ],
    [{ ...given, KAFKA_TLS: 'true', KAFKA_TLS_CA_FILE: '/nowhere/ca.pem' }, /KAFKA_TLS_CA_FILE names/],
    [{ ...given, KAFKA_SASL_MECHANISM: 'plain' }, /KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD/],
  ])('refuse %j, naming the variable', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });
});

describe('an address to reach', () => {
  it.each([
    ['0.0.0.0', '127.0.0.1'],
    ['::', '127.0.0.1'],
    ['::1', '[::1]'],
    ['shop.example', 'shop.example'],
  ])('of %s is %s', (host, address) => {
    expect(reachable(host)).toBe(address);
  });
});

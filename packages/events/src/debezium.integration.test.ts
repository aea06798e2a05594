import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { testDatabase, type TestDatabase } from '@longbox/testing';
import { OUTBOX_MIGRATIONS, appendToOutbox, readOutbox } from './outbox.ts';
import { ALL_TOPICS } from './topics.ts';

const ROUTER = 'transforms.outbox';
const FOLDER = join(__dirname, '../../../infra/debezium');

describe('the Debezium connectors beside the relay', () => {
  const owners = [...new Set(ALL_TOPICS.filter(({ types }) => types.length > 0).map(({ owner }) => owner))];
  let test: TestDatabase;

  beforeAll(async () => {
    test = await testDatabase('debezium', { migrations: [...OUTBOX_MIGRATIONS] });
  });
  afterAll(() => test.dispose());

  const configOf = (owner: string) =>
    (JSON.parse(readFileSync(join(FOLDER, `${owner}.json`), 'utf8')) as { config: Record<string, string> })
      .config;
  const placements = (config: Record<string, string>) =>
    (config[`${ROUTER}.table.fields.additional.placement`] ?? '').split(',').map((each) => {
      const [column = '', place = '', name = ''] = each.split(':');
      return { column, place, name };
    });

  it.each(owners)('names columns of the outbox that are there, for %s', async (owner) => {
    const rows = await test.database.systemTransaction((tx) =>
      tx.query<{ name: string }[]>(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'outbox'::regclass AND attnum > 0`,
      ),
    );
    const columns = rows.map(({ name }) => name);
    const config = configOf(owner);
    const used = [
      ...placements(config).map(({ column }) => column),
      ...['event.id', 'event.key', 'event.payload'].map((of) => config[`${ROUTER}.table.field.${of}`]),
      config[`${ROUTER}.route.by.field`],
    ];
    expect(columns).toEqual(expect.arrayContaining(used));
    expect(config['table.include.list']).toBe('public.outbox');
  });

  it('makes of a row the topic, key, headers and payload that the relay publishes', async () => {
    const config = configOf('order');
    await test.database.systemTransaction((tx) =>
      appendToOutbox(tx, [
        {
          type: 'OrderCancelled',
          key: 'order-1',
          data: { orderId: 'order-1', reason: 'REQUESTED', message: 'no more' },
          cause: { tenantId: newId(), correlationId: 'c-1', causationId: newId(), traceparent: '00-1-2-01' },
        },
      ]),
    );
    const [published] = await test.database.systemTransaction((tx) => readOutbox(tx, 1));
    const [row] = await test.database.systemTransaction((tx) =>
      tx.query<Record<string, unknown>[]>('SELECT * FROM outbox'),
    );
    const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
    const headers: Record<string, string> = {};
    for (const { column, place, name } of placements(config)) {
      expect(place).toBe('header');
      headers[name] = textOf(row?.[column]);
    }
    for (const name of (config['transforms'] ?? '').split(','))
      if (config[`transforms.${name}.type`]?.endsWith('InsertHeader'))
        headers[config[`transforms.${name}.header`] ?? ''] = config[`transforms.${name}.value.literal`] ?? '';
    expect(headers).toEqual(published?.record.headers);
    expect(row?.[config[`${ROUTER}.table.field.event.key`] ?? '']).toBe(published?.record.key);
    expect(row?.[config[`${ROUTER}.table.field.event.payload`] ?? '']).toEqual(published?.record.payload);
    const topic = textOf(row?.[config[`${ROUTER}.route.by.field`] ?? '']);
    const pattern = new RegExp(`^${config[`${ROUTER}.route.topic.regex`]}$`);
    expect(topic.replace(pattern, config[`${ROUTER}.route.topic.replacement`] ?? '')).toBe(
      published?.record.topic,
    );
  });

  it('sets up a publication of what is inserted, and prunes rows of the outbox, as the files say', async () => {
    const sql = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
    const [publication = ''] = /CREATE PUBLICATION [^;]+/.exec(sql('setup.sql')) ?? [];
    await test.database.systemTransaction((tx) => tx.query(publication));
    const found = await test.database.systemTransaction((tx) =>
      tx.query<unknown[]>(
        `SELECT pubinsert, pubupdate, pubdelete, pubtruncate, tablename FROM pg_publication p
         JOIN pg_publication_tables t USING (pubname) WHERE pubname = $1`,
        [configOf('order')['publication.name']],
      ),
    );
    expect(found).toEqual([
      { pubinsert: true, pubupdate: false, pubdelete: false, pubtruncate: false, tablename: 'outbox' },
    ]);
    const countAfter = (age: string) =>
      test.database.systemTransaction(async (tx) => {
        await tx.query(`UPDATE outbox SET time = now() - $1::interval`, [age]);
        await tx.query(sql('prune.sql'));
        const [left] = await tx.query<{ count: number }[]>('SELECT count(*)::int AS count FROM outbox');
        return left?.count;
      });
    expect(await countAfter('59 minutes')).toBe(1);
    expect(await countAfter('61 minutes')).toBe(0);
  });
});

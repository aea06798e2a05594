import { describe, expect, it } from '@jest/globals';
import { catalogueOf } from './catalogue.ts';
import type { AvroRecord, AvroSchema, EventContracts } from './schema-files.ts';
import { typescriptOf } from './typescript.ts';

const line = (type: AvroSchema): AvroSchema => ({
  type: 'record',
  name: 'Line',
  fields: [{ name: 'count', type }],
});
const event = (name: string, type: AvroSchema): AvroRecord => ({
  type: 'record',
  name,
  namespace: 'longbox.order',
  doc: `What ${name} means.`,
  fields: [
    { name: 'note', type: ['null', 'string'], doc: 'As they wrote it.', default: null },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['UNKNOWN', 'CARD'], default: 'UNKNOWN' } },
    { name: 'lines', type: { type: 'array', items: line(type) } },
  ],
});
const contracts = (...events: AvroRecord[]): EventContracts => ({
  topics: [
    {
      name: 'orders.orders',
      owner: 'order',
      key: 'order id',
      partitions: 3,
      retentionDays: 7,
      types: events.map(({ name }) => name),
    },
  ],
  schemas: events.map((schema) => ({ type: schema.name, versions: [schema] })),
});

describe('what is generated from the schemas', () => {
  it('has an interface for each event, in the words of TypeScript', () => {
    const source = typescriptOf(contracts(event('Sold', 'int')));
    expect(source).toContain('readonly note: string | null;');
    expect(source).toContain('readonly at: Date;');
    expect(source).toContain("export type Kind = 'UNKNOWN' | 'CARD';");
    expect(source).toContain('readonly lines: readonly Line[];');
    expect(source).toContain('/** As they wrote it. */');
  });

  it('shares what is the same in two events, and keeps apart what only has the same name', () => {
    const same = typescriptOf(contracts(event('Sold', 'int'), event('Bought', 'int')));
    expect(same.match(/export interface Line /g)).toHaveLength(1);
    const different = typescriptOf(contracts(event('Sold', 'int'), event('Bought', 'string')));
    expect(different).toContain('export interface SoldLine {');
    expect(different).toContain('export interface BoughtLine {');
    expect(different.match(/export type Kind /g)).toHaveLength(1);
  });

  it('holds every version of a schema as it was written', () => {
    const first = event('Sold', 'int');
    const second = { ...first, doc: "It's newer." };
    const [text] = /Sold: \[.*\]/.exec(
      typescriptOf({ topics: [], schemas: [{ type: 'Sold', versions: [first, second] }] }),
    ) ?? [''];
    expect(text).toContain('What Sold means.');
    expect(text).toContain(String.raw`It\'s newer.`);
  });

  it('has a page that says who tells and who hears each event, with an example', () => {
    const page = catalogueOf(contracts(event('Sold', 'int')), (type) => (type === 'Sold' ? ['pricing'] : []));
    expect(page).toContain('## orders.orders');
    expect(page).toContain('Told by order. Heard by pricing.');
    expect(page).toContain('"kind": "CARD"');
    expect(page).toContain('"at": "2026-11-21T12:00:00.000Z"');
  });
});

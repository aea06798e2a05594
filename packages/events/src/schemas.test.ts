import { describe, expect, it } from '@jest/globals';
import { avroType, fingerprint } from './avro.ts';
import { InvalidEventData, codecFor, decodeEvent, encodeEvent } from './schemas.ts';

const placed = {
  orderId: 'o-1',
  number: 'A-1001',
  channel: 'online',
  reserveUntil: new Date('2026-11-21T12:00:00.123Z'),
  lines: [{ orderLineId: 'l-1', variantId: 'v-1', quantity: 3 }],
};

describe('the Avro form of an event', () => {
  it('gives back what went in, instants to the millisecond', () => {
    expect(decodeEvent('OrderPlaced', encodeEvent('OrderPlaced', placed))).toEqual(placed);
  });

  it('begins with the marker and the fingerprint of single-object encoding', () => {
    expect(encodeEvent('OrderPlaced', placed).subarray(0, 2).toString('hex')).toBe('c301');
    // From the test vectors of the Avro project (share/test/data/schema-tests.txt), little-endian.
    expect(fingerprint(avroType('null')).readBigUInt64LE()).toBe(0x63dd24e7cc258f8an);
    expect(fingerprint(avroType('int')).readBigUInt64LE()).toBe(0x7275d51a3f395c8fn);
  });

  it('has the same fingerprint whatever the documentation says', () => {
    const schema = { type: 'record', name: 'A', fields: [{ name: 'a', type: 'string' }] };
    expect(fingerprint(avroType({ ...schema, doc: 'Something.' }))).toEqual(fingerprint(avroType(schema)));
  });

  it('refuses data that does not fit, naming the field', () => {
    const wrong = { ...placed, lines: [{ orderLineId: 'l-1', variantId: 'v-1', quantity: 1.5 }] };
    expect(() => encodeEvent('OrderPlaced', wrong)).toThrow(
      /OrderPlaced does not fit its schema at lines\.0\.quantity/,
    );
    expect(() => encodeEvent('OrderPlaced', { ...placed, reserveUntil: new Date(Number.NaN) })).toThrow(
      InvalidEventData,
    );
  });

  it.each([
    ['text', Buffer.from('{"orderId":"o-1"}')],
    ['nothing', Buffer.alloc(0)],
    ['an unknown schema', Buffer.concat([Buffer.from([0xc3, 0x01]), Buffer.alloc(8)])],
    ['the payload of another event', encodeEvent('FulfillmentCancelled', { orderId: 'o-1' })],
    ['a payload cut short', encodeEvent('OrderPlaced', placed).subarray(0, 20)],
    [
      'a payload with something behind it',
      Buffer.concat([encodeEvent('OrderPlaced', placed), Buffer.from([1])]),
    ],
  ])('refuses %s', (_, payload) => {
    expect(() => decodeEvent('OrderPlaced', payload)).toThrow(InvalidEventData);
  });

  it('reads what an older version wrote as the newest one, with the defaults of what is new', () => {
    const field = (name: string) => ({ name, type: 'string' });
    const grade = { name: 'grade', type: ['null', 'string'], default: null };
    const first = { type: 'record', name: 'Graded', fields: [field('cardId')] };
    const second = { type: 'record', name: 'Graded', fields: [field('cardId'), grade] };
    const { readers } = codecFor([first, second]);
    const read = readers.get(fingerprint(avroType(first)).toString('hex'));
    expect(read?.(avroType(first).toBuffer({ cardId: 'c-1' }))).toEqual({ cardId: 'c-1', grade: null });
  });
});

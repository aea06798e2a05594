import { describe, expect, it } from '@jest/globals';
import { incompatibilities } from './compatibility.ts';
import type { AvroField, AvroRecord } from './schema-files.ts';

const record = (...fields: AvroField[]): AvroRecord => ({
  type: 'record',
  name: 'CardGraded',
  namespace: 'longbox.catalog',
  fields,
});
const id: AvroField = { name: 'cardId', type: 'string' };
const grade: AvroField = { name: 'grade', type: ['null', 'string'], default: null };
const company = (...symbols: string[]): AvroField => ({
  name: 'company',
  type: { type: 'enum', name: 'Company', symbols, default: 'UNKNOWN' },
});
const check = (...versions: AvroRecord[]) => incompatibilities({ type: 'CardGraded', versions });

describe('compatibility of the versions of an event', () => {
  it('lets an optional field be added and taken away', () => {
    expect(check(record(id), record(id, grade), record(id))).toEqual([]);
  });

  it('lets a symbol be added to an enum that has a default', () => {
    expect(
      check(record(id, company('UNKNOWN', 'PSA')), record(id, company('UNKNOWN', 'PSA', 'BGS'))),
    ).toEqual([]);
  });

  it('refuses a new field without a default, which old events do not have', () => {
    const problems = check(record(id), record(id, { name: 'grade', type: 'string' }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('version 2 cannot read version 1');
  });

  it('refuses to drop a field without a default, which old consumers want', () => {
    expect(check(record(id, { name: 'grade', type: 'string' }), record(id))).toEqual([
      expect.stringContaining('version 1 cannot read version 2'),
    ]);
  });

  it('refuses a changed type and a renamed field', () => {
    expect(check(record(id), record({ name: 'cardId', type: 'long' }))).toHaveLength(2);
    expect(check(record(id), record({ name: 'card', type: 'string' }))).toHaveLength(2);
  });

  it('refuses to widen a type, because old consumers cannot narrow it', () => {
    const of = (type: string) => record({ name: 'grade', type });
    expect(check(of('int'), of('long'))).toEqual([
      expect.stringContaining('version 1 cannot read version 2'),
    ]);
  });

  it('compares with every earlier version and not only with the last one', () => {
    const problems = check(
      record(id, { name: 'grade', type: 'string', default: 'NONE' }),
      record(id),
      record(id, { name: 'grade', type: 'int', default: 0 }),
    );
    expect(problems).toEqual([
      expect.stringContaining('version 1 cannot read version 3'),
      expect.stringContaining('version 3 cannot read version 1'),
    ]);
  });
});

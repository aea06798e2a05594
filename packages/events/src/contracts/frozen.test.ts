import { describe, expect, it } from '@jest/globals';
import { freeze, thaws } from './frozen.ts';
import type { AvroRecord, EventContracts } from './schema-files.ts';

const schema = (type: string, doc = 'A card.'): AvroRecord => ({
  type: 'record',
  name: 'CardGraded',
  namespace: 'longbox.catalog',
  doc,
  fields: [{ name: 'cardId', type }],
});
const contracts = (...versions: AvroRecord[]): EventContracts => ({
  topics: [],
  schemas: [{ type: 'CardGraded', versions }],
});

describe('released schemas', () => {
  const frozen = freeze(contracts(schema('string')));

  it('may be joined by new versions, and explained better', () => {
    expect(thaws(frozen, contracts(schema('string', 'A card that has a grade.'), schema('string')))).toEqual(
      [],
    );
  });

  it('must not be changed in place, whatever the change is', () => {
    expect(thaws(frozen, contracts(schema('bytes')))).toEqual([
      expect.stringContaining('CardGraded/1.avsc was released and was changed'),
    ]);
  });

  it('must not be taken away', () => {
    expect(thaws(frozen, { topics: [], schemas: [] })).toEqual([expect.stringContaining('was taken away')]);
  });
});

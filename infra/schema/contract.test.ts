import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, print, validate, type DocumentNode, type DefinitionNode } from 'graphql';

const ROOT = join(__dirname, '../..');
const OPERATIONS = join(ROOT, 'schema/operations');
/** What the customer's clients send, where it is at hand; operations of later releases are in it too. */
const CONTRACT = process.env['LONGBOX_CONTRACT'] ?? join(ROOT, '../shared/contract');

const schema = buildSchema(readFileSync(join(ROOT, 'schema/api.graphql'), 'utf8'));
const read = (file: string): DocumentNode => parse(readFileSync(file, 'utf8'), { noLocation: true });
const clients = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));

const nameOf = (node: DefinitionNode) => ('name' in node ? node.name?.value : undefined);

describe('what clients send', () => {
  it.each(clients)('is valid in the composed supergraph: %s', (file) => {
    expect(validate(schema, read(join(OPERATIONS, file))).map(({ message }) => message)).toEqual([]);
  });

  const atHand = existsSync(CONTRACT) ? clients.filter((file) => existsSync(join(CONTRACT, file))) : [];

  it('is what the contract says, selection by selection, of what it names, where it is at hand', () => {
    const differing = atHand.flatMap((file) => {
      const contract = new Map(
        read(join(CONTRACT, file)).definitions.map((node) => [nameOf(node), print(node)]),
      );
      return read(join(OPERATIONS, file)).definitions.filter(
        (node) => contract.has(nameOf(node)) && print(node) !== contract.get(nameOf(node)),
      );
    });
    expect(differing.map(nameOf)).toEqual([]);
  });
});

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  parse,
  print,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';

const ROOT = join(__dirname, '../..');
const OPERATIONS = join(ROOT, 'schema/operations');
/** What the customer's clients send, where it is at hand; operations of later releases are in it too. */
const CONTRACT = process.env['LONGBOX_CONTRACT'] ?? join(ROOT, '../shared/contract');

const schema = buildSchema(readFileSync(join(ROOT, 'schema/api.graphql'), 'utf8'));
const read = (file: string): DocumentNode => parse(readFileSync(file, 'utf8'), { noLocation: true });
const clients = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));

const operationsOf = (document: DocumentNode) =>
  document.definitions.filter((node): node is OperationDefinitionNode => node.kind === 'OperationDefinition');

describe('what clients send', () => {
  it.each(clients)('is valid in the composed supergraph: %s', (file) => {
    expect(validate(schema, read(join(OPERATIONS, file))).map(({ message }) => message)).toEqual([]);
  });

  const contracts = existsSync(CONTRACT) ? clients.filter((file) => existsSync(join(CONTRACT, file))) : [];
  const known = contracts.length > 0 ? it.each(contracts) : it.skip.each(['where the contract is at hand']);

  known('is what the contract says, selection by selection: %s', (file) => {
    const ours = read(join(OPERATIONS, file));
    const contract = new Map(
      read(join(CONTRACT, file)).definitions.map((node) => [
        'name' in node ? node.name?.value : '',
        print(node),
      ]),
    );
    expect(operationsOf(ours).length).toBeGreaterThan(0);
    for (const definition of ours.definitions) {
      const name = 'name' in definition ? definition.name?.value : '';
      expect(print(definition)).toBe(contract.get(name));
    }
  });
});

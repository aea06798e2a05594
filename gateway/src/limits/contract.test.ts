import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Kind, getOperationAST, parse, print, type OperationDefinitionNode } from 'graphql';
import { pino } from 'pino';
import { createGenerations, type Generations } from '../executor/generations.ts';
import { onlyOperation } from '../executor/planner/documents.ts';
import { loadable } from '../executor/supergraph.ts';
import { DEFAULT_BUDGETS } from './admission.ts';
import { createDocumentCheck } from './check-document.ts';

const SCHEMA = join(__dirname, '../../../schema');
const CONTRACT = join(SCHEMA, 'operations');
const DEAREST_PAGE = 100;

const files = readdirSync(CONTRACT).filter((file) => file.endsWith('.graphql'));
const operations = files.flatMap((file) => {
  const document = parse(readFileSync(join(CONTRACT, file), 'utf8'));
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? [
          {
            client: file.replace('.graphql', ''),
            name: node.name?.value ?? '',
            document: onlyOperation(document, node),
          },
        ]
      : [],
  );
});

const KINDS = { storefront: 'anonymous', admin: 'staff', partner: 'partner', tools: 'staff' } as const;

let generations: Generations;
beforeAll(async () => {
  generations = await createGenerations({
    supergraphSdl: loadable(readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8')),
    authorisation: 'left to subgraphs',
    sources: { transport: () => undefined, onFailure: () => undefined },
    connect: () => () => undefined,
    logger: pino({ level: 'silent' }),
  });
});

/** Every page as large as it may be. */
function largest({ variableDefinitions }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable: { name }, type }) =>
      print(type).startsWith('Int') ? [[name.value, DEAREST_PAGE]] : [],
    ),
  );
}

describe('the operations of the contract', () => {
  it('are all here', () => expect(operations.length).toBeGreaterThan(20));

  it.each(operations)('$client $name is within the limits of operations', ({ document }) => {
    expect(createDocumentCheck().refusalOf(print(document))).toBeUndefined();
  });

  it.each(operations)(
    '$client $name costs no more than half of what its client may spend, with the largest pages',
    ({ client, name, document }) => {
      const operation = getOperationAST(document, name);
      if (!operation) throw new TypeError(name);
      const cost = generations.costOf(generations.schema, document, operation);
      expect(cost.estimate(largest(operation))).toBeGreaterThanOrEqual(0);
      expect(cost.estimate(largest(operation))).toBeLessThanOrEqual(
        DEFAULT_BUDGETS[KINDS[client as keyof typeof KINDS]] / 2,
      );
    },
  );
});

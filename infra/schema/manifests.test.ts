import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const ROOT = join(__dirname, '../..');

/** A copy of `schema/`, to be spoiled. */
let schema: string;
beforeEach(() => {
  schema = join(mkdtempSync(join(tmpdir(), 'longbox-manifests-')), 'schema');
  for (const part of ['api.graphql', 'operations'])
    cpSync(join(ROOT, 'schema', part), join(schema, part), { recursive: true });
});
afterEach(() => rmSync(join(schema, '..'), { recursive: true, force: true }));

function manifests(...args: readonly string[]) {
  const script = join(ROOT, 'infra/schema/manifests.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, '--schema', schema, ...args], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

function edit(file: string, from: string, to: string): void {
  const path = join(schema, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

const MANIFEST = 'operations/partner/persisted-manifest.json';
const names = () =>
  (
    JSON.parse(readFileSync(join(schema, MANIFEST), 'utf8')) as { operations: { name: string }[] }
  ).operations.map(({ name }) => name);

describe('the check of what clients have registered', () => {
  it('passes on what is committed', () => {
    expect(manifests('--check')).toMatchObject({ status: 0, stderr: '' });
  });

  it('fails when the schema no longer answers a registered operation, and says operation, line and reason', () => {
    edit('api.graphql', 'orderByExternalId(', 'orderOfChannel(');
    const { status, stderr } = manifests('--check');
    expect(status).toBe(1);
    expect(stderr).toContain(
      'what partner has registered: PartnerOrderStatus, line 2, column 3: Cannot query field "orderByExternalId" on type "Query".',
    );
  });

  it('fails when it no longer answers what was registered for a partner’s key and exported', () => {
    const body = 'query Shelf {\n  games {\n    cardSetCount\n  }\n}';
    const operations = [{ id: 'shelf', name: 'Shelf', type: 'query', body }];
    mkdirSync(join(schema, 'operations/registered'));
    writeFileSync(
      join(schema, 'operations/registered/0123456789ab.json'),
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
    );
    expect(manifests('--check')).toMatchObject({ status: 0, stderr: '' });
    edit('api.graphql', 'cardSetCount: Int!', 'countOfSets: Int!');
    const { status, stderr } = manifests('--check');
    expect(status).toBe(1);
    expect(stderr).toContain(
      'what is registered for the key 0123456789ab: Shelf, line 3, column 5: Cannot query field "cardSetCount" on type "Game".',
    );
  });

  it('fails when an argument becomes required, which no client knows', () => {
    edit(
      'api.graphql',
      'productByHandle(handle: String!)',
      'productByHandle(handle: String!, preview: Boolean!)',
    );
    const { status, stderr } = manifests('--check');
    expect(status).toBe(1);
    expect(stderr).toContain('ProductPage');
  });

  it('fails when the operations are other than the manifest says', () => {
    edit('operations/partner.graphql', 'carrier', 'carrier status');
    expect(manifests('--check')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('partner/persisted-manifest.json is not current'),
    });
  });

  it('goes on holding the schema to what clients sent before, until somebody says that nobody sends it', () => {
    edit('operations/partner.graphql', 'carrier', 'carrier status');
    expect(manifests().status).toBe(0);
    expect(names().filter((name) => name === 'PartnerOrderStatus')).toHaveLength(2);
    expect(manifests('--check').status).toBe(0);
    expect(manifests('--forget', 'PartnerOrderStatus').status).toBe(0);
    expect(names().filter((name) => name === 'PartnerOrderStatus')).toHaveLength(1);
  });
});

/**
 * Writes the persisted manifests of the clients, `schema/operations/<client>/persisted-manifest.json`, from the operations beside them. What
 * was in a manifest stays in it, since clients that are out there go on sending it; `--forget <name>` takes out what nobody sends any more.
 * With `--check` nothing is written: the exit code says whether the manifests are current, and every operation that was ever registered is
 * still answered by the schema, those of partners too that `npm run persisted -- export schema/operations/registered` wrote. `--schema <folder>`
 * is for another folder than `schema`.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  Kind,
  buildSchema,
  parse,
  print,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { checkOperations, problemText } from '../../gateway/src/persisted/check-manifest.ts';
import {
  readManifest,
  sha256Of,
  type Manifest,
  type ManifestOperation,
} from '../../gateway/src/persisted/manifest.ts';

/** Apps keep what they read in a cache that needs to know the type of each object; partners' programs have none. */
const CLIENTS = [
  { client: 'storefront', typenames: true },
  { client: 'admin', typenames: true },
  { client: 'partner', typenames: false },
];

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    schema: { type: 'string', default: join(import.meta.dirname, '../../schema') },
    forget: { type: 'string', multiple: true, default: [] },
  },
});

function operationsOf(document: DocumentNode): ManifestOperation[] {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  return document.definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION || !node.name) return [];
    const definitions = [node, ...fragmentsIn(node, fragments)];
    const body = print({ kind: Kind.DOCUMENT, definitions });
    return [{ id: sha256Of(body), name: node.name.value, type: node.operation, body }];
  });
}

/** In the order in which they are first named, those within fragments included. */
function fragmentsIn(
  operation: OperationDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const found = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = all.get(name.value);
        if (!fragment || found.has(name.value)) return;
        found.set(name.value, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  return [...found.values()];
}

/** With `__typename` in every selection but that of the root, as Apollo Client asks for it. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      const isRoot = parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
      if (isRoot) return undefined;
      const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}

const schema = buildSchema(readFileSync(join(values.schema, 'api.graphql'), 'utf8'));
const problems: string[] = [];
for (const { client, typenames } of CLIENTS) {
  const folder = join(values.schema, 'operations', client);
  const file = join(folder, 'persisted-manifest.json');
  const source = parse(readFileSync(`${folder}.graphql`, 'utf8'));
  const operations = operationsOf(typenames ? withTypenames(source) : source);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const before = text === '' ? [] : readManifest(text).operations;
  const ids = new Set(operations.map(({ id }) => id));
  // The older ones first: who looks up a name takes the last of it.
  const kept = before.filter(({ id, name }) => !ids.has(id) && !values.forget.includes(name));
  const manifest: Manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [...kept, ...operations],
  };
  const current = `${JSON.stringify(manifest, null, 2)}\n`;
  if (values.check && current !== text)
    problems.push(
      `schema/operations/${client}/persisted-manifest.json is not current: run \`npm run compose\``,
    );
  for (const problem of checkOperations(schema, manifest.operations))
    problems.push(
      `the schema breaks what ${client} has registered: ${problemText(problem)} (keep it answered, or say that nobody sends it any more: node infra/schema/manifests.ts --forget ${problem.operation})`,
    );
  if (values.check || current === text) continue;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, current);
  console.log(`wrote schema/operations/${client}/persisted-manifest.json`);
}
for (const file of globSync(join(values.schema, 'operations/registered/*.json'))) {
  const key = basename(file, '.json');
  for (const problem of checkOperations(schema, readManifest(readFileSync(file, 'utf8')).operations))
    problems.push(
      `the schema breaks what is registered for the key ${key}: ${problemText(problem)} (keep it answered, or take it from the key and export again: npm run persisted -- revoke ${key} --operation ${problem.operation})`,
    );
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

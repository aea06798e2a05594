/**
 * Composes the subgraphs' SDL into `schema/supergraph.graphql` (what the gateway runs), `schema/api.graphql` (what clients see) and
 * `schema/permissions.txt` (who may have which field: a permission that is lost is a line that is lost). With `--check` nothing is written and
 * the exit code says whether they are current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Supergraph, printSchema } from '@apollo/federation-internals';
import { isInterfaceType, isObjectType, parse, type GraphQLSchema } from 'graphql';
import { readRules, type Rule } from '../../packages/subgraph/src/rules.ts';

const SCHEMA = join(import.meta.dirname, '../../schema');
const SUBGRAPHS = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing', 'edge'];

/** Where a subgraph answers when it runs in the gateway's process; the gateway replaces it by `<NAME>_URL` when that is set. */
const addressOf = (name: string) => `longbox://${name}`;

function compose(): Record<string, string> {
  const result = composeServices(
    SUBGRAPHS.map((name) => ({
      name,
      url: addressOf(name),
      typeDefs: parse(readFileSync(join(SCHEMA, 'subgraphs', `${name}.graphql`), 'utf8')),
    })),
  );
  if (result.errors) {
    for (const { message } of result.errors) console.error(message);
    throw new Error(`the subgraphs do not compose: ${result.errors.length} errors`);
  }
  const api = Supergraph.build(result.supergraphSdl, { supportedFeatures: null }).apiSchema();
  return {
    'supergraph.graphql': `# Composed of schema/subgraphs by \`npm run compose\`.\n${result.supergraphSdl}\n`,
    'api.graphql': `# What clients see of the supergraph, made by \`npm run compose\`.\n${printSchema(api)}\n`,
    'permissions.txt': permissions(result.supergraphSdl, api.toGraphQLJSSchema()),
  };
}

/** Every field that asks something of its caller, and what; fields that are not here are for everybody. */
function permissions(supergraph: string, api: GraphQLSchema): string {
  const rules = readRules(parse(supergraph));
  const lines = Object.values(api.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.keys(type.getFields()).flatMap((field) => {
      const own = rules.of(type.name, field).flatMap((place) => rules.all[place] ?? []);
      return own.length === 0 ? [] : [`${type.name}.${field}: ${own.map(inWords).join('; ')}`];
    });
  });
  return `# Fields that are not for everybody, made by \`npm run compose\`.\n${lines.toSorted().join('\n')}\n`;
}

function inWords(rule: Rule): string {
  if (rule.kind === 'authenticated') return 'signed in';
  return `${rule.kind} ${rule.alternatives.map((names) => names.join(' and ')).join(', or ')}`;
}

function current(file: string): string {
  try {
    return readFileSync(join(SCHEMA, file), 'utf8');
  } catch {
    return '';
  }
}

const stale = Object.entries(compose()).filter(([file, text]) => current(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale)
    console.error(`schema/${file} is not current: run \`npm run compose\` and commit it`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const [file, text] of stale) writeFileSync(join(SCHEMA, file), text);
  console.log(
    stale.length === 0 ? 'schema is current' : `wrote ${stale.map(([file]) => `schema/${file}`).join(', ')}`,
  );
}

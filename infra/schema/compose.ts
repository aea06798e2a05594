/**
 * Composes the subgraphs' SDL into `schema/supergraph.graphql` (what the gateway runs) and `schema/api.graphql` (what clients see).
 * With `--check` nothing is written and the exit code says whether both are current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Supergraph, printSchema } from '@apollo/federation-internals';
import { parse } from 'graphql';

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
  };
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

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ConcreteRequest } from 'relay-runtime';
import { sha256Of } from './manifest.ts';

const GENERATOR = join(
  dirname(require.resolve('@apollo/generate-persisted-query-manifest/package.json')),
  'cli.js',
);

/** What `@apollo/generate-persisted-query-manifest` writes for an app whose source holds these texts. */
export function generatedManifest(texts: readonly string[]): string {
  const app = mkdtempSync(join(tmpdir(), 'longbox-app-'));
  try {
    mkdirSync(join(app, 'src'));
    const source = texts.map((text, place) => `export const q${place} = gql\`${text}\`;`).join('\n');
    writeFileSync(join(app, 'src/queries.ts'), `import { gql } from '@apollo/client';\n${source}\n`);
    execFileSync(process.execPath, [GENERATOR], { cwd: app, stdio: ['ignore', 'ignore', 'inherit'] });
    return readFileSync(join(app, 'persisted-query-manifest.json'), 'utf8');
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

/** The text that `relay-compiler` 21 makes of `query AskedQuery($text: String) { asked(text: $text) }`. */
const RELAY_TEXT = 'query AskedQuery(\n  $text: String\n) {\n  asked(text: $text)\n}\n';

/** The file that its `persistConfig` names, with SHA-256. */
export const RELAY_FILE = JSON.stringify({ [sha256Of(RELAY_TEXT)]: RELAY_TEXT });

/** What it compiles the operation to: an id, and no text. */
export function relayRequest(id = sha256Of(RELAY_TEXT)): ConcreteRequest {
  const argumentDefinitions = [
    { defaultValue: null, kind: 'LocalArgument', name: 'text' },
  ] as const satisfies ConcreteRequest['fragment']['argumentDefinitions'];
  const selections = [
    {
      alias: null,
      args: [{ kind: 'Variable', name: 'text', variableName: 'text' }],
      kind: 'ScalarField',
      name: 'asked',
      storageKey: null,
    },
  ] as const satisfies ConcreteRequest['fragment']['selections'];
  return {
    fragment: {
      argumentDefinitions,
      kind: 'Fragment',
      metadata: null,
      name: 'AskedQuery',
      selections,
      type: 'Query',
      abstractKey: null,
    },
    kind: 'Request',
    operation: { argumentDefinitions, kind: 'Operation', name: 'AskedQuery', selections },
    params: { id, metadata: {}, name: 'AskedQuery', operationKind: 'query', text: null },
  };
}

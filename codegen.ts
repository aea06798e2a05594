import { existsSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

const SUBGRAPHS = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing'];

/** What a subgraph's resolvers get as their parent for a type, where that is not the type itself: type → `file#export`. */
function mappersOf(subgraph: string): Record<string, string> {
  const file = `subgraphs/${subgraph}/codegen-mappers.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

const types = {
  useTypeImports: true,
  enumsAsTypes: true,
  immutableTypes: true,
  strictScalars: true,
  skipTypename: true,
  importExtension: '.ts',
  scalars: {
    DateTime: { input: 'Date', output: 'Date' },
    Date: { input: 'string', output: 'string' },
    JSON: { input: 'unknown', output: 'unknown' },
    _FieldSet: 'string',
    FieldSet: 'string',
    federation__FieldSet: 'string',
    federation__Scope: 'string',
    federation__Policy: 'string',
    federation__ContextFieldValue: 'string',
    link__Import: 'string',
  },
};

const config: CodegenConfig = {
  generates: {
    // The types of each subgraph's resolvers, from its SDL.
    ...Object.fromEntries(
      SUBGRAPHS.map((name) => [
        `subgraphs/${name}/src/graphql/generated.ts`,
        {
          schema: `schema/subgraphs/${name}.graphql`,
          plugins: ['typescript', 'typescript-resolvers'],
          config: {
            ...types,
            federation: true,
            contextType: './context.ts#Context',
            defaultMapper: 'Partial<{T}>',
            mappers: mappersOf(name),
            enumValues: {},
          },
        },
      ]),
    ),
    // The results and variables of each operation that a client sends, for the demo and the end-to-end tests.
    'packages/client/src/generated/operations.ts': {
      schema: 'schema/api.graphql',
      documents: 'schema/operations/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        ...types,
        scalars: { ...types.scalars, DateTime: 'string', JSON: 'unknown', Date: 'string' },
        documentMode: 'documentNode',
        onlyOperationTypes: true,
      },
    },
  },
};

export default config;

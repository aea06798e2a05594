import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepCurrent, tell, withSection } from '../../../../infra/generate/keep-current.ts';
import type { CardSource } from './neutral.ts';
import {
  gamesOf,
  inOrder,
  listOfSources,
  problemsOf,
  skuGames,
  sourceCodes,
  tablesOf,
  withEnums,
  type SourceFolder,
} from './source-folders.ts';

/**
 * What is made from the folders in `sources`: the list of them, the games as SKUs know them, the enums of the catalog's SDL, the tables of
 * docs/card-sources.md. With `--check` nothing is written, and the exit code says whether they are current.
 */
const SOURCES = join(import.meta.dirname, 'sources');
const PAGE = 'docs/card-sources.md';
const SDL = 'schema/subgraphs/catalog.graphql';

async function readFolder(name: string): Promise<SourceFolder> {
  const file = join(SOURCES, name, 'source.ts');
  const { source } = (await import(pathToFileURL(file).href)) as { readonly source?: CardSource };
  if (!source) throw new Error(`${file} exports no \`source\``);
  return { name, source, isUsual: existsSync(join(SOURCES, name, 'game.ts')) };
}

const names = readdirSync(SOURCES, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const folders = inOrder(await Promise.all(names.map(readFolder)));
const problems = problemsOf(folders);
tell(
  problems.length > 0
    ? problems
    : await keepCurrent(
        {
          'subgraphs/catalog/src/import/sources/generated.ts': listOfSources(folders),
          'subgraphs/catalog/src/domain/generated.ts': sourceCodes(folders),
          'packages/sku/src/generated.ts': skuGames(gamesOf(folders)),
          [SDL]: withEnums(readFileSync(join(import.meta.dirname, '../../../..', SDL), 'utf8'), folders),
          [PAGE]: await withSection(PAGE, 'sources', tablesOf(folders)),
        },
        'npm run games:generate',
      ),
);

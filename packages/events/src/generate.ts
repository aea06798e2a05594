import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readContracts } from './contracts/schema-files.ts';
import { typescriptOf } from './contracts/typescript.ts';

/**
 * Writes `generated.ts` from `schema/events`; with `--check` it writes nothing and fails when the file is not current.
 */
const schemas = path.join(import.meta.dirname, '../../../schema/events');
const target = path.join(import.meta.dirname, 'generated.ts');

const source = typescriptOf(await readContracts(schemas));
const wanted = await format(source, { ...(await resolveConfig(target)), filepath: target });
if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present !== wanted) {
    console.error('packages/events/src/generated.ts is not current: run `npm run events:generate`.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, wanted);
  console.log('packages/events/src/generated.ts written');
}

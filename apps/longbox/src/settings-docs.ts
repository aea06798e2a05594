/**
 * Writes the table of settings into the README, and the JSON Schema of a file of them, from the schemas that check them. With `--check` nothing is written and the
 * exit code says whether it is current.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema, describeEnvironment, environmentTable } from '@longbox/config';
import { flagsSchema } from '@longbox/gateway/flags';
import { format, resolveConfig } from 'prettier';
import { EVERY_SETTING } from './every-setting.ts';

const README = join(import.meta.dirname, '../../../README.md');
const SCHEMA = join(import.meta.dirname, '../../../docs/longbox.config.schema.json');
const FLAGS_SCHEMA = join(import.meta.dirname, '../../../docs/longbox.flags.schema.json');
const [BEGIN, END] = ['<!-- settings -->', '<!-- end of settings -->'];

const variables = describeEnvironment(EVERY_SETTING);
const text = readFileSync(README, 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md lacks ${BEGIN} or ${END}`);

/** Keeps a file current, or says that it is not. */
async function keep(file: string, current: string, content: string): Promise<void> {
  const parser = file.endsWith('.json') ? 'json' : 'markdown';
  const wanted = await format(content, { ...(await resolveConfig(file)), parser });
  if (wanted === current) return;
  if (process.argv.includes('--check')) {
    console.error(`The settings in ${file} are not current: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  } else writeFileSync(file, wanted);
}

await keep(README, text, `${before}${BEGIN}\n\n${environmentTable(variables)}\n${END}${after}`);
const { LONGBOX_CONFIG: _, ...settings } = EVERY_SETTING;
const flags = JSON.stringify(flagsSchema());
await keep(FLAGS_SCHEMA, existsSync(FLAGS_SCHEMA) ? readFileSync(FLAGS_SCHEMA, 'utf8') : '', flags);
const schema = JSON.stringify(configurationSchema(describeEnvironment(settings)));
await keep(SCHEMA, existsSync(SCHEMA) ? readFileSync(SCHEMA, 'utf8') : '', schema);

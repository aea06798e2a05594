/**
 * Writes the table of environment variables into the README, from the schemas that check them. With `--check` nothing is written and the
 * exit code says whether it is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG_ENVIRONMENT } from '@longbox/catalog';
import { describeEnvironment, environmentTable } from '@longbox/config';
import { FULFILLMENT_ENVIRONMENT } from '@longbox/fulfillment';
import { INVENTORY_ENVIRONMENT } from '@longbox/inventory';
import { ORDER_ENVIRONMENT } from '@longbox/order';
import { PRICING_ENVIRONMENT } from '@longbox/pricing';
import { format, resolveConfig } from 'prettier';
import { VARIABLES } from './settings.ts';

const README = join(import.meta.dirname, '../../../README.md');
const [BEGIN, END] = ['<!-- settings -->', '<!-- end of settings -->'];

const shapes = [
  VARIABLES,
  CATALOG_ENVIRONMENT,
  INVENTORY_ENVIRONMENT,
  ORDER_ENVIRONMENT,
  FULFILLMENT_ENVIRONMENT,
  PRICING_ENVIRONMENT,
];
const text = readFileSync(README, 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md lacks ${BEGIN} or ${END}`);
const table = environmentTable(shapes.flatMap((shape) => describeEnvironment(shape)));
const current = await format(`${before}${BEGIN}\n\n${table}\n${END}${after}`, {
  ...(await resolveConfig(README)),
  parser: 'markdown',
});
if (current !== text && process.argv.includes('--check')) {
  console.error('The settings in README.md are not current: run `npm run docs` and commit it.');
  process.exitCode = 1;
} else if (current !== text) writeFileSync(README, current);

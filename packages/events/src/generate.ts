import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { keepCurrent, tell } from '../../../infra/generate/keep-current.ts';
import { catalogueOf } from './contracts/catalogue.ts';
import { incompatibilities } from './contracts/compatibility.ts';
import { readConsumers } from './contracts/consumers.ts';
import { freeze, thaws, type FrozenSchemas } from './contracts/frozen.ts';
import { readContracts } from './contracts/schema-files.ts';
import { typescriptOf } from './contracts/typescript.ts';

/**
 * What is made from `schema/events`: `generated.ts` here, and `docs/events.md`. Refuses, always, versions of an event that are not
 * compatible with each other, and released ones that were changed.
 *
 *     generate.ts            writes what is not current
 *     generate.ts --check    writes nothing, fails when something is not current
 *     generate.ts --freeze   notes all versions as released, in schema/events/frozen.json
 */
const root = path.join(import.meta.dirname, '../../..');
const folder = path.join(root, 'schema/events');
const frozenFile = path.join(folder, 'frozen.json');

const contracts = await readContracts(folder);
const consumers = await readConsumers(
  root,
  contracts.schemas.map(({ type }) => type),
);
const frozen = JSON.parse(await readFile(frozenFile, 'utf8').catch(() => '{}')) as FrozenSchemas;

const problems = [...contracts.schemas.flatMap(incompatibilities), ...thaws(frozen, contracts)];

const targets: Record<string, string> = {
  'packages/events/src/generated.ts': typescriptOf(contracts),
  'docs/events.md': catalogueOf(contracts, (type) => consumers.get(type) ?? []),
  ...(process.argv.includes('--freeze')
    ? { 'schema/events/frozen.json': JSON.stringify(freeze(contracts)) }
    : {}),
};

const isCheck = process.argv.includes('--check');
tell(
  problems.length > 0 && !isCheck
    ? problems
    : [...problems, ...(await keepCurrent(targets, 'npm run events:generate'))],
);

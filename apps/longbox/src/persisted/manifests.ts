import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  InvalidManifest,
  MOST_OPERATIONS,
  checkOperations,
  differenceOf,
  listKeys,
  problemText,
  readManifest,
  readOperations,
  registerOperations,
  type ManifestDifference,
  type ManifestOperation,
} from '@longbox/gateway/persisted';
import type { Database } from '@longbox/postgres';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { givenPath } from '../given-path.ts';
import { StartProblem } from '../problem.ts';
import { goodKey, nameOf, type PersistedContext, type PersistedOptions } from './context.ts';

const API = join(import.meta.dirname, '../../../../schema/api.graphql');
/** A broken fragment breaks many operations; a person mends the first ones. */
const MOST_PROBLEMS_SHOWN = 50;

/** What clients see of the supergraph that ships with this version. */
const shippedSchema = (): GraphQLSchema => buildSchema(readFileSync(API, 'utf8'));

/** The operations of a manifest, each of which this version answers. Throws `StartProblem`. */
export function readManifestFile(file: string): readonly ManifestOperation[] {
  let operations: readonly ManifestOperation[];
  try {
    ({ operations } = readManifest(readFileSync(givenPath(file), 'utf8')));
  } catch (cause) {
    if (cause instanceof InvalidManifest)
      throw new StartProblem(`The manifest ${file} cannot be used: ${cause.message}`, { cause });
    throw new StartProblem(
      `The manifest ${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      { cause },
    );
  }
  const problems = checkOperations(shippedSchema(), operations).map(problemText);
  if (problems.length > 0)
    throw new StartProblem(
      `The manifest ${file} is refused: this version does not answer all of it.\n${shown(problems)}`,
    );
  return operations;
}

const shown = (problems: readonly string[]) => {
  const more = problems.length - MOST_PROBLEMS_SHOWN;
  const lines = problems.slice(0, MOST_PROBLEMS_SHOWN).map((line) => `  ${line}`);
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
};

/** `persisted register`. Throws `StartProblem` when an id is registered with another body. */
export async function register(
  context: PersistedContext,
  options: PersistedOptions,
  operations: readonly ManifestOperation[],
): Promise<void> {
  const key = await goodKey(context, options.key);
  const replace = options.replace ?? false;
  const difference = await registerOperations(context.database, key, operations, {
    at: new Date(),
    replace,
    most: MOST_OPERATIONS,
  });
  const [changed] = difference.changed;
  if (changed && !replace)
    throw new StartProblem(
      `${changed.name} (${changed.id}) is registered with another body; clients that are out there mean that one. Give the new one an id of its own, or register with --replace. Nothing was changed.`,
    );
  tell(context, difference, replace);
  context.say(`Registered for the key ${key}; every gateway knows it a second from now.`);
}

/** `persisted diff`: the same, without changing anything. */
export async function diff(
  context: PersistedContext,
  options: PersistedOptions,
  operations: readonly ManifestOperation[],
): Promise<void> {
  const key = await goodKey(context, options.key);
  const registered = await context.database.system((connection) => readOperations(connection, key));
  tell(context, differenceOf(registered, operations), options.replace ?? false);
}

function tell({ say }: PersistedContext, difference: ManifestDifference, replace: boolean): void {
  const line = (sign: string) => (operation: ManifestOperation) =>
    say(`${sign} ${operation.type} ${operation.name}  ${operation.id}`);
  difference.added.forEach(line('+'));
  difference.changed.forEach(line('~'));
  difference.missing.forEach(line(replace ? '-' : '='));
  const { added, changed, missing, same } = difference;
  const rest = replace
    ? `${missing.length} removed`
    : `${missing.length} kept that the manifest does not have`;
  say(`${added.length} added, ${changed.length} with another body, ${same} as they were, ${rest}.`);
}

/** What is registered, for every key that may still be used. */
export async function registered(database: Database) {
  const now = new Date();
  const keys = (await listKeys(database)).filter(
    ({ revokedAt, expiresAt }) => !revokedAt && !(expiresAt && expiresAt <= now),
  );
  return Promise.all(
    keys.map(async (key) => ({
      key,
      operations: await database.system((connection) => readOperations(connection, key.id)),
    })),
  );
}

/** `persisted check`: whether this version answers all that is registered, for every key. Throws `StartProblem` when it does not. */
export async function checkRegistered({ database, stores, say }: PersistedContext): Promise<void> {
  const schema = shippedSchema();
  const problems: string[] = [];
  let count = 0;
  for (const { key, operations } of await registered(database)) {
    count += operations.length;
    for (const problem of checkOperations(schema, operations))
      problems.push(`${nameOf(key, stores)} (${key.id}): ${problemText(problem)}`);
  }
  if (problems.length > 0)
    throw new StartProblem(`This version breaks what partners have registered.\n${shown(problems)}`);
  say(`This version answers all ${count} operations that are registered.`);
}

import { createApiKey } from '@longbox/gateway/identity';
import { insertKey } from '@longbox/gateway/persisted';
import { SCOPES, isScope } from '@longbox/identity';
import { StartProblem } from '../problem.ts';
import type { PersistedContext, PersistedOptions } from './context.ts';

/** A year: long enough that nobody must hurry, short enough that a forgotten key ends. */
const DEFAULT_DAYS = '365';
const MOST_DAYS = 3_650;
const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_COST_PER_MINUTE = 100_000_000;
const MOST_CHANNELS = 100;

/** `persisted keys create`: prints the key, which is nowhere kept. Throws `StartProblem`. */
export async function createKey(
  { database, stores, say }: PersistedContext,
  options: PersistedOptions,
): Promise<void> {
  const { store, name = '' } = options;
  if (store === undefined || !stores.storeBySlug(store))
    throw new StartProblem(
      `--store takes one of ${stores.stores.map(({ slug }) => slug).join(', ')}, not ${store ?? 'nothing'}.`,
    );
  if (name === '' || name.length > 255)
    throw new StartProblem('--name says who has the key, in at most 255 characters.');
  const words = (text: string) => text.split(/[ ,]+/).filter(Boolean);
  const scopes = words(options.scopes ?? 'channels:read');
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined)
    throw new StartProblem(`--scopes takes ${SCOPES.join(', ')}; ${unknown} is none of them.`);
  const channels = words(options.channels ?? 'online');
  if (channels.length === 0 || channels.length > MOST_CHANNELS || channels.some(({ length }) => length > 64))
    throw new StartProblem(`--channels takes 1 to ${MOST_CHANNELS} names of at most 64 characters.`);
  const days = wholeNumber('--days', options.days ?? DEFAULT_DAYS, MOST_DAYS);
  const costPerMinute =
    options.rate === undefined ? undefined : wholeNumber('--rate', options.rate, MOST_COST_PER_MINUTE);

  const { key, id, hash } = createApiKey();
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
  await insertKey(database, {
    id,
    hash,
    name,
    store,
    scopes: scopes.filter(isScope),
    channels,
    ...(costPerMinute === undefined ? {} : { costPerMinute }),
    createdAt,
    expiresAt,
  });
  say(key);
  say(`The key ${id} of ${name} is good in ${store} until ${expiresAt.toISOString().slice(0, 10)}.`);
  say(
    'It is shown this once. It may send nothing yet: npm run persisted -- register --key ' +
      id +
      ' <manifest.json>',
  );
}

function wholeNumber(option: string, given: string, most: number): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new StartProblem(`${option} takes a whole number from 1 to ${most}, not ${given}.`);
  return number;
}

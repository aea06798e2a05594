import type { Database } from '@longbox/postgres';

/** Whoever may lead is told within a few round trips; another process that leads is not waited for. */
const PATIENCE_MS = 2_000;

/** Becomes the one of all processes that does something on a database; undefined when another one does. Answers what gives it up. */
export async function elected(database: Database, name: string): Promise<(() => Promise<void>) | undefined> {
  const won = Promise.withResolvers<true>();
  const resign = await database.lead(name, { elected: () => won.resolve(true), deposed: () => undefined });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false);
  });
  const isElected = await Promise.race([won.promise, late]).finally(() => clearTimeout(timer));
  if (isElected) return resign;
  await resign();
  return undefined;
}

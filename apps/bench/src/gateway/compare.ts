import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import { rush } from '../arrivals.ts';
import type { Target } from './rounds.ts';

const AT_ONCE = 8;

/**
 * Asks everyone for every page, and gives the first one's answers. Throws when two differ, or when one has errors: what does not do the
 * same is not compared.
 */
export async function comparedPages(
  targets: readonly Target[],
  bodies: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  let first: readonly string[] | undefined;
  for (const target of targets) {
    const answers = await answersOf(target, bodies, headers);
    first ??= answers;
    for (const [index, answer] of answers.entries()) {
      const parsed = JSON.parse(answer) as { data?: { productByHandle?: unknown }; errors?: unknown };
      if (!parsed.data?.productByHandle || parsed.errors)
        throw new Error(`${target.title} answers page ${index} with ${answer.slice(0, 2_000)}`);
      if (!isDeepStrictEqual(parsed, JSON.parse(first[index] ?? '')))
        throw new Error(
          `${target.title} and ${targets[0]?.title} answer page ${index} differently:\n${answer}\n${first[index]}`,
        );
    }
  }
  return first ?? [];
}

async function answersOf(
  { url }: Target,
  bodies: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections: AT_ONCE });
  const answers: string[] = [];
  await rush(bodies.length, AT_ONCE, async (index) => {
    const { body } = await pool.request({ method: 'POST', path, headers, body: bodies[index] ?? '' });
    answers[index] = await body.text();
  });
  await pool.close();
  return answers;
}

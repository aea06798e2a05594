import type { Pool } from 'undici';
import type { Target } from './attack.ts';

export interface Posted {
  /** Of each one by its number: no two are the same, so that none is known from the time before. */
  readonly body: (index: number) => string;
  readonly contentType?: string;
}

/** Sends something to the graph at a fixed rate: how often it was answered with which status. */
export async function post(
  { atRate }: Target,
  pool: Pool,
  perSecond: number,
  { body, contentType = 'application/json' }: Posted,
): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>();
  await atRate(perSecond, async (index) => {
    const response = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': contentType },
      body: body(index),
    });
    await response.body.dump();
    statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
  });
  return statuses;
}

import type { Pool } from 'undici';
import type { Attack } from './attack.ts';
import { post } from './posting.ts';

/** Roots of one operation. */
const ROOTS = 25;
const PER_SECOND = 20;

const PRODUCT = `id title description print { id artist card { name typeLine legalities { format status } } }
  variants { id sku condition price { price { amount } } marketPrice { market { amount } } availability { availableToSell }
    product { title print { set { name game { name } } } } }`;

/** Nearly as much as an operation may be, over three subgraphs; no two are the same. Of products that there are not. */
function large(nr: number): string {
  const roots = Array.from(
    { length: ROOTS },
    (_, root) => `a${nr}x${root}: productByHandle(handle: "${nr}") { ${PRODUCT} }`,
  );
  return JSON.stringify({ query: `{ ${roots.join(' ')} }` });
}

/** Operations that nobody has planned yet. Throws when they are not answered, or told to come again. */
export const newOperations = (pool: Pool): Attack => ({
  name: 'newOperations',
  what: `${PER_SECOND} large operations a second, each another one`,
  async run(target) {
    const statuses = await post(target, pool, PER_SECOND, { body: large });
    const wrong = [...statuses.keys()].filter((status) => status !== 200 && status !== 429);
    if (wrong.length > 0) throw new Error(`new operations were answered with ${wrong.join(', ')}`);
    return `${statuses.get(200) ?? 0} answered, ${statuses.get(429) ?? 0} refused: RATE_LIMITED`;
  },
});

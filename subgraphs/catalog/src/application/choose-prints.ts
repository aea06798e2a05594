import { isId } from '@longbox/ids';
import { accept, refuse, refuseAll, refusal, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { RefusalCode } from '../domain/catalog.ts';
import { InputCheck } from '../domain/text-checks.ts';
import { knownPrintIds, printIdsByFilter, type PrintFilter } from '../persistence/listed-prints.ts';

/** Which printings: either by their ids or by what a filter finds. */
export interface PrintChoice {
  readonly printIds: readonly string[] | null;
  readonly filter: PrintFilter | null;
}

/** Nothing that a filter looks for is longer. */
const FILTER_LENGTH = 255;

/**
 * The ids of the chosen printings, each once: in the order in which they were given, or in that of the binder. Refuses ids that are none, a filter that cannot be
 * looked for, and more than `most`.
 */
export async function choosePrints(
  tx: EntityManager,
  { printIds, filter }: PrintChoice,
  most: number,
): Promise<Outcome<readonly string[], RefusalCode>> {
  if ((printIds === null) === (filter === null))
    return refuse('REQUIRED', 'Give either `printIds` or a `filter`.', ['input', 'printIds']);
  const tooMany = `At most ${most} printings can be listed in one call.`;
  if (filter) {
    const check = new InputCheck();
    for (const [name, value] of Object.entries(filter))
      check.maybeLine(value, FILTER_LENGTH, ['input', 'filter', name], 'A filter');
    if (check.refusals.length > 0) return refuseAll(check.refusals);
    const found = await printIdsByFilter(tx, filter, most + 1);
    return found.length > most ? refuse('TOO_MANY', tooMany, ['input', 'filter']) : accept(found);
  }
  const ids = (printIds ?? []).map((id) => id.toLowerCase());
  if (ids.length > most) return refuse('TOO_MANY', tooMany, ['input', 'printIds']);
  const wanted = [...new Set(ids)];
  const known = await knownPrintIds(tx, wanted.filter(isId));
  const unknown = ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : refusal('NOT_FOUND' as const, 'There is no printing of this id.', ['input', 'printIds', index]),
  );
  return unknown.length > 0 ? refuseAll(unknown) : accept(wanted);
}

import { hasScope } from '@longbox/identity';
import { badUserInput, checkFirst, decodeCursor, pageOf, type Page } from '@longbox/subgraph';
import { listLabels, type LabelKind, type ProductLabelRow } from '../persistence/product-labels.ts';
import type { Context } from './context.ts';
import { storable } from './query-filters.ts';

const MOST_LABELS = 250;

/** A page of the tags or vendors of a store: one statement. Throws BAD_USER_INPUT. */
export async function labelList(
  kind: LabelKind,
  { first, after }: { readonly first: number; readonly after?: string | null | undefined },
  { caller, database }: Context,
): Promise<Page<ProductLabelRow>> {
  checkFirst(first, MOST_LABELS);
  const [behind = null] = after == null ? [] : decodeCursor(after, 1);
  if (behind !== null && !(typeof behind === 'string' && storable(behind)))
    throw badUserInput('`after` is not a cursor of this list.');
  const { id } = caller.store;
  const ofAll = hasScope(caller, 'catalog:write');
  const rows = await database.read(id, (connection) =>
    listLabels(connection, id, kind, { ofAll, after: behind, limit: first + 1 }),
  );
  return pageOf(rows, first, ({ name }) => [name], after);
}

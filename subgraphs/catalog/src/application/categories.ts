import { isId, newId } from '@longbox/ids';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { RefusalCode } from '../domain/catalog.ts';
import { MOST_CATEGORIES, moveProblem, type PlacedCategory } from '../domain/categories.ts';
import { isHandle, slug } from '../domain/handle.ts';
import { InputCheck } from '../domain/text-checks.ts';
import { TITLE_LENGTH } from '../domain/titles.ts';
import {
  assignCategories,
  lockCategories,
  readCategories,
  removeCategory,
  saveCategory,
} from '../persistence/categories.ts';
import { readProducts } from '../persistence/read-by-key.ts';

const MOST_PRODUCTS = 250;
const MOST_ASSIGNED = 20;
const MOST_POSITION = 1_000_000;

type CategoryOutcome = Promise<Outcome<PlacedCategory, RefusalCode>>;

/** A category as a person asks for it: the schema's `CreateCategoryInput`. */
export interface CategoryWish {
  readonly name: string;
  readonly handle?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly position?: number;
}

/** Makes a category. Refuses a handle that is taken, a parent that is not there, and a tree that becomes too deep or too large. */
export async function createCategory(
  tx: EntityManager,
  tenantId: string,
  wish: CategoryWish,
): CategoryOutcome {
  const check = new InputCheck();
  const name = check.line(wish.name, TITLE_LENGTH, ['input', 'name'], 'The name') ?? '';
  const position = checkPosition(check, wish.position ?? 0);
  if (wish.handle != null && !isHandle(wish.handle))
    check.refuse(
      'INVALID',
      'A handle is made of lower-case letters, digits and single hyphens, 200 characters at most.',
      ['input', 'handle'],
    );
  if (check.refusals.length > 0) return refuseAll(check.refusals);
  const all = await lockCategories(tx, tenantId);
  if (all.length >= MOST_CATEGORIES)
    return refuse('TOO_MANY', `A store has at most ${MOST_CATEGORIES} categories.`, ['input']);
  const id = newId();
  const handle = freeHandle(all, wish.handle ?? null, name, id);
  if (handle === null)
    return refuse('TAKEN', 'Another category of the store has this handle.', ['input', 'handle']);
  return place(tx, tenantId, all, { id, handle, name, position, parentId: wish.parentId ?? null }, true);
}

/** Fields that are left out stay as they are. */
export interface CategoryChange {
  readonly name?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly position?: number | null | undefined;
}

/** Renames or moves a category with all that is below it. Refuses a circle and a tree that becomes too deep. */
export async function updateCategory(
  tx: EntityManager,
  tenantId: string,
  id: string,
  change: CategoryChange,
): CategoryOutcome {
  const check = new InputCheck();
  const name =
    change.name === undefined
      ? null
      : check.line(change.name ?? '', TITLE_LENGTH, ['input', 'name'], 'The name');
  const position = change.position == null ? null : checkPosition(check, change.position);
  if (check.refusals.length > 0) return refuseAll(check.refusals);
  const all = await lockCategories(tx, tenantId);
  const category = all.find((each) => each.id === id.toLowerCase());
  if (!category) return refuse('NOT_FOUND', 'The store has no category of this id.', ['id']);
  const parentId = change.parentId === undefined ? category.parentId : change.parentId;
  return place(
    tx,
    tenantId,
    all,
    { ...category, name: name ?? category.name, position: position ?? category.position, parentId },
    false,
  );
}

async function place(
  tx: EntityManager,
  tenantId: string,
  all: readonly PlacedCategory[],
  wanted: Omit<PlacedCategory, 'depth'>,
  isNew: boolean,
): CategoryOutcome {
  const parentId = wanted.parentId?.toLowerCase() ?? null;
  if (parentId !== null && !all.some(({ id }) => id === parentId))
    return refuse('NOT_FOUND', 'The store has no category of this id.', ['input', 'parentId']);
  const problem = moveProblem(all, isNew ? null : wanted.id, parentId);
  if (problem !== null) return refuse('INVALID', problem, ['input', 'parentId']);
  await saveCategory(tx, tenantId, { ...wanted, parentId });
  const saved = (await readCategories(tx, tenantId)).find(({ id }) => id === wanted.id);
  if (!saved) throw new Error('a category that was saved is not there');
  return accept(saved);
}

/** Deletes a category that has none below it; its products stay. Answers its id. */
export async function deleteCategory(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<Outcome<string, RefusalCode>> {
  const all = await lockCategories(tx, tenantId);
  const category = all.find((each) => each.id === id.toLowerCase());
  if (!category) return refuse('NOT_FOUND', 'The store has no category of this id.', ['id']);
  if (all.some(({ parentId }) => parentId === category.id))
    return refuse('WRONG_STATE', 'Move or delete the categories below this one first.', ['id']);
  await removeCategory(tx, tenantId, category.id);
  return accept(category.id);
}

/** Puts products into categories and takes them out of others, all or none. Answers the products' ids. */
export async function categorizeProducts(
  tx: EntityManager,
  tenantId: string,
  input: {
    readonly productIds: readonly string[];
    readonly add?: readonly string[] | null | undefined;
    readonly remove?: readonly string[] | null | undefined;
  },
): Promise<Outcome<readonly string[], RefusalCode>> {
  const check = new InputCheck();
  const lists = { add: input.add ?? [], remove: input.remove ?? [] };
  const productIds = [...new Set(input.productIds.map((id) => id.toLowerCase()))];
  if (productIds.length === 0)
    check.refuse('REQUIRED', 'Name at least one product.', ['input', 'productIds']);
  if (productIds.length > MOST_PRODUCTS)
    check.refuse('TOO_MANY', `At most ${MOST_PRODUCTS} products in one call.`, ['input', 'productIds']);
  for (const [name, ids] of Object.entries(lists))
    if (ids.length > MOST_ASSIGNED)
      check.refuse('TOO_MANY', `At most ${MOST_ASSIGNED} categories in one call.`, ['input', name]);
  if (check.refusals.length > 0) return refuseAll(check.refusals);
  const known = new Set((await lockCategories(tx, tenantId)).map(({ id }) => id));
  for (const [name, ids] of Object.entries(lists))
    for (const [index, id] of ids.entries())
      if (!known.has(id.toLowerCase()))
        check.refuse('NOT_FOUND', 'The store has no category of this id.', ['input', name, index]);
  const products = new Set((await readProducts(tx, tenantId, productIds.filter(isId))).map(({ id }) => id));
  for (const [index, id] of input.productIds.entries())
    if (!products.has(id.toLowerCase()))
      check.refuse('NOT_FOUND', 'The store has no product of this id.', ['input', 'productIds', index]);
  if (check.refusals.length > 0) return refuseAll(check.refusals);
  await assignCategories(tx, tenantId, productIds, lists.add, lists.remove);
  return accept(productIds);
}

function checkPosition(check: InputCheck, position: number): number {
  if (Math.abs(position) > MOST_POSITION)
    check.refuse('INVALID', `A position is −${MOST_POSITION} to ${MOST_POSITION}.`, ['input', 'position']);
  return position;
}

/** The handle that is asked for, or one made of the name and, where that is taken, of the id; null when the one asked for is taken. */
function freeHandle(
  all: readonly PlacedCategory[],
  asked: string | null,
  name: string,
  id: string,
): string | null {
  const taken = new Set(all.map(({ handle }) => handle));
  if (asked !== null) return taken.has(asked) ? null : asked;
  const made = slug(name) || 'category';
  return taken.has(made) ? `${made}-${id.slice(-12)}` : made;
}

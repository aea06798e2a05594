/** A category of a store, with its place in the tree. */
export interface PlacedCategory {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  /** Null at the top. */
  readonly parentId: string | null;
  readonly position: number;
  /** 0 at the top. */
  readonly depth: number;
}

/** The schema says both. A menu of more levels or entries helps nobody find a thing; the tree is read whole. */
export const MOST_CATEGORIES = 1_000;
export const MOST_DEPTH = 5;

/** The categories in the order in which they are shown, parents before children, each with its depth. */
export function inTreeOrder(categories: readonly Omit<PlacedCategory, 'depth'>[]): PlacedCategory[] {
  const below = Map.groupBy(categories, ({ parentId }) => parentId);
  const shown: PlacedCategory[] = [];
  const show = (parentId: string | null, depth: number): void => {
    const siblings = [...(below.get(parentId) ?? [])].sort(
      (a, b) => a.position - b.position || compare(a.name, b.name) || compare(a.id, b.id),
    );
    for (const sibling of siblings) {
      shown.push({ ...sibling, depth });
      show(sibling.id, depth + 1);
    }
  };
  show(null, 0);
  return shown;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Why a category, and what is below it, cannot stand below another one, as a sentence; null when it can. `id` is null for a category that is not there yet.
 */
export function moveProblem(
  categories: readonly PlacedCategory[],
  id: string | null,
  parentId: string | null,
): string | null {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const parent = parentId === null ? undefined : byId.get(parentId);
  for (let above = parent; above; above = byId.get(above.parentId ?? ''))
    if (above.id === id) return 'A category cannot stand below itself.';
  const depth = parent ? parent.depth + 1 : 0;
  return depth + heightOf(categories, id) > MOST_DEPTH
    ? `A tree of categories has at most ${MOST_DEPTH + 1} levels.`
    : null;
}

/** How many levels there are below a category; they stand behind it, deeper than it is. */
function heightOf(categories: readonly PlacedCategory[], id: string | null): number {
  const at = categories.findIndex((category) => category.id === id);
  const top = categories[at];
  if (!top) return 0;
  let height = 0;
  for (const { depth } of categories.slice(at + 1)) {
    if (depth <= top.depth) break;
    height = Math.max(height, depth - top.depth);
  }
  return height;
}

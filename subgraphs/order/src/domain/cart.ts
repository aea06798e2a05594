import { refuse, refusal, refuseAll, accept, type Outcome, type Refusal } from '@longbox/outcome';

/** A line of a cart as its owner last saw it. */
export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** The unit price that was last shown, minor units; null where there was none, or none has been shown yet. */
  readonly shownUnitMinor: number | null;
  /** The revision of the cart that showed it; 0 when it has not been shown. */
  readonly shownRevision: number;
}

export const MOST_CART_LINES = 250;
export const MOST_PIECES_OF_A_LINE = 999;

export type CartChangeCode = 'INVALID' | 'NOT_FOUND' | 'TOO_MANY';
type Change = Outcome<readonly CartLine[], CartChangeCode>;
type Path = readonly (string | number)[];

export interface NewLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** Adds pieces; a variant that is in the cart already gets the sum. `idOf` makes the id of a new line. `path` is the input's. */
export function addLines(
  lines: readonly CartLine[],
  added: readonly NewLine[],
  idOf: () => string,
  path: Path,
): Change {
  const byVariant = new Map(lines.map((line) => [line.variantId, line]));
  const refusals: Refusal<CartChangeCode>[] = [];
  added.forEach(({ variantId, quantity }, index) => {
    const field = [...path, index, 'quantity'];
    const problem = quantityProblem(quantity, 1);
    if (problem) return void refusals.push(refusal('INVALID', problem, field));
    const known = byVariant.get(variantId);
    const sum = (known?.quantity ?? 0) + quantity;
    if (sum > MOST_PIECES_OF_A_LINE)
      return void refusals.push(
        refusal('TOO_MANY', `A cart holds at most ${MOST_PIECES_OF_A_LINE} pieces of one thing.`, field),
      );
    byVariant.set(
      variantId,
      known
        ? { ...known, quantity: sum }
        : { id: idOf(), variantId, quantity: sum, shownUnitMinor: null, shownRevision: 0 },
    );
  });
  if (refusals.length > 0) return refuseAll(refusals);
  if (byVariant.size > MOST_CART_LINES)
    return refuse('TOO_MANY', `A cart holds at most ${MOST_CART_LINES} lines.`, path);
  return accept([...byVariant.values()]);
}

/** Sets quantities; 0 removes the line. The last change of a line counts. */
export function updateLines(
  lines: readonly CartLine[],
  changes: readonly { readonly id: string; readonly quantity: number }[],
  path: Path,
): Change {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const refusals: Refusal<CartChangeCode>[] = [];
  changes.forEach(({ id, quantity }, index) => {
    const line = byId.get(id);
    const problem = quantityProblem(quantity, 0);
    if (!line) refusals.push(noSuchLine([...path, index, 'id']));
    else if (problem) refusals.push(refusal('INVALID', problem, [...path, index, 'quantity']));
    else byId.set(id, { ...line, quantity });
  });
  if (refusals.length > 0) return refuseAll(refusals);
  return accept([...byId.values()].filter(({ quantity }) => quantity > 0));
}

export function removeLines(lines: readonly CartLine[], ids: readonly string[], path: Path): Change {
  const known = new Set(lines.map(({ id }) => id));
  const refusals = ids.flatMap((id, index) => (known.has(id) ? [] : [noSuchLine([...path, index])]));
  if (refusals.length > 0) return refuseAll(refusals);
  const gone = new Set(ids);
  return accept(lines.filter(({ id }) => !gone.has(id)));
}

function noSuchLine(field: Path): Refusal<'NOT_FOUND'> {
  return refusal('NOT_FOUND', 'The cart has no such line.', field);
}

function quantityProblem(quantity: number, least: number): string | undefined {
  if (Number.isInteger(quantity) && quantity >= least && quantity <= MOST_PIECES_OF_A_LINE) return undefined;
  return `A quantity is ${least} to ${MOST_PIECES_OF_A_LINE}.`;
}

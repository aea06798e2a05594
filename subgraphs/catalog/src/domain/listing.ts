import {
  CONDITIONS,
  EDITIONS,
  FINISHES,
  type Condition,
  type Copy,
  type Edition,
  type Finish,
  type ListedPrint,
} from './catalog.ts';

/** Printings of one call that is answered when they are listed; more are listed in the background. The schema says so too. */
export const MOST_PRINTS = 1_000;
/** Printings of one job: all that any game has. */
export const MOST_PRINTS_IN_JOB = 200_000;

/** What to make of each printing; a part left out has its default. */
export interface ListingWish {
  readonly conditions: readonly Condition[] | null;
  readonly finishes: readonly Finish[] | null;
  readonly editions: readonly Edition[] | null;
}

/** Damaged cards are listed by who means to. */
const USUAL_CONDITIONS: readonly Condition[] = ['NM', 'LP', 'MP', 'HP'];

/** The finishes that a printing comes in; one that no feed says anything of comes in the normal one. */
export function finishesOf(finishes: readonly Finish[]): readonly Finish[] {
  return finishes.length > 0 ? FINISHES.filter((finish) => finishes.includes(finish)) : ['NORMAL'];
}

/** The copies to list of a printing, in the order in which they are shown: none in a finish or an edition that it does not come in. */
export function copiesToList(
  { finishes, firstEdition }: Pick<ListedPrint, 'finishes' | 'firstEdition'>,
  wish: ListingWish,
): Copy[] {
  const conditions = wish.conditions ?? USUAL_CONDITIONS;
  const wished = wish.editions ?? ['UNLIMITED'];
  const editions = EDITIONS.filter(
    (edition) => wished.includes(edition) && (edition === 'UNLIMITED' || firstEdition),
  );
  return finishesOf(finishes)
    .filter((finish) => wish.finishes?.includes(finish) ?? true)
    .flatMap((finish) =>
      editions.flatMap((edition) =>
        CONDITIONS.filter((condition) => conditions.includes(condition)).map((condition) => ({
          condition,
          finish,
          edition,
        })),
      ),
    );
}

/** A name for a copy within its product. */
export function copyKey({ condition, finish, edition }: Copy): string {
  return `${condition}/${finish}/${edition}`;
}

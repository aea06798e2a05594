import type { BrokenRow, BrokenRows } from '@longbox/postgres';

/** Something that must be true between databases, each of which may be right by itself. */
export interface CrossInvariant {
  readonly name: string;
  /** What a person who sees it broken should know. */
  readonly sentence: string;
  /** The databases that are compared, such as `order, inventory`. */
  readonly between: string;
}

/** As many broken rows are remembered for a second look; beyond, they are only counted. */
const MOST_KEPT = 10_000;

/** What a walk through the databases has found about one invariant. */
export class Finding {
  checked = 0;
  readonly #rows = new Map<string, string>();
  #beyond = 0;

  /** Notes a row that breaks the invariant. */
  broken(id: string, what: string): void {
    if (this.#rows.size < MOST_KEPT || this.#rows.has(id)) this.#rows.set(id, what);
    else this.#beyond += 1;
  }

  get isClean(): boolean {
    return this.#rows.size === 0;
  }

  /**
   * What is left when an earlier look is taken into account: a row that looks otherwise now was on its way, and is not counted. Too many to
   * have been remembered are all counted.
   */
  since(earlier: Finding): Finding {
    if (this.#beyond > 0 || earlier.#beyond > 0) return this;
    const left = new Finding();
    left.checked = this.checked;
    for (const [id, what] of this.#rows) if (earlier.#rows.get(id) === what) left.broken(id, what);
    return left;
  }

  rows(examples: number): BrokenRows {
    const first = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, examples);
    return {
      count: this.#rows.size + this.#beyond,
      examples: first.map(([id, what]): BrokenRow => ({ id, what })),
    };
  }
}

/** What a walk has found, by invariant. */
export class Findings {
  readonly #found = new Map<CrossInvariant, Finding>();

  of(invariant: CrossInvariant): Finding {
    let finding = this.#found.get(invariant);
    if (!finding) this.#found.set(invariant, (finding = new Finding()));
    return finding;
  }
}

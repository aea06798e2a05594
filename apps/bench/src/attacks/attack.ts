/** What is attacked. */
export interface Target {
  /** The graph's URL. */
  readonly url: string;
  /** A cart that may be watched. */
  readonly cart: string;
  /** Does something at a fixed rate for as long as an attack lasts. */
  atRate(perSecond: number, work: (index: number) => Promise<void>): Promise<void>;
}

export interface Attack {
  /** The name of its figures. */
  readonly name: string;
  /** In words, for a table. */
  readonly what: string;
  /** Says what the answer was. Throws when it was none that refuses. */
  run(target: Target): Promise<string>;
}

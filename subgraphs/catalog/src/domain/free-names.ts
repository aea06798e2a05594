/**
 * Names that must be unique in a store (handles, the number in a SKU): each bearer has candidates, the nicest first and the last one
 * surely free, and gets the first that nobody has.
 */
export function takeFirstFree<T>(
  bearers: readonly { readonly bearer: T; readonly candidates: readonly string[] }[],
  taken: ReadonlySet<string>,
): Map<T, string> {
  const used = new Set(taken);
  const given = new Map<T, string>();
  for (const { bearer, candidates } of bearers) {
    const name = candidates.find((candidate) => !used.has(candidate)) ?? candidates.at(-1);
    if (name === undefined) throw new TypeError('a bearer without candidates');
    used.add(name);
    given.set(bearer, name);
  }
  return given;
}

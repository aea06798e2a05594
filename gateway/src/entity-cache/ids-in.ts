const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A mutation takes 1,000 lines at most, each with some ids; what more there is, is told by events. */
const MOST_IDS = 5_000;

/** The ids that stand anywhere in values, each once, at most 5,000. */
export function idsIn(values: unknown): string[] {
  const ids = new Set<string>();
  const walk = (value: unknown): void => {
    if (ids.size >= MOST_IDS) return;
    if (typeof value === 'string') {
      if (UUID.test(value)) ids.add(value);
    } else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(values);
  return [...ids];
}

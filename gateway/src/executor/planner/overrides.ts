import { createHash } from 'node:crypto';

/** Whether a field with a label is already taken from the subgraph that overrides it, for the caller whose key is given. */
export type OverrideDecision = (label: string, caller: string) => boolean;

const PERCENT = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/;

/**
 * `percent(20)` means that share of callers. The same caller is always on the same side, so that nobody sees a field change to and fro
 * while it moves. Other labels are off.
 */
export const byShareOfCallers: OverrideDecision = (label, caller) => {
  const percent = Number(PERCENT.exec(label)?.[1] ?? 0);
  if (percent <= 0 || percent >= 100) return percent > 0;
  const place = createHash('sha256').update(`${label}\n${caller}`).digest().readUInt32BE(0);
  return (place / 2 ** 32) * 100 < percent;
};

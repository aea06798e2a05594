import type { Experiment, Flag, FlagSet, Rule } from './flag-set.ts';
import { isInShare, placeOf, type Who } from './who.ts';

/** The variant of a flag, which has two. */
export type OnOff = 'on' | 'off';

/** Apollo federation's own kind of label: that share of callers. */
const PERCENT = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/;
/** The name under which callers have their place for all of those, so that who is in `percent(10)` is in `percent(20)`. */
const ALL_PERCENT = 'percent';

/**
 * Whether a flag, or a field whose `@override` has this label, is on for somebody. A flag of that name decides; without one, `percent(20)`
 * means that share of callers, and other labels are off.
 */
export function isOn({ flags }: FlagSet, name: string, who: Who): boolean {
  const flag = flags.get(name);
  if (flag) return isFor(flag, name, who);
  return isInShare(Number(PERCENT.exec(name)?.[1] ?? 0), ALL_PERCENT, who);
}

/** The variant of an experiment that somebody is given; undefined when they do not take part. */
export function variantOf(experiment: Experiment, name: string, who: Who): string | undefined {
  if (!isFor(experiment, name, who)) return undefined;
  // Another place than the one for taking part: more who take part change nobody's variant.
  const place = placeOf(`variant of ${name}`, who) ?? 0;
  const weighed = Object.entries(experiment.variants);
  const total = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  let left = (place / 100) * total;
  return weighed.find(([, weight]) => (left -= weight) < 0)?.[0];
}

function isFor({ off, rules, percentage }: Flag | Experiment, name: string, who: Who): boolean {
  if (off) return false;
  const rule = rules.find((each) => fits(each, who));
  return isInShare(rule?.percentage ?? percentage, name, who);
}

function fits({ stores, kinds, channels }: Rule, { caller }: Who): boolean {
  const names: readonly string[] | undefined = kinds;
  return (
    (stores?.includes(caller.store.slug) ?? true) &&
    (names?.includes(caller.kind) ?? true) &&
    (channels?.some((channel) => caller.channels?.includes(channel)) ?? true)
  );
}

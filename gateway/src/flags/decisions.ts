import { note } from '@longbox/telemetry';
import { isOn, variantOf } from './decide.ts';
import { NO_FLAGS, type FlagSet } from './flag-set.ts';
import type { Who } from './who.ts';

/** Which way somebody is given something that is tried out. */
export interface AssignedVariant {
  /** Of the flag or experiment. */
  readonly name: string;
  readonly variant: string;
}

/** What is decided for one request, or one live operation as long as it lives: each thing once, of the flags as they were when it began. */
export interface Decisions {
  /** Whether a field with this label of `@override` is taken from the subgraph that overrides it. */
  isOn(label: string): boolean;
  /** What clients are told of: visible flags, and experiments that the caller takes part in. It counts as seen. */
  seeVariants(): readonly AssignedVariant[];
  /** Counts that the caller was given fields with these labels. */
  seeLabels(labels: readonly string[]): void;
}

/** Hears which variants callers were given, once for each request. */
export type OnSeen = (seen: AssignedVariant) => void;

/** Decides for somebody. Nothing is worked out before it is asked. */
export function createDecisions(set: FlagSet, who: Who, onSeen?: OnSeen): Decisions {
  const decided = new Map<string, boolean>();
  const seen = new Set<string>();

  function isOnOnce(label: string): boolean {
    const known = decided.get(label);
    if (known !== undefined) return known;
    const made = isOn(set, label, who);
    decided.set(label, made);
    return made;
  }

  function see(all: readonly AssignedVariant[], kind: 'labels' | 'variants'): void {
    if (all.length === 0) return;
    note({ [`longbox.${kind}`]: all.map(({ name, variant }) => `${name}=${variant}`) });
    for (const each of all) {
      if (seen.has(each.name)) continue;
      seen.add(each.name);
      onSeen?.(each);
    }
  }

  const assigned = (name: string): AssignedVariant => ({ name, variant: isOnOnce(name) ? 'on' : 'off' });

  return {
    isOn: isOnOnce,
    seeLabels: (labels) => see(labels.map(assigned), 'labels'),
    seeVariants() {
      const flags = [...set.flags].flatMap(([name, { visible }]) => (visible ? [assigned(name)] : []));
      const experiments = [...set.experiments].flatMap(([name, experiment]) => {
        const variant = variantOf(experiment, name, who);
        return variant === undefined ? [] : [{ name, variant }];
      });
      const all = [...flags, ...experiments];
      see(all, 'variants');
      return all;
    },
  };
}

/** What holds where nobody has said anything of flags: shares of `percent(…)`, for who is known. */
export function withoutFlags(who: Who): Decisions {
  return createDecisions(NO_FLAGS, who);
}

import { createHash } from 'node:crypto';
import type { Caller } from '@longbox/identity';

/** Who asks, as far as flags look. */
export interface Who {
  readonly caller: Pick<Caller, 'kind' | 'store' | 'subject' | 'channels'>;
  /** What an anonymous client calls itself, to be given the same tomorrow. Nobody vouches for it. */
  readonly visitor?: string | undefined;
}

const VISITOR = /^[A-Za-z0-9_-]{8,64}$/;

export function isVisitorKey(text: string): boolean {
  return VISITOR.test(text);
}

/** The first 48 bits of a SHA-256: a number that JavaScript holds exactly, and finer than any share. */
const BYTES = 6;
const PLACES = 2 ** (8 * BYTES);

/**
 * The place of somebody among all, from 0 to 100: the share of a flag that is larger holds them, so whoever is in stays in while it grows.
 * It is another one for each flag, store, person and visitor, and the same in every process. Undefined for who cannot be told apart.
 */
export function placeOf(name: string, { caller, visitor }: Who): number | undefined {
  const person = caller.subject === '' ? visitor && ['', visitor] : [caller.kind, caller.subject];
  if (!person) return undefined;
  const key = JSON.stringify([name, caller.store.id, ...person]);
  return (createHash('sha256').update(key).digest().readUIntBE(0, BYTES) / PLACES) * 100;
}

/** Whether somebody is in a share. Who cannot be told apart is the last to be: they would all change sides at once. */
export function isInShare(percentage: number, name: string, who: Who): boolean {
  if (percentage <= 0 || percentage >= 100) return percentage > 0;
  const place = placeOf(name, who);
  return place !== undefined && place < percentage;
}

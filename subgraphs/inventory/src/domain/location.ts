import { refusal, type Refusal } from '@longbox/outcome';
import type { RefusalCode } from './stock.ts';
import { textProblem } from './text.ts';

/** A place where stock lies. The oldest one of a store is its default. */
export interface Location {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: LocationType;
  readonly active: boolean;
}

export const LOCATION_TYPES = ['WAREHOUSE', 'STORE', 'VIRTUAL'] as const;
export type LocationType = (typeof LOCATION_TYPES)[number];

/** So many that every list of them stays one page; a store's shelves are bins, not locations. */
export const MOST_LOCATIONS = 200;

const CODE = /^[A-Z0-9-]{1,20}$/;
const MOST_NAME_CHARACTERS = 255;

export interface NewLocation {
  readonly code: string;
  readonly name: string;
  readonly type: LocationType;
}

/** As it is kept: the code in upper case, no blanks around. */
export function normalised(input: NewLocation): NewLocation {
  return { code: input.code.trim().toUpperCase(), name: input.name.trim(), type: input.type };
}

/** What is wrong with a location, all of it; `input` is as `normalised` gives it. */
export function locationRefusals(input: NewLocation): Refusal<RefusalCode>[] {
  const refusals: Refusal<RefusalCode>[] = [];
  if (!CODE.test(input.code))
    refusals.push(
      refusal('INVALID', 'A code has 1 to 20 letters, digits and hyphens, such as `MAIN`.', [
        'input',
        'code',
      ]),
    );
  if (input.name === '') refusals.push(refusal('REQUIRED', 'Give the location a name.', ['input', 'name']));
  const problem = textProblem(input.name, MOST_NAME_CHARACTERS);
  if (problem) refusals.push(refusal('INVALID', problem, ['input', 'name']));
  return refusals;
}

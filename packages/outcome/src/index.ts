/** A refusal of the business: what the caller can put right. `field` is the path to the input field. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly field?: readonly string[];
}

/** What a use case answers: the value, or why not. Nothing was written when it is refused. */
export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal<Code>[] };

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<Code extends string>(
  code: Code,
  message: string,
  field?: readonly (string | number)[],
): { readonly ok: false; readonly refusals: readonly Refusal<Code>[] } {
  return refuseAll([refusal(code, message, field)]);
}

export function refuseAll<Code extends string>(
  refusals: readonly Refusal<Code>[],
): { readonly ok: false; readonly refusals: readonly Refusal<Code>[] } {
  if (refusals.length === 0) throw new TypeError('a refusal wants a reason');
  return { ok: false, refusals };
}

export function refusal<Code extends string>(
  code: Code,
  message: string,
  field?: readonly (string | number)[],
): Refusal<Code> {
  return field ? { code, message, field: field.map(String) } : { code, message };
}

/** The `userErrors` of a payload: empty when the use case accepted. */
export function userErrors<Code extends string>(
  outcome: Outcome<unknown, Code>,
): { code: Code; message: string; field: readonly string[] | null }[] {
  if (outcome.ok) return [];
  return outcome.refusals.map(({ code, message, field }) => ({ code, message, field: field ?? null }));
}

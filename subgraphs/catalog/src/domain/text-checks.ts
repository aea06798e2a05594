import type { Refusal } from '@longbox/outcome';
import type { RefusalCode } from './catalog.ts';

export type CatalogRefusal = Refusal<RefusalCode>;
export type FieldPath = readonly (string | number)[];

/** Gathers what is wrong with an input, all of it, so that a person mends it in one go. */
export class InputCheck {
  readonly refusals: CatalogRefusal[] = [];

  refuse(code: RefusalCode, message: string, field: FieldPath): void {
    this.refusals.push({ code, message, field: field.map(String) });
  }

  /** One line of 1 to `most` characters; surrounding blanks are dropped. Null when it is refused. */
  line(value: string, most: number, field: FieldPath, name: string): string | null {
    const trimmed = value.trim();
    if (trimmed === '') {
      this.refuse('INVALID', `${name} must not be empty.`, field);
      return null;
    }
    if (trimmed.length > most) this.refuse('INVALID', `${name} has at most ${most} characters.`, field);
    else if (/\p{Cc}/u.test(trimmed) || !trimmed.isWellFormed())
      this.refuse('INVALID', `${name} must not hold control characters.`, field);
    else return trimmed;
    return null;
  }

  /** Like `line`, where nothing may stand: blank becomes null. */
  maybeLine(value: string | null | undefined, most: number, field: FieldPath, name: string): string | null {
    return value == null || value.trim() === '' ? null : this.line(value, most, field, name);
  }

  /** Text of several lines, or nothing. */
  maybeText(value: string | null | undefined, most: number, field: FieldPath, name: string): string | null {
    if (value == null || value.trim() === '') return null;
    if (value.length > most) this.refuse('INVALID', `${name} has at most ${most} characters.`, field);
    else if (/[^\P{Cc}\t\n\r]/u.test(value) || !value.isWellFormed())
      this.refuse('INVALID', `${name} must not hold control characters.`, field);
    else return value;
    return null;
  }
}

import type { Condition, Edition, Finish, Grade, ProductKind, ProductStatus } from './catalog.ts';
import { isHandle } from './handle.ts';
import { InputCheck, type CatalogRefusal, type FieldPath } from './text-checks.ts';
import { TITLE_LENGTH } from './titles.ts';

/** The bounds of a product that a person types; the README lists them. */
const DESCRIPTION_LENGTH = 20_000;
const MOST_TAGS = 50;
const TAG_LENGTH = 100;
const MOST_VARIANTS = 100;
/** A tonne: nothing that a card store sells weighs more. */
const MOST_GRAMS = 1_000_000;

/** A product as a person asks for it: the schema's `CreateProductInput`. */
export interface ProductWish {
  readonly kind: ProductKind;
  readonly title: string;
  readonly handle?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly vendor?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly status?: ProductStatus | null | undefined;
  readonly printId?: string | null | undefined;
  readonly variants: readonly VariantWish[];
}

export interface VariantWish {
  readonly sku?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly condition?: Condition | null | undefined;
  readonly finish?: Finish | null | undefined;
  readonly edition?: Edition | null | undefined;
  readonly grade?: Grade | null | undefined;
  readonly barcode?: string | null | undefined;
  readonly weightGrams?: number | null | undefined;
}

/** Fields that are left out stay as they are; null empties what may be empty. */
export interface ProductChange {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly vendor?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly status?: ProductStatus | null | undefined;
}

/** A wish whose texts are checked and trimmed; what it refers to is yet to be looked up. */
export interface CheckedProduct {
  readonly kind: ProductKind;
  readonly title: string;
  readonly handle: string | null;
  readonly description: string | null;
  readonly vendor: string | null;
  readonly tags: readonly string[];
  readonly status: ProductStatus;
  readonly printId: string | null;
  readonly variants: readonly CheckedVariant[];
}

export interface CheckedVariant {
  readonly sku: string | null;
  readonly title: string | null;
  readonly condition: Condition | null;
  readonly finish: Finish | null;
  readonly edition: Edition | null;
  readonly grade: Grade | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
}

/** Everything about a wish that can be judged without looking anything up. */
export function checkProduct(wish: ProductWish): {
  readonly product: CheckedProduct;
  readonly refusals: readonly CatalogRefusal[];
} {
  const check = new InputCheck();
  const title = check.line(wish.title, TITLE_LENGTH, ['input', 'title'], 'The title') ?? '';
  const handle = wish.handle ?? null;
  if (handle !== null && !isHandle(handle))
    check.refuse(
      'INVALID',
      'A handle is made of lower-case letters, digits and single hyphens, 200 characters at most.',
      ['input', 'handle'],
    );
  if (wish.kind === 'CARD' && wish.printId == null)
    check.refuse('REQUIRED', 'A product of the kind CARD needs the printing that it is of.', [
      'input',
      'printId',
    ]);
  if (wish.kind !== 'CARD' && wish.printId != null)
    check.refuse('INVALID', 'Only a product of the kind CARD has a printing.', ['input', 'printId']);
  if (wish.variants.length === 0)
    check.refuse('REQUIRED', 'A product has at least one variant.', ['input', 'variants']);
  if (wish.variants.length > MOST_VARIANTS)
    check.refuse('TOO_MANY', `A product has at most ${MOST_VARIANTS} variants.`, ['input', 'variants']);
  const product = {
    kind: wish.kind,
    title,
    handle,
    description: check.maybeText(
      wish.description,
      DESCRIPTION_LENGTH,
      ['input', 'description'],
      'The description',
    ),
    vendor: check.maybeLine(wish.vendor, TITLE_LENGTH, ['input', 'vendor'], 'The vendor'),
    tags: checkTags(check, wish.tags ?? []),
    status: wish.status ?? 'ACTIVE',
    printId: wish.printId ?? null,
    variants: wish.variants
      .slice(0, MOST_VARIANTS)
      .map((variant, index) => checkVariant(check, wish.kind, variant, ['input', 'variants', index])),
  } as const;
  checkRepeats(check, product.variants);
  return { product, refusals: check.refusals };
}

/** The change as it is to be made, or what is wrong with it. */
export function checkProductChange(change: ProductChange): {
  readonly change: Partial<Pick<CheckedProduct, 'title' | 'description' | 'vendor' | 'tags' | 'status'>>;
  readonly refusals: readonly CatalogRefusal[];
} {
  const check = new InputCheck();
  const { title, description, vendor, tags, status } = change;
  const checked = {
    ...(title !== undefined && {
      title: check.line(title ?? '', TITLE_LENGTH, ['input', 'title'], 'The title') ?? '',
    }),
    ...(description !== undefined && {
      description: check.maybeText(
        description,
        DESCRIPTION_LENGTH,
        ['input', 'description'],
        'The description',
      ),
    }),
    ...(vendor !== undefined && {
      vendor: check.maybeLine(vendor, TITLE_LENGTH, ['input', 'vendor'], 'The vendor'),
    }),
    ...(tags !== undefined && { tags: checkTags(check, tags ?? []) }),
    ...(status && { status }),
  };
  if (status === null) check.refuse('REQUIRED', 'A product always has a status.', ['input', 'status']);
  return { change: checked, refusals: check.refusals };
}

function checkTags(check: InputCheck, tags: readonly string[]): readonly string[] {
  if (tags.length > MOST_TAGS) {
    check.refuse('TOO_MANY', `A product has at most ${MOST_TAGS} tags.`, ['input', 'tags']);
    return [];
  }
  const checked = tags.map((tag, index) => check.line(tag, TAG_LENGTH, ['input', 'tags', index], 'A tag'));
  return [...new Set(checked.filter((tag) => tag !== null))];
}

function checkVariant(
  check: InputCheck,
  kind: ProductKind,
  wish: VariantWish,
  path: FieldPath,
): CheckedVariant {
  const sku = wish.sku ?? null;
  if (sku === null && kind !== 'CARD')
    check.refuse('REQUIRED', 'Only variants of cards have a SKU of their own making.', [...path, 'sku']);
  if (sku !== null && !/^[A-Za-z0-9._-]{1,100}$/.test(sku))
    check.refuse('INVALID', 'A SKU is made of letters, digits, `.`, `_` and `-`, 100 characters at most.', [
      ...path,
      'sku',
    ]);
  if (kind !== 'CARD')
    for (const name of ['condition', 'finish', 'edition', 'grade'] as const)
      if (wish[name] != null) check.refuse('INVALID', `Only cards have a ${name}.`, [...path, name]);
  const weightGrams = wish.weightGrams ?? null;
  if (weightGrams !== null && (weightGrams < 0 || weightGrams > MOST_GRAMS))
    check.refuse('INVALID', `A weight is 0 to ${MOST_GRAMS} grams.`, [...path, 'weightGrams']);
  return {
    sku,
    title: check.maybeLine(wish.title, TITLE_LENGTH, [...path, 'title'], 'The title'),
    condition: wish.condition ?? null,
    finish: wish.finish ?? null,
    edition: wish.edition ?? null,
    grade: wish.grade ? checkGrade(check, wish.grade, [...path, 'grade']) : null,
    barcode: check.maybeLine(wish.barcode, 100, [...path, 'barcode'], 'The barcode'),
    weightGrams,
  };
}

/** Letters and digits, and what grading companies put between them: `BGS 9.5`, `CGC Pristine 10`, cert `0012-3456`. */
function checkGrade(check: InputCheck, grade: Grade, path: FieldPath): Grade {
  const part = (name: keyof Grade, most: number, form: RegExp, sentence: string) => {
    const value = check.line(
      grade[name],
      most,
      [...path, name],
      `The ${name === 'certNumber' ? 'cert number' : name}`,
    );
    if (value !== null && !form.test(value)) check.refuse('INVALID', sentence, [...path, name]);
    return value ?? '';
  };
  return {
    company: part('company', 10, /^[A-Za-z]+$/, 'A grading company is its letters, such as PSA.'),
    grade: part(
      'grade',
      20,
      /^[A-Za-z0-9]+(?:[ .][A-Za-z0-9]+)*$/,
      'A grade is such as 10, 9.5 or Authentic.',
    ),
    certNumber: part(
      'certNumber',
      40,
      /^[A-Za-z0-9-]+$/,
      'A cert number is made of letters, digits and hyphens.',
    ),
  };
}

function checkRepeats(check: InputCheck, variants: readonly CheckedVariant[]): void {
  const seen = new Set<string>();
  for (const [index, { sku, grade }] of variants.entries()) {
    const path = ['input', 'variants', index];
    if (sku !== null && seen.has(`sku ${sku}`))
      check.refuse('TAKEN', `The SKU ${sku} is given twice.`, [...path, 'sku']);
    const cert = grade && `cert ${grade.company} ${grade.certNumber}`.toUpperCase();
    if (cert && seen.has(cert))
      check.refuse('TAKEN', 'This cert number is given twice.', [...path, 'grade', 'certNumber']);
    if (sku !== null) seen.add(`sku ${sku}`);
    if (cert) seen.add(cert);
  }
}

import { createHash } from 'node:crypto';
import {
  Kind,
  OperationTypeNode,
  getOperationAST,
  print,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import type { Hints } from './hints.ts';

/** A fetch whose answers may be kept. */
export interface Keepable {
  /** `entities`: each representation by itself; `fields`: the whole answer. */
  readonly kind: 'entities' | 'fields';
  readonly maxAgeMs: number;
  /** Whether an answer is for its caller alone. */
  readonly isPrivate: boolean;
  /** Stands for what is selected: the same in every process. */
  readonly id: string;
  /** What is selected, by types. */
  readonly shape: Shape;
  /** Whether an answer speaks of nothing but the object that it was asked of, so that what it depends on is known beforehand. */
  readonly isFlat: boolean;
}

/** The objects that an answer holds, so that it is known whom it speaks of. */
export interface Shape {
  /** The type when the object does not say it. */
  readonly type: string;
  /** The response name of its `id`. */
  readonly id: string | undefined;
  /** Names of its fields, as the schema has them. */
  readonly fields: ReadonlySet<string>;
  /** Below: response names and their shapes. */
  readonly inner: ReadonlyMap<string, Shape>;
}

interface Bounds {
  maxAgeSeconds: number;
  isPrivate: boolean;
}

/** The name of the variable that holds representations. */
export const REPRESENTATIONS = 'representations';

/** What is known of a fetch by its document; undefined when its answers may not be kept. */
export function keepable(document: DocumentNode, hints: Hints): Keepable | undefined {
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  const [first, ...others] = operation.selectionSet.selections;
  const isEntities = first?.kind === Kind.FIELD && first.name.value === '_entities';
  if (isEntities && others.length > 0) return undefined;
  const bounds: Bounds = { maxAgeSeconds: Infinity, isPrivate: false };
  const reading = { document, hints, bounds };
  const shape = isEntities
    ? entitiesShape(first, reading)
    : shapeOf([operation.selectionSet], 'Query', 0, reading);
  if (!Number.isFinite(bounds.maxAgeSeconds) || bounds.maxAgeSeconds <= 0) return undefined;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const text = [operation.selectionSet, ...fragments].map(print).join(' ');
  return {
    kind: isEntities ? 'entities' : 'fields',
    maxAgeMs: bounds.maxAgeSeconds * 1_000,
    isPrivate: bounds.isPrivate,
    id: createHash('sha256').update(text).digest('base64url').slice(0, 22),
    shape,
    isFlat: isEntities && !holdsEntities(shape, hints),
  };
}

function holdsEntities({ inner }: Shape, hints: Hints): boolean {
  return [...inner.values()].some((shape) => hints.isEntity(shape.type) || holdsEntities(shape, hints));
}

interface Reading {
  readonly document: DocumentNode;
  readonly hints: Hints;
  readonly bounds: Bounds;
}

/** Representations may be of several types; what they have in common is one shape, whose objects say their type. */
function entitiesShape({ selectionSet }: FieldNode, reading: Reading): Shape {
  return shapeOf(selectionSet ? [selectionSet] : [], '', 0, reading);
}

/**
 * The rules of Apollo's `@cacheControl`: a field's own hint counts before its type's; a field that has neither is not kept when it has fields
 * of its own, and as long as what it stands in when it has none.
 */
function shapeOf(
  sets: readonly SelectionSetNode[],
  type: string,
  maxAgeSeconds: number,
  reading: Reading,
): Shape {
  const { hints, bounds } = reading;
  const fields = new Set<string>();
  const below = new Map<string, { type: string; maxAge: number; sets: SelectionSetNode[] }>();
  let id: string | undefined;
  for (const { field, parent, parentMaxAge } of fieldsOf(sets, type, maxAgeSeconds, reading)) {
    const name = field.name.value;
    const response = field.alias?.value ?? name;
    if (name === '__typename') continue;
    if (name === 'id') id = response;
    fields.add(name);
    const known = hints.field(parent, name);
    const ofType = known ? hints.type(known.type) : {};
    const isComposite = known !== undefined && hints.isComposite(known.type);
    const inherited = known?.hint.inherits || ofType.inherits || !isComposite ? parentMaxAge : 0;
    const maxAge = known ? (known.hint.maxAgeSeconds ?? ofType.maxAgeSeconds ?? inherited) : 0;
    bounds.maxAgeSeconds = Math.min(bounds.maxAgeSeconds, maxAge);
    bounds.isPrivate ||= known?.hint.isPrivate ?? ofType.isPrivate ?? false;
    if (!known || !field.selectionSet) continue;
    const same = below.get(response);
    if (same) same.sets.push(field.selectionSet);
    else below.set(response, { type: known.type, maxAge, sets: [field.selectionSet] });
  }
  return {
    type,
    id,
    fields,
    inner: new Map(
      Array.from(below, ([response, inner]) => [
        response,
        shapeOf(inner.sets, inner.type, inner.maxAge, reading),
      ]),
    ),
  };
}

/** The fields at one place, those of fragments included, with the types that they are fields of. */
function* fieldsOf(
  sets: readonly SelectionSetNode[],
  parent: string,
  parentMaxAge: number,
  reading: Reading,
): Generator<{ field: FieldNode; parent: string; parentMaxAge: number }> {
  for (const selection of sets.flatMap(({ selections }) => selections)) {
    if (selection.kind === Kind.FIELD) {
      yield { field: selection, parent, parentMaxAge };
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : reading.document.definitions.find(
            (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
          );
    if (!fragment || !('selectionSet' in fragment) || !('typeCondition' in fragment)) continue;
    const type = fragment.typeCondition?.name.value ?? parent;
    // An entity stands in nothing: its type says how long it may be kept.
    const maxAge = parent === '' ? (reading.hints.type(type).maxAgeSeconds ?? 0) : parentMaxAge;
    yield* fieldsOf([fragment.selectionSet], type, maxAge, reading);
  }
}

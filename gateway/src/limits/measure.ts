import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fragmentsOf } from '../executor/planner/documents.ts';

/** How large an operation is, with fragments in the places where they are spread. */
export interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly listItems: number;
}

export interface Measure extends Size {
  readonly rootFields: number;
}

/** A fragment that spreads itself: there is no end to what is asked for. */
export class CyclicFragments extends Error {
  override readonly name = 'CyclicFragments';
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0, directives: 0, listItems: 0 };

/** Measures the largest of a document's operations in time linear in its text, however large fragments make it. Throws `CyclicFragments`. */
export function measure(document: DocumentNode): Measure {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Size>();
  const open = new Set<string>();

  function ofFragment(name: string): Size {
    const found = known.get(name);
    if (found) return found;
    const fragment = fragments.get(name);
    if (!fragment) return NOTHING;
    if (open.has(name)) throw new CyclicFragments(`The fragment "${name}" spreads itself.`);
    open.add(name);
    const size = plus(ofSet(fragment.selectionSet), ofDirectives(fragment.directives));
    open.delete(name);
    known.set(name, size);
    return size;
  }

  function ofSet({ selections }: SelectionSetNode): Size {
    return selections.reduce<Size>((sum, selection) => {
      const own = ofDirectives(selection.directives);
      if (selection.kind === Kind.FIELD) return plus(sum, plus(own, ofField(selection)));
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? ofSet(selection.selectionSet)
          : ofFragment(selection.name.value);
      return plus(sum, plus(own, inner));
    }, NOTHING);
  }

  function ofField({ alias, arguments: given, selectionSet }: FieldNode): Size {
    const inner = selectionSet ? ofSet(selectionSet) : NOTHING;
    const values = (given ?? []).map(({ value }) => ofValue(value)).reduce(plus, NOTHING);
    return {
      ...plus(inner, values),
      depth: 1 + Math.max(inner.depth, values.depth),
      fields: inner.fields + 1,
      aliases: inner.aliases + (alias ? 1 : 0),
    };
  }

  const all = document.definitions.flatMap((node) => {
    if (node.kind === Kind.FRAGMENT_DEFINITION) ofFragment(node.name.value);
    return node.kind === Kind.OPERATION_DEFINITION ? [node] : [];
  });
  return all
    .map((operation) => ({
      ...plus(ofSet(operation.selectionSet), ofHead(operation)),
      rootFields: rootFields(operation.selectionSet),
    }))
    .reduce(larger, { ...NOTHING, rootFields: 0 });

  function rootFields({ selections }: SelectionSetNode, spread = new Set<string>()): number {
    return selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + rootFields(selection.selectionSet, spread);
      const fragment = fragments.get(selection.name.value);
      if (!fragment || spread.has(selection.name.value)) return sum;
      spread.add(selection.name.value);
      return sum + rootFields(fragment.selectionSet, spread);
    }, 0);
  }
}

/** How often one name is asked for in one place at most. For a document whose number of fields is bounded. */
export function mostRepeats(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  let most = 0;

  function walk(sets: readonly SelectionSetNode[]): void {
    const found = new Map<string, FieldNode[]>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const each of selections) {
        if (each.kind === Kind.FIELD) {
          const name = (each.alias ?? each.name).value;
          const nodes = found.get(name);
          if (nodes) nodes.push(each);
          else found.set(name, [each]);
        } else {
          const set =
            each.kind === Kind.INLINE_FRAGMENT
              ? each.selectionSet
              : fragments.get(each.name.value)?.selectionSet;
          if (set) collect(set);
        }
      }
    };
    for (const set of sets) collect(set);
    for (const nodes of found.values()) {
      most = Math.max(most, nodes.length);
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (inner.length > 0) walk(inner);
    }
  }

  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) walk([node.selectionSet]);
  return most;
}

function ofHead({ directives, variableDefinitions }: OperationDefinitionNode): Size {
  return (variableDefinitions ?? [])
    .map((each) =>
      plus(ofDirectives(each.directives), each.defaultValue ? ofValue(each.defaultValue) : NOTHING),
    )
    .reduce(plus, ofDirectives(directives));
}

function ofDirectives(directives: readonly DirectiveNode[] | undefined): Size {
  return { ...NOTHING, directives: directives?.length ?? 0 };
}

function ofValue(value: ValueNode): Size {
  if (value.kind !== Kind.LIST && value.kind !== Kind.OBJECT) return NOTHING;
  const inner = value.kind === Kind.LIST ? value.values : value.fields.map((field) => field.value);
  const size = inner.map(ofValue).reduce(plus, NOTHING);
  const items = value.kind === Kind.LIST ? inner.length : 0;
  return { ...size, depth: size.depth + 1, listItems: Math.max(size.listItems, items) };
}

/** What stands beside each other: counts add up, depths and lists do not. */
function plus(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    listItems: Math.max(a.listItems, b.listItems),
  };
}

function larger(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: Math.max(a.fields, b.fields),
    aliases: Math.max(a.aliases, b.aliases),
    directives: Math.max(a.directives, b.directives),
    listItems: Math.max(a.listItems, b.listItems),
    rootFields: Math.max(a.rootFields, b.rootFields),
  };
}

import { Kind, print, visit, type DocumentNode, type FieldNode } from 'graphql';

export interface SafeNames {
  readonly document: DocumentNode;
  /** Names in the document that stand for the client's. */
  readonly clientNames: ReadonlyMap<string, string>;
}

/** What is known of a supergraph's names. */
export interface PlannedNames {
  /** What the planner may add to a selection. */
  readonly plannedNames: ReadonlySet<string>;
  readonly hasInterfaceObjects: boolean;
}

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * The planner adds keys and required fields to what a client selects, under their own names. When a client gives such a name to something
 * else (`{ id: name }`), or the same field other arguments, the two become one in the fetch and one of them is wrong without a word. Such
 * fields get another name while the operation is executed.
 *
 * The same happens where two types of an interface are one object in a subgraph (`@interfaceObject`): clients may give one name to different
 * things on different types, and there they become one field.
 */
export function safeNames(
  document: DocumentNode,
  { plannedNames, hasInterfaceObjects }: PlannedNames,
): SafeNames {
  const safe = new Map<string, string>();
  const taken = new Set<string>();
  const collides = ({ alias, name, arguments: given }: FieldNode): boolean => {
    const asked = (alias ?? name).value;
    if (alias !== undefined && asked !== name.value && asked.startsWith('__')) return true;
    if (meanings && (meanings.get(asked)?.size ?? 0) > 1) return true;
    return plannedNames.has(asked) && (asked !== name.value || (given ?? []).length > 0);
  };
  const meanings = hasInterfaceObjects ? meaningsIn(document) : undefined;
  let isSafe = true;
  visit(document, {
    Field(node) {
      taken.add((node.alias ?? node.name).value);
      if (collides(node)) isSafe = false;
    },
  });
  if (isSafe) return { document, clientNames: NONE };

  const clientNames = new Map<string, string>();
  const nameFor = (node: FieldNode): string => {
    const asked = (node.alias ?? node.name).value;
    const key = `${asked} ${meaningOf(node)}`;
    const known = safe.get(key);
    if (known) return known;
    let made = `own_${asked}_${safe.size}`;
    while (taken.has(made) || plannedNames.has(made)) made = `own_${made}`;
    taken.add(made);
    safe.set(key, made);
    clientNames.set(made, asked);
    return made;
  };
  return {
    document: visit(document, {
      Field: (node) =>
        collides(node) ? { ...node, alias: { kind: Kind.NAME, value: nameFor(node) } } : undefined,
    }),
    clientNames,
  };
}

/** For each name in the answer, what it is given to. */
function meaningsIn(document: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const meanings = new Map<string, Set<string>>();
  visit(document, {
    Field(node) {
      const asked = (node.alias ?? node.name).value;
      const known = meanings.get(asked);
      if (known) known.add(meaningOf(node));
      else meanings.set(asked, new Set([meaningOf(node)]));
    },
  });
  return meanings;
}

function meaningOf(node: FieldNode): string {
  return `${node.name.value} ${argumentsText(node)}`;
}

/** Arguments are the same in any order. */
function argumentsText(node: FieldNode): string {
  return (node.arguments ?? [])
    .map((each) => print(each))
    .toSorted()
    .join();
}

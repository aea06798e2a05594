import {
  Kind,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '@longbox/identity';

/** What the SDL declares for a field, read from the subgraphs' own files: each entry must hold. */
export type Declared = readonly {
  readonly name: string;
  readonly alternatives: readonly (readonly string[])[];
}[];

/** Every field that carries a permission, or whose type or result does, as `Type.field`. */
export function declaredIn(sdls: readonly string[]): ReadonlyMap<string, Declared> {
  const types = sdls.flatMap((sdl) => parse(sdl).definitions);
  const ofType = new Map<string, ConstDirectiveNode[]>();
  const declared = new Map<string, Declared>();
  for (const node of types)
    if ('name' in node && node.name && 'directives' in node)
      ofType.set(node.name.value, [
        ...(ofType.get(node.name.value) ?? []),
        ...((node.directives ?? []) as ConstDirectiveNode[]).filter(isPermission),
      ]);
  for (const node of types) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    for (const field of node.fields ?? []) {
      const result = JSON.stringify(field.type).match(/"NamedType".*?"value":"(\w+)"/)?.[1] ?? '';
      const found = [
        ...(field.directives ?? []),
        ...(ofType.get(node.name.value) ?? []),
        ...(ofType.get(result) ?? []),
      ].filter(isPermission);
      if (found.length > 0) declared.set(`${node.name.value}.${field.name.value}`, found.map(read));
    }
  }
  return declared;
}

function isPermission({ name }: ConstDirectiveNode): boolean {
  return ['authenticated', 'requiresScopes', 'policy'].includes(name.value);
}

function read({ name, arguments: given }: ConstDirectiveNode): Declared[number] {
  const value = given?.[0]?.value;
  return { name: name.value, alternatives: value ? (valueFromASTUntyped(value) as string[][]) : [] };
}

/** Whether somebody may have what is declared so; policies hold for a kind of caller here. */
export function mayHave({ kind, scopes }: Caller, declared: Declared): boolean {
  return declared.every(({ name, alternatives }) => {
    if (name === 'authenticated') return kind !== 'anonymous';
    const held: readonly string[] = name === 'policy' ? [kind] : scopes;
    return kind !== 'anonymous' && alternatives.some((names) => names.every((each) => held.includes(each)));
  });
}

export interface Step {
  readonly parent: string;
  readonly field: string;
  /** Given when what stands there is narrowed to this type. */
  readonly on?: string;
}

/** The shortest ways from a root to a field, at most `most`; abstract types on the way are narrowed. */
export function waysTo(schema: GraphQLSchema, root: string, coordinate: string, most: number): Step[][] {
  const [type = '', field = ''] = coordinate.split('.');
  const found: Step[][] = [];
  const visits = new Map<string, number>();
  const queue: { at: string; steps: Step[] }[] = [{ at: root, steps: [] }];
  for (let next = queue.shift(); next && found.length < most; next = queue.shift()) {
    const { at, steps } = next;
    const seen = visits.get(at) ?? 0;
    if (seen >= most || steps.length > 6) continue;
    visits.set(at, seen + 1);
    if (at === type) found.push([...steps, { parent: at, field }]);
    const here = schema.getType(at);
    if (!isCompositeType(here) || !('getFields' in here)) continue;
    for (const each of Object.values(here.getFields())) {
      const result = getNamedType(each.type);
      if (!isCompositeType(result)) continue;
      const step = { parent: at, field: each.name };
      queue.push({ at: result.name, steps: [...steps, step] });
      if (isAbstractType(result))
        for (const { name } of schema.getPossibleTypes(result))
          queue.push({ at: name, steps: [...steps, { ...step, on: name }] });
    }
  }
  return found;
}

export type Form = 'plain' | 'alias' | 'fragment' | 'inline' | 'defer' | 'twice';

export interface Said {
  readonly text: string;
  /** Names in the answer, from the root to the field. */
  readonly names: readonly string[];
}

/** An operation that asks for what is at the end of a way. Beside it, each object is asked for its type. */
export function say(schema: GraphQLSchema, kind: string, steps: readonly Step[], form: Form): Said {
  const names = steps.map(({ field }, index) => (form === 'alias' ? `a${index}_${field}` : field));
  const fragments: string[] = [];
  const inner = (index: number): string => {
    const step = steps[index];
    if (!step) return '';
    const parent = schema.getType(step.parent);
    const definition =
      parent && 'getFields' in parent && !isInputObjectType(parent)
        ? parent.getFields()[step.field]
        : undefined;
    if (!definition) throw new TypeError(`${step.parent}.${step.field}`);
    const given = definition.args
      .filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)
      .map((argument) => `${argument.name}: ${literal(argument.type)}`);
    const result = getNamedType(definition.type);
    const deeper = index + 1 < steps.length ? inner(index + 1) : '';
    const set = isCompositeType(result)
      ? `{ __typename ${step.on === undefined ? deeper : `... on ${step.on} { ${deeper} }`} }`
      : '';
    const alias = form === 'alias' ? `${names[index]}: ` : '';
    const text = `${alias}${step.field}${given.length > 0 ? `(${given.join(', ')})` : ''} ${set}`;
    if (index !== steps.length - 1) return text;
    return formed(text, step.parent, form, fragments);
  };
  const root = kind.toLowerCase();
  return { text: `${root} Op { ${inner(0)} } ${fragments.join(' ')}`, names };
}

function formed(text: string, parent: string, form: Form, fragments: string[]): string {
  switch (form) {
    case 'fragment':
      fragments.push(`fragment F on ${parent} { ...G } fragment G on ${parent} { ${text} }`);
      return '...F';
    case 'inline':
      return `... on ${parent} { ... { ${text} } }`;
    case 'defer':
      return `__typename ... @defer { ${text} }`;
    case 'twice':
      return `${text} ... on ${parent} { ${text} }`;
    case 'plain':
    case 'alias':
      return text;
  }
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isScalarType(type)) return { Int: '1', Float: '1', Boolean: 'true' }[type.name] ?? '"x"';
  const needed = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) && field.defaultValue === undefined,
  );
  return `{ ${needed.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
}

/** The interface fields through which an object's field can be asked for. */
export function interfacesWith(schema: GraphQLSchema, coordinate: string): string[] {
  const [type = '', field = ''] = coordinate.split('.');
  const object = schema.getType(type);
  return isObjectType(object)
    ? object.getInterfaces().flatMap((each) => (field in each.getFields() ? [`${each.name}.${field}`] : []))
    : [];
}

/** What stands at the end of a way in an answer, taking the first of each list. */
export function valueAt(data: unknown, names: readonly string[]): unknown {
  let at: unknown = data;
  for (const name of names) {
    while (Array.isArray(at)) at = at[0];
    if (typeof at !== 'object' || at === null) return at;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

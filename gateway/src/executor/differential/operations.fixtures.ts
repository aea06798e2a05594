import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random.fixtures.ts';

export interface Operation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}

export interface GeneratorOptions {
  readonly mutations: boolean;
  /** Aliases that are names of other fields, and other things that Apollo's own executor is known to get wrong. */
  readonly hazards: boolean;
}

const MOST_DEPTH = 5;
const MOST_TRIES = 50;

/** A random valid operation: fragments, aliases, abstract types, variables, `@skip` and `@include`. */
export function randomOperation(schema: GraphQLSchema, random: Random, options: GeneratorOptions): Operation {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const made = new Draft(schema, random, options).operation();
    if (made) return made;
  }
  throw new Error('no valid operation was found');
}

class Draft {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #options: GeneratorOptions;
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];

  constructor(schema: GraphQLSchema, random: Random, options: GeneratorOptions) {
    this.#schema = schema;
    this.#random = random;
    this.#options = options;
  }

  operation(): Operation | undefined {
    const mutation =
      this.#options.mutations && this.#random.chance(8) ? this.#schema.getMutationType() : undefined;
    const root = mutation ?? this.#schema.getQueryType();
    if (!root) return undefined;
    const selection = this.#selection(root, 0);
    const variables = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const text = [`${mutation ? 'mutation' : 'query'} Q${variables} ${selection}`, ...this.#fragments].join(
      '\n',
    );
    const document = parse(text, { noLocation: true });
    if (validate(this.#schema, document).length > 0) return undefined;
    return { text, document, variables: this.#variables };
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    const count = 1 + random.below(depth === 0 ? 3 : 4);
    const parts = Array.from({ length: count }, () => this.#part(type, depth)).filter((part) => part !== '');
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    if (random.chance(8)) return `${random.chance(30) ? 'kindOf: ' : ''}__typename`;
    const asFragment = isAbstractType(type) ? 55 : 12;
    if (random.chance(asFragment) && depth < MOST_DEPTH) return this.#fragment(type, depth);
    return 'getFields' in type ? this.#field(type, depth) : '__typename';
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    const condition = this.#condition(type);
    const body = this.#selection(condition, depth + 1);
    if (random.chance(25)) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on ${condition.name} ${body}`);
      return `...${name}${this.#switch()}`;
    }
    const on = condition === type && random.chance(50) ? '' : ` on ${condition.name}`;
    return `...${on}${this.#switch()} ${body}`;
  }

  /** A type that an object of the given one may also be. */
  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    const wider = Object.values(this.#schema.getTypeMap()).filter(
      (each) =>
        isAbstractType(each) &&
        !each.name.startsWith('__') &&
        this.#schema.getPossibleTypes(each).some((one) => possible.includes(one)),
    ) as GraphQLCompositeType[];
    return this.#random.pick([type, ...possible, ...possible, ...wider]);
  }

  #field(type: Extract<GraphQLCompositeType, { getFields: unknown }>, depth: number): string {
    const random = this.#random;
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < MOST_DEPTH || !isCompositeType(getNamedType(field.type)),
    );
    if (fields.length === 0) return '';
    const field = random.pick(fields);
    const alias = random.chance(18) ? `${this.#alias(type)}: ` : '';
    const named = getNamedType(field.type);
    const body = isCompositeType(named) ? ` ${this.#selection(named, depth + 1)}` : '';
    return `${alias}${field.name}${this.#arguments(field)}${this.#switch()}${body}`;
  }

  #alias(type: Extract<GraphQLCompositeType, { getFields: unknown }>): string {
    const names = Object.keys(type.getFields());
    if (this.#options.hazards && this.#random.chance(50)) return this.#random.pick(names);
    return `a${this.#random.below(4)}`;
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.flatMap((arg) => {
      if (!isNonNullType(arg.type) && this.#random.chance(45)) return [];
      return [`${arg.name}: ${this.#argument(arg)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  #argument({ type }: GraphQLArgument): string {
    if (!this.#random.chance(40)) return this.#literal(type);
    const name = `v${this.#definitions.length}`;
    const hasDefault = !isNonNullType(type) && this.#random.chance(30);
    this.#definitions.push(`$${name}: ${String(type)}${hasDefault ? ` = ${this.#literal(type)}` : ''}`);
    if (isNonNullType(type) || this.#random.chance(70)) this.#variables[name] = this.#json(type);
    return `$${name}`;
  }

  #switch(): string {
    const random = this.#random;
    if (!random.chance(12)) return '';
    const directive = random.chance(50) ? 'skip' : 'include';
    if (random.chance(30)) return ` @${directive}(if: ${random.chance(50)})`;
    const name = `on${random.below(2)}`;
    if (!(name in this.#variables)) {
      this.#definitions.push(
        random.chance(50) ? `$${name}: Boolean!` : `$${name}: Boolean! = ${random.chance(50)}`,
      );
      this.#variables[name] = random.chance(50);
    }
    return ` @${directive}(if: $${name})`;
  }

  #literal(type: GraphQLInputType): string {
    const value = this.#json(type);
    const print = (each: unknown, of: GraphQLInputType): string => {
      if (each === null) return 'null';
      const inner = isNonNullType(of) ? of.ofType : of;
      if (isListType(inner))
        return `[${(each as unknown[]).map((one) => print(one, inner.ofType)).join(', ')}]`;
      if (isEnumType(inner)) return each as string;
      if (!isInputObjectType(inner)) return JSON.stringify(each);
      const fields = Object.entries(each as object).map(([name, one]) => {
        const field = inner.getFields()[name];
        return field ? `${name}: ${print(one, field.type)}` : '';
      });
      return `{ ${fields.join(', ')} }`;
    };
    return print(value, type);
  }

  #json(type: GraphQLInputType, depth = 0): unknown {
    const random = this.#random;
    if (!isNonNullType(type) && random.chance(10)) return null;
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner))
      return Array.from({ length: random.below(3) }, () => this.#json(inner.ofType, depth));
    if (isEnumType(inner)) return random.pick(inner.getValues()).name;
    if (isInputObjectType(inner))
      return Object.fromEntries(
        Object.values(inner.getFields()).flatMap((field) => {
          const isLeft = !isNonNullType(field.type) || field.defaultValue !== undefined;
          return isLeft && (depth > 1 || random.chance(50))
            ? []
            : [[field.name, this.#json(field.type, depth + 1)]];
        }),
      );
    if (isObjectType(inner)) return null;
    if (inner.name === 'Int') return random.below(5);
    if (inner.name === 'Float') return random.below(50) / 8;
    if (inner.name === 'Boolean') return random.chance(50);
    return String(random.below(9));
  }
}

import type { Caller } from '@longbox/identity';
import { meets, readRules, unmet, type PolicyDecision, type Rule, type Rules } from '@longbox/subgraph';
import {
  TypeInfo,
  getOperationAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import type { Authorisation } from '../executor/prepared-key.ts';
import { onlyOperation } from '../executor/planner/documents.ts';
import { refused } from './refusals.ts';

export interface AuthorisationOptions {
  readonly decides?: PolicyDecision;
}

/** The first part of the shape for who is not signed in. */
const NOBODY = 'nobody';
const SOMEBODY = 'somebody';

/**
 * Takes out of operations, before anything is planned or fetched, the fields that their callers may not have. Each is answered with null
 * and an error at its place; the rest of the answer stays. Throws `UnreadableRules`.
 */
export function createAuthorisation(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  { decides }: AuthorisationOptions = {},
): Authorisation {
  const rules = readRules(supergraph);
  const asked = new WeakMap<DocumentNode, Map<string | undefined, readonly number[]>>();

  /** The rules that occur in an operation, worked out once for its document. */
  function rulesIn(document: DocumentNode, operationName: string | undefined): readonly number[] {
    const known = asked.get(document) ?? new Map<string | undefined, readonly number[]>();
    asked.set(document, known);
    const found = known.get(operationName);
    if (found) return found;
    const all = new Set<number>();
    const operation = getOperationAST(document, operationName);
    if (operation)
      eachField(onlyOperation(document, operation), schema, rules, (_, own) => {
        for (const rule of own) all.add(rule);
      });
    const sorted = [...all].toSorted((a, b) => a - b);
    known.set(operationName, sorted);
    return sorted;
  }

  return {
    shapeOf(document, operationName, scope) {
      if (rules.all.length === 0) return '';
      const caller = scope?.caller;
      const places = rulesIn(document, operationName).filter((place) => !holds(rules.all[place], caller));
      if (places.length === 0) return '';
      return [!caller || caller.kind === 'anonymous' ? NOBODY : SOMEBODY, ...places].join(' ');
    },
    restrict(document, shape) {
      if (shape === '') return document;
      const [who, ...places] = shape.split(' ');
      const refusedHere = new Set(places.map(Number));
      return eachField(document, schema, rules, (field, own) => {
        const first = own.find((place) => refusedHere.has(place));
        const rule = first === undefined ? undefined : rules.all[first];
        return rule && refused(field, unmet(rule, who === SOMEBODY));
      });
    },
  };

  function holds(rule: Rule | undefined, caller: Caller | undefined): boolean {
    return rule !== undefined && caller !== undefined && meets(caller, rule, decides);
  }
}

/** Visits the fields that rules hold for; what the visitor returns takes the field's place. */
function eachField(
  document: DocumentNode,
  schema: GraphQLSchema,
  rules: Rules,
  visitor: (field: FieldNode, rules: readonly number[]) => FieldNode | void,
): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        // On the way out: types are followed by what the client sent.
        leave(node) {
          const own = rules.of(types.getParentType()?.name ?? '', node.name.value);
          return own.length === 0 ? undefined : (visitor(node, own) ?? undefined);
        },
      },
    }),
  );
}

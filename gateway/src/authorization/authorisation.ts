import type { Caller } from '@longbox/identity';
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
import { refused, type Refusal } from './refusals.ts';
import { readRules, type Rule, type Rules } from './rules.ts';

/** Decides whether a policy that the schema names (`@policy`) holds for a caller. One that is not known holds for nobody. */
export type PolicyDecision = (policy: string, caller: Caller) => boolean;

/** Policies that need no more than what is known of a caller: what kind of caller it is. */
export const policyByKind: PolicyDecision = (policy, { kind }) => policy === kind && kind !== 'anonymous';

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
  { decides = policyByKind }: AuthorisationOptions = {},
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
      const unmet = rulesIn(document, operationName).filter((place) => !holds(rules.all[place], caller));
      if (unmet.length === 0) return '';
      return [!caller || caller.kind === 'anonymous' ? NOBODY : SOMEBODY, ...unmet].join(' ');
    },
    restrict(document, shape) {
      if (shape === '') return document;
      const [who, ...places] = shape.split(' ');
      const unmet = new Set(places.map(Number));
      return eachField(document, schema, rules, (field, own) => {
        const first = own.find((place) => unmet.has(place));
        return first === undefined ? undefined : refused(field, refusalFor(rules.all[first], who));
      });
    },
  };

  function holds(rule: Rule | undefined, caller: Caller | undefined): boolean {
    if (!rule || !caller) return false;
    if (rule.kind === 'policies')
      return rule.alternatives.some((names) => names.every((name) => decides(name, caller)));
    if (caller.kind === 'anonymous') return false;
    if (rule.kind === 'authenticated') return true;
    const held: readonly string[] = caller.scopes;
    return rule.alternatives.some((names) => names.every((name) => held.includes(name)));
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

/** In the words of the subgraphs, which say the same where they are asked themselves. */
function refusalFor(rule: Rule | undefined, who: string | undefined): Refusal {
  if (who !== SOMEBODY) return { code: 'UNAUTHENTICATED', message: 'Sign in to do this.' };
  if (!rule || rule.kind === 'authenticated') return { code: 'FORBIDDEN', message: 'This is not for you.' };
  const names = rule.alternatives.map((each) => each.join(' and ')).join(', or ');
  const what = rule.kind === 'scopes' ? 'scope' : 'policy';
  return { code: 'FORBIDDEN', message: `This needs the ${what} ${names}.` };
}

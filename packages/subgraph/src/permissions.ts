import {
  defaultFieldResolver,
  isObjectType,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { isScope, mayUseChannel, type Caller } from '@longbox/identity';
import { SIGN_IN, forbidden, unauthenticated } from './errors.ts';
import { readRules, type Rule } from './rules.ts';
import type { RequestContext } from './subgraph.ts';

/** Decides whether a policy that the schema names (`@policy`) holds for a caller. One that is not known holds for nobody. */
export type PolicyDecision = (policy: string, caller: Caller) => boolean;

/** Policies that need no more than what is known of a caller: what kind of caller it is. */
export const policyByKind: PolicyDecision = (policy, { kind }) => policy === kind && kind !== 'anonymous';

/** Whether a caller has what a rule asks for. */
export function meets(caller: Caller, rule: Rule, decides: PolicyDecision = policyByKind): boolean {
  if (rule.kind === 'policies')
    return rule.alternatives.some((names) => names.every((name) => decides(name, caller)));
  if (caller.kind === 'anonymous') return false;
  if (rule.kind === 'authenticated') return true;
  const held: readonly string[] = caller.scopes;
  return rule.alternatives.some((names) => names.every((name) => held.includes(name)));
}

/** Why somebody may not have a field. */
export interface NotPermitted {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

/** What is said to who does not meet a rule, at the edge and in a subgraph. */
export function unmet(rule: Rule, isSignedIn: boolean): NotPermitted {
  if (!isSignedIn) return { code: 'UNAUTHENTICATED', message: SIGN_IN };
  if (rule.kind === 'authenticated') return { code: 'FORBIDDEN', message: 'This is not for you.' };
  const names = rule.alternatives.map((each) => each.join(' and ')).join(', or ');
  return {
    code: 'FORBIDDEN',
    message: `This needs the ${rule.kind === 'scopes' ? 'scope' : 'policy'} ${names}.`,
  };
}

/** Throws FORBIDDEN when the caller's key is for other sales channels. */
export function assertChannel(caller: Caller, channel: string): void {
  if (!mayUseChannel(caller, channel)) throw forbidden(`Your key is not for the channel ${channel}.`);
}

/**
 * Puts what the SDL asks of callers (`@authenticated`, `@requiresScopes`, `@policy`) in front of the resolvers of the fields that it is asked
 * for. The gateway checks it too; a subgraph does not rely on that. Throws `UnreadableRules`, and TypeError for a scope that does not exist.
 */
export function enforcePermissions(schema: GraphQLSchema, sdl: DocumentNode): void {
  const rules = readRules(sdl);
  for (const rule of rules.all) checkScopes(rule);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const own = rules.of(type.name, field.name).flatMap((place) => rules.all[place] ?? []);
      if (own.length === 0) continue;
      field.resolve = guarded(own, field.resolve ?? defaultFieldResolver);
      if (field.subscribe) field.subscribe = guarded(own, field.subscribe);
    }
  }
}

function checkScopes(rule: Rule): void {
  if (rule.kind !== 'scopes') return;
  const unknown = rule.alternatives.flat().find((scope) => !isScope(scope));
  if (unknown !== undefined) throw new TypeError(`the SDL asks for a scope that does not exist: ${unknown}`);
}

function guarded(
  rules: readonly Rule[],
  resolve: GraphQLFieldResolver<unknown, RequestContext>,
): GraphQLFieldResolver<unknown, RequestContext> {
  return (source, args, context, info) => {
    const { caller } = context;
    for (const rule of rules) {
      if (meets(caller, rule)) continue;
      const { code, message } = unmet(rule, caller.kind !== 'anonymous');
      throw code === 'FORBIDDEN' ? forbidden(message) : unauthenticated(message);
    }
    return resolve(source, args, context, info);
  };
}

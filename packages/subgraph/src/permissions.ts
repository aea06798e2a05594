import {
  Kind,
  defaultFieldResolver,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { isScope, mayUseChannel, type Caller, type Scope } from '@longbox/identity';
import { forbidden, unauthenticated } from './errors.ts';
import type { RequestContext } from './subgraph.ts';

/** What a field asks of its caller: to be signed in, and one of the alternatives, all of whose scopes it must hold. */
export interface Permission {
  readonly alternatives: readonly (readonly Scope[])[];
}

/** Throws UNAUTHENTICATED or FORBIDDEN unless the caller meets the permission. */
export function assertPermitted(caller: Caller, { alternatives }: Permission): void {
  if (caller.kind === 'anonymous') throw unauthenticated();
  const held = (scopes: readonly Scope[]) => scopes.every((scope) => caller.scopes.includes(scope));
  if (alternatives.length > 0 && !alternatives.some(held))
    throw forbidden(
      `This needs the scope ${alternatives.map((scopes) => scopes.join(' and ')).join(', or ')}.`,
    );
}

/** Throws FORBIDDEN when the caller's key is for other sales channels. */
export function assertChannel(caller: Caller, channel: string): void {
  if (!mayUseChannel(caller, channel)) throw forbidden(`Your key is not for the channel ${channel}.`);
}

/**
 * Puts the permissions that the SDL declares (`@authenticated`, `@requiresScopes`) in front of the resolvers of the fields that carry
 * them. The gateway checks them too; a subgraph does not rely on that.
 */
export function enforcePermissions(schema: GraphQLSchema, sdl: DocumentNode): void {
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
      continue;
    const type = schema.getType(definition.name.value);
    if (!isObjectType(type)) continue;
    for (const field of definition.fields ?? []) {
      const permission = permissionOf([...(definition.directives ?? []), ...(field.directives ?? [])]);
      const target = type.getFields()[field.name.value];
      if (!permission || !target) continue;
      target.resolve = guarded(permission, target.resolve ?? defaultFieldResolver);
      if (target.subscribe) target.subscribe = guarded(permission, target.subscribe);
    }
  }
}

function permissionOf(directives: readonly ConstDirectiveNode[]): Permission | undefined {
  const scopes = directives
    .filter((directive) => directive.name.value === 'requiresScopes')
    .flatMap(scopesOf);
  const named = directives.some(
    ({ name }) => name.value === 'authenticated' || name.value === 'requiresScopes',
  );
  return named ? { alternatives: scopes } : undefined;
}

function scopesOf(directive: ConstDirectiveNode): Scope[][] {
  const value = directive.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  const alternatives = (value ? valueFromASTUntyped(value) : []) as string[][];
  return alternatives.map((scopes) =>
    scopes.map((scope) => {
      if (!isScope(scope)) throw new TypeError(`the SDL asks for a scope that does not exist: ${scope}`);
      return scope;
    }),
  );
}

function guarded(
  permission: Permission,
  resolve: GraphQLFieldResolver<unknown, RequestContext>,
): GraphQLFieldResolver<unknown, RequestContext> {
  return (source, args, context, info) => {
    assertPermitted(context.caller, permission);
    return resolve(source, args, context, info);
  };
}

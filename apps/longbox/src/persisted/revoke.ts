import { revokeKey, revokeOperation } from '@longbox/gateway/persisted';
import { StartProblem } from '../problem.ts';
import { existingKey, goodKey, type PersistedContext, type PersistedOptions } from './context.ts';

/** `persisted revoke`: ends a key for good, or takes an operation from it. Throws `StartProblem`. */
export async function revoke(
  context: PersistedContext,
  keyId: string,
  { operation }: PersistedOptions,
): Promise<void> {
  const { database, say } = context;
  if (operation === undefined) {
    const { id } = await existingKey(context, keyId);
    const isNew = await revokeKey(database, id, new Date());
    return say(
      isNew
        ? `The key ${id} is revoked: no gateway takes it a second from now.`
        : `The key ${id} was revoked before.`,
    );
  }
  const id = await goodKey(context, keyId);
  const count = await revokeOperation(database, id, operation);
  if (count === 0)
    throw new StartProblem(
      `${operation} is not registered for ${id}: \`npm run persisted -- list --key ${id}\` shows what is.`,
    );
  say(`${operation} is taken from the key ${id}: no gateway runs it a second from now.`);
}

import { connect, type Client } from '@longbox/client';
import { SCOPES } from '@longbox/identity';
import { openIdentity } from './identity.ts';
import { StartProblem } from './problem.ts';
import { reachable, type Settings } from './settings.ts';

/** The stores that run on this machine, asked by a command. */
export interface RunningStore {
  /** The slug that is meant when none is given. */
  readonly slug: string;
  /** Somebody of the staff with every scope, for half an hour. */
  readonly staff: Client;
  /** Whoever walks in. */
  readonly shopper: Client;
}

const TOKEN_MINUTES = 30;

/**
 * Reaches the installation that runs at the settings' port, for its store `given` or its first. `command` is how the person knows what asks. Throws `StartProblem` when nothing is
 * ready there, there is no such store, or there are no development tokens.
 */
export async function reachStore(settings: Settings, command: string, given?: string): Promise<RunningStore> {
  const { development, authentication } = await openIdentity(settings);
  if (!development)
    throw new StartProblem(`${command} needs development tokens, which there are none of in production.`);
  const { stores } = authentication.stores;
  const slug = given ?? authentication.defaultStore ?? stores[0]?.slug ?? '';
  if (!authentication.stores.storeBySlug(slug))
    throw new StartProblem(
      `--store takes one of ${stores.map((each) => each.slug).join(', ')}, not ${slug}.`,
    );
  const url = `http://${reachable(settings.host)}:${settings.port}/graphql`;
  const ready = await fetch(url.replace('/graphql', '/readyz')).catch(() => undefined);
  if (!ready?.ok)
    throw new StartProblem(
      `No store is ready at ${url}: run \`npm start\` in another terminal first, or set PORT.`,
    );
  const token = await development.mint({
    role: 'staff',
    store: slug,
    subject: 'sam',
    scopes: SCOPES,
    minutes: TOKEN_MINUTES,
  });
  return {
    slug,
    staff: connect(url, { authorization: `Bearer ${token}` }),
    shopper: connect(url, { 'x-store': slug }),
  };
}

import { connect } from '@longbox/client';
import { SCOPES } from '@longbox/identity';
import { playDay } from '../demo/day-in-the-store.ts';
import { openIdentity } from '../identity.ts';
import { StartProblem } from '../problem.ts';
import { reachable, type Settings } from '../settings.ts';

/** `demo`: plays a day in the running store. */
export async function demo(settings: Settings): Promise<void> {
  const { development, authentication } = await openIdentity(settings);
  if (!development)
    throw new StartProblem('The demo needs development tokens, which there are none of in production.');
  const store = authentication.defaultStore ?? authentication.stores.stores[0]?.slug ?? '';
  const url = `http://${reachable(settings.host)}:${settings.port}/graphql`;
  const ready = await fetch(url.replace('/graphql', '/readyz')).catch(() => undefined);
  if (!ready?.ok)
    throw new StartProblem(
      `No store is ready at ${url}: run \`npm start\` in another terminal first, or set PORT.`,
    );
  const staff = await development.mint({ role: 'staff', store, subject: 'sam', scopes: SCOPES, minutes: 30 });
  await playDay(
    {
      staff: connect(url, { authorization: `Bearer ${staff}` }),
      shopper: connect(url, { 'x-store': store }),
    },
    (line) => console.log(line),
  );
}

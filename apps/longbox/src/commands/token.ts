import { SCOPES, isScope } from '@longbox/identity';
import { openIdentity } from '../identity.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';

export interface TokenOptions {
  readonly role?: string | undefined;
  readonly store?: string | undefined;
  readonly subject?: string | undefined;
  readonly email?: string | undefined;
  readonly scopes?: string | undefined;
  readonly minutes?: string | undefined;
}

const LONGEST_TOKEN_MINUTES = 30 * 24 * 60;

/** `token`: prints a development token. Throws `StartProblem` in production and for options that are wrong. */
export async function token(settings: Settings, options: TokenOptions): Promise<void> {
  if (settings.production)
    throw new StartProblem(
      'Development tokens are never made when NODE_ENV is production: ask your identity provider.',
    );
  const { role = 'staff', store = 'demo', minutes = '480' } = options;
  if (role !== 'staff' && role !== 'customer')
    throw new StartProblem(
      `--role takes staff or customer, not ${role}; partners have API keys, and who sends nothing is anonymous.`,
    );
  const lasts = Number(minutes);
  if (!Number.isInteger(lasts) || lasts < 1 || lasts > LONGEST_TOKEN_MINUTES)
    throw new StartProblem(`--minutes takes 1 to ${LONGEST_TOKEN_MINUTES}, not ${minutes}.`);
  const scopes = options.scopes?.split(/[ ,]+/).filter(Boolean) ?? (role === 'staff' ? [...SCOPES] : []);
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined)
    throw new StartProblem(`--scopes takes ${SCOPES.join(', ')}; ${unknown} is none of them.`);

  const { development, authentication } = await openIdentity(settings);
  if (!authentication.stores.storeBySlug(store))
    throw new StartProblem(
      `--store takes one of ${authentication.stores.stores.map(({ slug }) => slug).join(', ')}, not ${store}.`,
    );
  const subject = options.subject ?? (role === 'staff' ? 'sam' : 'casey');
  const email = options.email ?? `${subject}@example.com`;
  console.log(
    await development?.mint({ role, store, subject, email, scopes: scopes.filter(isScope), minutes: lasts }),
  );
}

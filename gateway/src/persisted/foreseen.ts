import { SCOPES, type Caller, type Scope } from '@longbox/identity';
import { parse } from 'graphql';
import type { Asked } from '../executor/plan-executor.ts';
import type { Authentication, Identification } from '../identity/authenticate.ts';
import { sha256Of, type Manifest, type ManifestOperation } from './manifest.ts';
import type { ShippedManifests } from './persisted-operations.ts';

/** Somebody of a kind, for whom operations are planned before anybody asks: what a plan depends on, and nobody in particular. */
function somebody(kind: Caller['kind'], scopes: readonly Scope[]): Caller {
  return {
    kind,
    store: { id: '', slug: '', name: '', currency: 'USD' },
    subject: kind,
    scopes,
    correlationId: '',
  };
}

/** Who sends what ships for shoppers' and staff's apps. */
const OF_APPS = [somebody('anonymous', []), somebody('customer', []), somebody('staff', SCOPES)];
const OF_PARTNERS = [somebody('partner', ['channels:read', 'channels:write'])];

/** What is planned ahead of all partners' own operations; planning takes about 2 ms each. */
const MOST_OF_PARTNERS = 500;

/**
 * What will be asked for: the operations that ship, each for the kinds of callers who send it, and those that are registered for partners' keys. Live
 * ones are planned when they begin. Rejects when the registry of partners cannot be read.
 */
export async function foreseen(
  shipped: ShippedManifests | undefined,
  how: Identification,
): Promise<readonly Asked[]> {
  const of = ({ operations }: Manifest, callers: readonly Caller[]) =>
    operations.flatMap((operation) => askedBy(operation, callers));
  return [
    ...(shipped ? shipped.apps.flatMap((manifest) => of(manifest, OF_APPS)) : []),
    ...(shipped ? of(shipped.partner, OF_PARTNERS) : []),
    ...('everybody' in how ? [] : await registered(how)),
  ];
}

async function registered({ partners, stores }: Authentication): Promise<readonly Asked[]> {
  const operations = (await partners?.latest(MOST_OF_PARTNERS)) ?? [];
  return operations.flatMap((operation) => {
    const { keyId } = operation;
    const key = partners?.key(keyId) ?? stores.apiKey(keyId);
    return key && key !== 'revoked' ? askedBy(operation, [somebody('partner', key.scopes)]) : [];
  });
}

function askedBy({ name, type, body }: ManifestOperation, callers: readonly Caller[]): readonly Asked[] {
  if (type === 'subscription') return [];
  const document = parse(body, { noLocation: true });
  const asked = { document, operationName: name, key: sha256Of(body), inParts: false, settings: () => [{}] };
  return callers.map((caller) => ({ ...asked, scope: { caller } }));
}

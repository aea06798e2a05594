import { SCOPES, type Caller, type Scope } from '@longbox/identity';
import { parse } from 'graphql';
import type { Asked } from '../executor/plan-executor.ts';
import { sha256Of, type Manifest } from './manifest.ts';
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

/** What will be asked for: the operations that ship, each for the kinds of callers who send it. Live ones are planned when they begin. */
export function foreseen({ apps, partner }: ShippedManifests): readonly Asked[] {
  const of = ({ operations }: Manifest, callers: readonly Caller[]) =>
    operations
      .filter(({ type }) => type !== 'subscription')
      .flatMap(({ name, body }) => {
        const document = parse(body, { noLocation: true });
        const asked = {
          document,
          operationName: name,
          key: sha256Of(body),
          inParts: false,
          settings: () => [{}],
        };
        return callers.map((caller) => ({ ...asked, scope: { caller } }));
      });
  return [...apps.flatMap((manifest) => of(manifest, OF_APPS)), ...of(partner, OF_PARTNERS)];
}

import type { CallerKind } from '../limits/admission.ts';
import type { ShippedManifests } from '../persisted/persisted-operations.ts';
import type { Labels } from './metrics.ts';

/** By which Apollo's clients, and others that follow them, say who they are. */
export const CLIENT_HEADER = 'apollographql-client-name';
/** Names that partners registered, of all keys: each is a set of time series at whoever scrapes. */
const MOST_PARTNER_NAMES = 500;
const OTHER = 'other';

export interface Sender {
  readonly kind: CallerKind | undefined;
  /** What it says that it is. */
  readonly client: string | undefined;
  /** What it says that the operation is. */
  readonly operation: string | undefined;
}

/**
 * What requests are counted under: names that ship with this version, and those that partners registered; whatever else somebody calls
 * their operation or themselves is `other`, so that nobody can make series without end.
 */
export function createLabels(shipped: ShippedManifests | undefined): (sender: Sender) => Labels {
  const manifests = shipped ? [...shipped.apps, shipped.partner] : [];
  const names = new Set(manifests.flatMap(({ operations }) => operations.map(({ name }) => name)));
  const most = names.size + MOST_PARTNER_NAMES;
  const clients = new Set(['storefront', 'admin']);
  const made = new Map<string, Map<string, Labels>>();
  function labels(operation: string, client: string): Labels {
    let ofOperation = made.get(operation);
    if (!ofOperation) made.set(operation, (ofOperation = new Map()));
    let found = ofOperation.get(client);
    if (!found) ofOperation.set(client, (found = { operation, client }));
    return found;
  }
  return ({ kind, client = '', operation = '' }) => {
    // A partner's operation was registered, or it would not have come this far.
    if (kind === 'partner' && operation !== '' && names.size < most) names.add(operation);
    return labels(
      names.has(operation) ? operation : OTHER,
      kind === 'partner' ? 'partner' : clients.has(client) ? client : OTHER,
    );
  };
}

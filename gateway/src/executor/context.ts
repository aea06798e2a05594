import type { RequestScope } from '../transport/transport.ts';

/** What each operation at the gateway carries. */
export interface EdgeContext {
  readonly scope: RequestScope;
}

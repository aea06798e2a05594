import type { RequestScope } from '../transport/transport.ts';

/** What each operation at the gateway carries. */
export interface EdgeContext {
  readonly scope: RequestScope;
  /** Whose spending is counted; absent for what nobody outside asked for. */
  readonly sender?: {
    /** Where the request comes from, by which the nameless are told apart. */
    readonly address: string | undefined;
    /** Of a partner's key. */
    readonly costPerMinute?: number | undefined;
  };
}

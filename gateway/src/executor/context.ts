import type { ExecutionResult, GraphQLError } from 'graphql';
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
    /** What the client says that it is. */
    readonly client?: string | undefined;
    /** When its request came, by `performance.now()`; absent for one of many on a socket. */
    readonly began?: number;
  };
  /** What became of it already, which Apollo Server only has to tell; absent where Apollo Server has it done. */
  readonly outcome?: Outcome;
}

/** Why an operation was not run, or what it came to. */
export type Outcome = { readonly refusal: GraphQLError } | { readonly result: ExecutionResult };

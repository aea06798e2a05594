import { CALLER_HEADER, CORRELATION_HEADER, signStatement, type Caller } from '@longbox/identity';
import { Lru } from '../executor/lru.ts';
import { callerKey } from '../identity/caller-key.ts';

/** Well within the 60 s that a statement is good for. */
const REUSE_MS = 20_000;
/** Those who call most; a statement has some 400 bytes. */
const MOST_CALLERS = 2_000;

/** What a subgraph is told of who is calling, as headers. */
export type Stated = Readonly<Record<string, string>>;

interface Signed {
  readonly statement: string;
  /** When it was signed. */
  readonly at: number;
}

/** States who is calling, to subgraphs that share a secret. */
type Statements = (caller: Caller) => Stated;

const made = new WeakMap<Uint8Array, Statements>();

/**
 * States who is calling. A caller's statement is signed once in twenty seconds, for all that they ask meanwhile of whichever subgraph; which
 * request it is for is told beside it. Whether they are still who they say is decided for each request before this.
 */
export function statementsWith(secret: Uint8Array): Statements {
  const known = made.get(secret) ?? createStatements(secret);
  made.set(secret, known);
  return known;
}

function createStatements(secret: Uint8Array): Statements {
  const ofCallers = new Lru<string, Signed>(MOST_CALLERS);

  function sign(caller: Caller): string {
    const key = callerKey(caller);
    const known = ofCallers.get(key);
    const at = Date.now();
    if (known && at - known.at < REUSE_MS) return known.statement;
    const statement = signStatement(caller, secret, new Date(at));
    ofCallers.set(key, { statement, at });
    return statement;
  }

  return (caller) => ({ [CALLER_HEADER]: sign(caller), [CORRELATION_HEADER]: caller.correlationId });
}

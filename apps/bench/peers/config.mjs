import { readFileSync } from 'node:fs';
import { signStatement } from '@longbox/identity';

/**
 * What a peer is started with, from the file that its argument names: `port`, `supergraph` (its SDL), `services` (`name`, `url`, and the SDL
 * in Apollo Federation 1's words), and `caller` with `secret` for the subgraphs, which answer nobody whom the gateway does not vouch for.
 */
export const config = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** Each peer signs once in so long, and Longbox's gateway once for each request. */
const REUSE_MS = 20_000;
const secret = new TextEncoder().encode(config.secret);
let statement = '';
let signedAt = -Infinity;

/** The headers that each fetch from a subgraph carries. */
export function callerHeaders() {
  const now = Date.now();
  if (now - signedAt > REUSE_MS) {
    statement = signStatement(config.caller, secret, new Date(now));
    signedAt = now;
  }
  return { 'x-longbox-caller': statement };
}

/** Tells the benchmark that the peer answers. */
export function ready() {
  console.log(`ready at http://127.0.0.1:${config.port}/graphql`);
}

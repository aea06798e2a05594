export { SCOPES, hasScope, isScope, mayUseChannel, type Caller, type Scope, type Store } from './caller.ts';
export { CORRELATION_HEADER, isCorrelationId } from './correlation.ts';
export { isSafeForKeys, readIssuerAddress, type IssuerAddress } from './issuer-address.ts';
export {
  CALLER_HEADER,
  InvalidStatement,
  STATEMENT_LIFETIME_SECONDS,
  signStatement,
  verifyStatement,
} from './statement.ts';

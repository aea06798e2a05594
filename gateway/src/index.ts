export { startGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export { shippedSupergraph } from './executor/supergraph.ts';
export { createApiKey } from './identity/api-keys.ts';
export type { Authentication } from './identity/authenticate.ts';
export { developmentIssuer, type DevelopmentIssuer, type DevelopmentToken } from './identity/development.ts';
export { createTokenVerifier, remoteIssuer, type TokenIssuer } from './identity/token-verifier.ts';
export {
  InvalidStoresFile,
  readStoreDirectory,
  type StoreDirectory,
  type StoresFile,
} from './stores/store-directory.ts';
export { httpTransport } from './transport/http.ts';
export { inProcessTransport } from './transport/in-process.ts';
export { peersOver } from './transport/peers.ts';
export type { RequestScope, Transport } from './transport/transport.ts';

/** The second front door of the package: who is believed, for commands that need no gateway and should not wait for one to load. */
export { createApiKey } from './identity/api-keys.ts';
export type { Authentication } from './identity/authenticate.ts';
export { developmentIssuer, type DevelopmentIssuer, type DevelopmentToken } from './identity/development.ts';
export { remoteIssuer } from './identity/remote-issuer.ts';
export { createTokenVerifier, type TokenIssuer } from './identity/token-verifier.ts';
export {
  InvalidStoresFile,
  readStoreDirectory,
  type ApiKey,
  type StoreDirectory,
  type StoresFile,
} from './stores/store-directory.ts';

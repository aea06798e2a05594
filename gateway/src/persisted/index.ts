/** The front door to the registry of partners' keys and operations, for those who keep it. */
export { checkOperations, problemText, type OperationProblem } from './check-manifest.ts';
export {
  InvalidManifest,
  MOST_OPERATIONS,
  readManifest,
  type Manifest,
  type ManifestOperation,
} from './manifest.ts';
export type { ShippedManifests } from './persisted-operations.ts';
export { listKeys, type ListedKey } from './registry-list.ts';
export { followRegistry, openRegistryDatabase, type PartnerRegistry } from './registry.ts';
export {
  differenceOf,
  insertKey,
  readOperations,
  registerOperations,
  revokeKey,
  revokeOperation,
  type ManifestDifference,
} from './registry-writes.ts';
export { shippedManifests } from './shipped-manifests.ts';

export { fileEditor, openFileFlags } from './file-flags.ts';
export { flagsSchema, type Experiment, type Flag, type FlagSet } from './flag-set.ts';
export type { FlagChange, FlagEditor, Flags } from './flags.ts';
export { followRedisFlags, openRedisEditor } from './redis-flags.ts';

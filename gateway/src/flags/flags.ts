import type { FlagSet } from './flag-set.ts';

/** Where flags and experiments come from: a file (`file-flags.ts`), and Redis before it (`redis-flags.ts`). */
export interface Flags {
  /** As they are now. Changes are seen within a second; what cannot be read changes nothing. */
  readonly current: FlagSet;
  close(): Promise<void>;
}

/** Which flag or experiment, and what is written of it. */
export interface FlagChange {
  readonly section: 'flags' | 'experiments';
  readonly name: string;
  /** As a file has it; undefined: nothing is. */
  readonly value: object | undefined;
}

/** Where flags are changed, which is where they come from. */
export interface FlagEditor {
  /** What stands there. Rejects when that cannot be read. */
  read(): Promise<FlagSet>;
  /** Writes one of them. Rejects with `InvalidEnvironment` for what could not be read then; nothing is changed. */
  write(change: FlagChange): Promise<void>;
  close(): Promise<void>;
}

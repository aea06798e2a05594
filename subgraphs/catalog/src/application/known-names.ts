import type { NameList } from '../domain/name-list.ts';

/** An import writes for minutes, and tells of each batch: names are read again when it has ended. */
const QUIET_MS = 2_000;
/** After what failed. */
const AGAIN_MS = 30_000;

/** The names of all cards in memory, as long as they are those of the database. */
export interface KnownNames {
  /** Null while they change, and until they are read. */
  list(): NameList | null;
  /** Hears that products of a store have changed, or, with '', what is the same for all stores. From the first time on, names are known. */
  changed(tenantId: string): void;
  /** Hears that nobody tells of changes any more. */
  deaf(): void;
}

/** `read` reads them; `onFailure` hears that it could not. */
export function createKnownNames(
  read: () => Promise<NameList | null>,
  onFailure: (error: unknown) => void,
  quietMs = QUIET_MS,
): KnownNames {
  let known: NameList | null = null;
  let changes = 0;
  let timer: NodeJS.Timeout | undefined;

  function forget(): void {
    known = null;
    changes += 1;
    clearTimeout(timer);
  }

  function readAfter(ms: number): void {
    timer = setTimeout(() => void readNow(), ms).unref();
  }

  async function readNow(): Promise<void> {
    const before = changes;
    try {
      const names = await read();
      if (changes === before) known = names;
    } catch (error) {
      if (changes !== before) return;
      onFailure(error);
      readAfter(AGAIN_MS);
    }
  }

  return {
    list: () => known,
    changed(tenantId) {
      if (tenantId !== '') return;
      forget();
      readAfter(quietMs);
    },
    deaf: forget,
  };
}

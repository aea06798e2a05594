export interface LiveLimits {
  /** Live connections of one process: sockets and streams. */
  readonly connections: number;
  /** Live operations of one caller in one process. */
  readonly perCaller: number;
}

export const DEFAULT_LIMITS: LiveLimits = { connections: 10_000, perCaller: 1_000 };

/** Operations at a time on one socket. */
export const MOST_ON_ONE_SOCKET = 50;

/** Counts what is held, by name. */
export interface Count {
  /** Takes one more, and gives what gives it back (once, however often it is called); undefined when there are as many as may be. */
  take(name: string): (() => void) | undefined;
  readonly names: number;
}

export function createCount(most: number): Count {
  const held = new Map<string, number>();
  return {
    take(name) {
      const now = held.get(name) ?? 0;
      if (now >= most) return undefined;
      held.set(name, now + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        const left = (held.get(name) ?? 1) - 1;
        if (left > 0) held.set(name, left);
        else held.delete(name);
      };
    },
    get names() {
      return held.size;
    },
  };
}

import type { FollowState } from './port.ts';

/** A log that was silent for so long is away: it is asked every second, and answers within milliseconds. */
const SILENCE_MS = 5_000;
const LOOK_MS = 1_000;

export interface Vigil {
  /** The log has answered, and everything before is known. */
  heard(): void;
  /** Something may have been missed. */
  doubt(): void;
  end(): void;
}

/** Tells whether a follower can be sure of having heard everything: from the first answer on, until the log is silent for five seconds. */
export function createVigil(onState: (state: FollowState) => void): Vigil {
  let state: FollowState = 'unsure';
  let lastHeard = Date.now();
  const become = (next: FollowState) => {
    if (state === next) return;
    state = next;
    onState(next);
  };
  const look = setInterval(() => Date.now() - lastHeard > SILENCE_MS && become('unsure'), LOOK_MS);
  look.unref();
  return {
    heard() {
      lastHeard = Date.now();
      become('following');
    },
    doubt: () => become('unsure'),
    end: () => clearInterval(look),
  };
}

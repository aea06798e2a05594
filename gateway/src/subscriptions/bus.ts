/** How the processes of the gateway tell each other of live events. Nothing is kept: who is not there hears nothing. */
export interface Bus {
  /** Hears every message on the channel from now on, those of one publisher in its order. Gives what ends it. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  /** Rejects when the message did not go out. */
  publish(channel: string, message: string): Promise<void>;
  /** Takes the lease, or holds it longer; false when somebody else has it. It is over after `ttlMs`. */
  acquire(lease: string, holder: string, ttlMs: number): Promise<boolean>;
  /** Gives the lease back, if it is the holder's. */
  release(lease: string, holder: string): Promise<void>;
  /** Calls the listener when messages may have been lost. Gives what ends it. */
  onGap(listener: () => void): () => void;
  close(): Promise<void>;
}

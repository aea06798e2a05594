import type { GraphQLFormattedError } from 'graphql';

/** One event of a live operation, filled in and ready to be sent. */
export interface LiveEvent {
  /** The result as JSON, made once for everybody who gets it. */
  readonly text: string;
  /** What a client that was away says, to go on after this event. Absent where the owner gives none. */
  readonly id?: string;
  /** The event shows all that is to be known now, so that whoever reads too slowly may be given the latest alone. */
  readonly state: boolean;
}

/** Who gets the events of one live operation, in order. `end` is called once, and nothing after it. */
export interface LiveListener {
  next(event: LiveEvent): void;
  /** The operation is over, because of the errors if there are any. */
  end(errors?: readonly GraphQLFormattedError[]): void;
}

/** A place among those who get the events. */
export interface Membership {
  /** Leaves at once. The listener hears nothing more. */
  leave(): void;
}

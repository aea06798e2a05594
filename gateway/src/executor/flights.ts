import { Cancellation } from '../cancellation.ts';

interface Flight<T> {
  readonly answer: Promise<T>;
  readonly cancellation: Cancellation;
  waiting: number;
}

/** Requests that are the same and in hand at the same time, done once. */
export interface Flights<T> {
  /**
   * The answer of the request with this key: of the one in hand, or of a new one. The key must hold everything that decides the answer,
   * who is asking included. When all who wait have left, the work is cancelled.
   */
  join(
    key: string,
    client: Cancellation | undefined,
    start: (cancellation: Cancellation) => Promise<T>,
  ): Promise<T>;
}

export function createFlights<T>(deadlineMs: number): Flights<T> {
  const inHand = new Map<string, Flight<T>>();

  function take(key: string, start: (cancellation: Cancellation) => Promise<T>): Flight<T> {
    const cancellation = new Cancellation(deadlineMs);
    const answer = start(cancellation).finally(() => {
      cancellation.finish();
      if (inHand.get(key) === flight) inHand.delete(key);
    });
    const flight: Flight<T> = { answer, cancellation, waiting: 0 };
    inHand.set(key, flight);
    return flight;
  }

  return {
    join(key, client, start) {
      const flight = inHand.get(key) ?? take(key, start);
      flight.waiting += 1;
      client?.onCancel(({ reason }) => {
        flight.waiting -= 1;
        if (flight.waiting > 0) return;
        // Nobody may join what is being given up.
        if (inHand.get(key) === flight) inHand.delete(key);
        flight.cancellation.cancel(reason);
      });
      return flight.answer;
    },
  };
}

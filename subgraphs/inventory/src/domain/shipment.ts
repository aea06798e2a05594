/** What is held for a line of the order at one item. */
export interface Held {
  readonly reservationId: string;
  readonly orderLineId: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface ShippedLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** So many pieces of a reservation have left; fewer than it holds when the shipment was a part of the line. */
export interface CommittedPart {
  readonly reservationId: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface Commitment {
  readonly parts: readonly CommittedPart[];
  /** Pieces that left though nothing was held for them: a mistake somewhere, for a person to look at. */
  readonly uncovered: readonly ShippedLine[];
}

/** Which reservations a shipment uses up: those of each line in the order given, as far as they reach. */
export function commitShipped(lines: readonly ShippedLine[], held: readonly Held[]): Commitment {
  const shipped = new Map<string, number>();
  for (const { orderLineId, quantity } of lines)
    shipped.set(orderLineId, (shipped.get(orderLineId) ?? 0) + quantity);
  const parts: CommittedPart[] = [];
  for (const { reservationId, orderLineId, itemId, quantity } of held) {
    const missing = shipped.get(orderLineId) ?? 0;
    const taken = Math.min(missing, quantity);
    if (taken <= 0) continue;
    parts.push({ reservationId, itemId, quantity: taken });
    shipped.set(orderLineId, missing - taken);
  }
  const uncovered = [...shipped].flatMap(([orderLineId, quantity]) =>
    quantity > 0 ? { orderLineId, quantity } : [],
  );
  return { parts, uncovered };
}

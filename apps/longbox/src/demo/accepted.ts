interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** The payload of a mutation that was not refused. Throws with the refusals otherwise. */
export function accepted<P extends Payload>(payload: P): P {
  if (payload.userErrors.length > 0)
    throw new Error(payload.userErrors.map(({ code, message }) => `${code}: ${message}`).join('; '));
  return payload;
}

import type { ExecutionResult } from 'graphql';
import { told } from '../errors.ts';
import type { Known } from '../executor/operation.ts';

/** One event as its owner sends it. */
export type OwnersEvent = Known & { readonly extensions?: Readonly<Record<string, unknown>> | undefined };

/** Where an event stands in its stream, as the owner says in `extensions.live` of its result. */
export interface Position {
  readonly id: string;
  readonly state: boolean;
}

/** An event's position; undefined for subgraphs that number nothing. */
export function positionOf({ extensions }: OwnersEvent): Position | undefined {
  const live = extensions?.['live'];
  if (typeof live !== 'object' || live === null || !('id' in live)) return undefined;
  const { id } = live;
  if (typeof id !== 'string' || !isEventId(id)) return undefined;
  return { id, state: 'state' in live && live.state === true };
}

/** An event's id travels in headers and lines of text, so it is short and of plain characters. */
export function isEventId(text: string): boolean {
  return /^[\x21-\x7e]{1,200}$/.test(text);
}

/** A result as clients may see it, as JSON: data before errors, and the event's id for whoever comes back. */
export function serialised({ data, errors }: ExecutionResult, eventId?: string): string {
  return JSON.stringify({
    ...(data === undefined ? {} : { data }),
    ...(errors?.length ? { errors: errors.map(told) } : {}),
    ...(eventId === undefined ? {} : { extensions: { eventId } }),
  });
}

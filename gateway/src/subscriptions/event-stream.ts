import type { StreamFormat } from './stream-format.ts';

/**
 * GraphQL over SSE, distinct connections mode: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md. JSON has no line breaks,
 * so that an event's data is one line. `id` and `retry` are those of the SSE standard: a browser's `EventSource` comes back by itself and
 * says which event it saw last.
 */
export const eventStream: StreamFormat = {
  protocol: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  begin: ':\n\n',
  heartbeat: ':\n\n',
  next: (text, id) => `event: next\n${id === undefined ? '' : `id: ${id}\n`}data: ${text}\n\n`,
  // An `EventSource` hears of an event only when it has data, be it empty.
  end: (errors) =>
    `${errors?.length ? `event: next\ndata: ${JSON.stringify({ errors })}\n\n` : ''}event: complete\ndata:\n\n`,
  // No `complete`: the operation is not over, so that clients come again.
  goneAway: (retryMs) => `retry: ${retryMs}\n\n`,
};

import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import type { Cancellation } from '../cancellation.ts';

/** A whole answer. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * One request and its whole answer, as the pool hears of it: a stream for each answer, and an `AbortSignal` for each request, cost as much as
 * the rest of a fetch. Rejects when there is none, and with the reason when it was cancelled.
 */
export function exchange(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  cancellation: Cancellation | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let head: Omit<Answer, 'body'> = { statusCode: 0, headers: {} };
    let isOver = false;
    pool.dispatch(request, {
      onRequestStart(controller) {
        cancellation?.onCancel((why) => isOver || controller.abort(why));
      },
      onResponseStart(_controller, statusCode, headers) {
        head = { statusCode, headers };
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        isOver = true;
        const [only] = chunks;
        resolve({ ...head, body: only && chunks.length === 1 ? only : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        isOver = true;
        reject(error);
      },
    });
  });
}

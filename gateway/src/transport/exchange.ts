import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import type { Cancelled, Cancellation } from '../cancellation.ts';

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
    pool.dispatch(request, new Exchange(cancellation, resolve, reject));
  });
}

/** What is heard of one request. Its methods are made once for all of them. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #cancellation: Cancellation | undefined;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (reason: Error) => void;
  #statusCode = 0;
  #headers: IncomingHttpHeaders = {};
  #first: Buffer | undefined;
  /** Undefined where the answer came in one piece, as most do. */
  #chunks: Buffer[] | undefined;
  #isOver = false;

  constructor(
    cancellation: Cancellation | undefined,
    resolve: (answer: Answer) => void,
    reject: (reason: Error) => void,
  ) {
    this.#cancellation = cancellation;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#cancellation?.onCancel((why: Cancelled) => this.#isOver || controller.abort(why));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#statusCode = statusCode;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#first) this.#first = chunk;
    else (this.#chunks ??= [this.#first]).push(chunk);
  }

  onResponseEnd(): void {
    this.#isOver = true;
    const body = this.#chunks ? Buffer.concat(this.#chunks) : (this.#first ?? NOTHING);
    this.#resolve({ statusCode: this.#statusCode, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#isOver = true;
    this.#reject(error);
  }
}

const NOTHING = Buffer.alloc(0);

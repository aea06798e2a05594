import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type DocumentNode, type FormattedExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Headers that say who is calling: `authorization`, `x-api-key`, `x-store`. */
export type Credentials = Readonly<Record<string, string>>;

export interface Client {
  /** Sends a query or a mutation and gives its data. Throws `OperationFailed` when there is any top-level error. */
  run<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** The same, with data and errors as they came. */
  send<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables> | string,
    variables?: Variables,
  ): Promise<FormattedExecutionResult<Result>>;
  /** Subscribes over WebSocket. Leaving the loop, or `return()`, unsubscribes and closes the socket. */
  watch<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): AsyncIterableIterator<Result>;
}

/** An answer with top-level errors; `codes` are their `extensions.code`. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  readonly codes: readonly string[];

  constructor(result: FormattedExecutionResult<unknown>) {
    super((result.errors ?? []).map(({ message }) => message).join('; ') || 'the answer holds no data');
    this.codes = (result.errors ?? []).map(({ extensions }) => String(extensions?.['code']));
  }
}

const DEADLINE_MS = 30_000;
const texts = new WeakMap<DocumentNode, string>();

/** A client of the endpoint at `url` (`http://…/graphql`), on whose behalf the credentials say. */
export function connect(url: string, credentials: Credentials = {}): Client {
  async function send(document: DocumentNode | string, variables: object = {}) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...credentials },
      body: JSON.stringify({ query: textOf(document), variables }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return (await response.json()) as FormattedExecutionResult;
  }

  return {
    send: send as Client['send'],
    async run<Result, Variables extends object>(
      document: TypedDocumentNode<Result, Variables>,
      variables: Variables,
    ) {
      const result = (await send(document, variables)) as FormattedExecutionResult<Result>;
      if (result.errors?.length || !result.data) throw new OperationFailed(result);
      return result.data;
    },
    watch(document, variables) {
      return watch(url, credentials, textOf(document), variables);
    },
  };
}

function textOf(document: DocumentNode | string): string {
  if (typeof document === 'string') return document;
  const text = texts.get(document) ?? print(document);
  texts.set(document, text);
  return text;
}

function watch<Result>(
  url: string,
  credentials: Credentials,
  query: string,
  variables: object,
): AsyncIterableIterator<Result> {
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: credentials,
    retryAttempts: 0,
  });
  const results = socket.iterate<Result>({ query, variables: { ...variables } });
  const end = { value: undefined, done: true } as const;
  return {
    async next() {
      const step = await results.next();
      if (step.done) return end;
      if (step.value.errors?.length || !step.value.data)
        throw new OperationFailed(step.value as FormattedExecutionResult<unknown>);
      return { value: step.value.data, done: false };
    },
    async return() {
      await results.return?.();
      await socket.dispose();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

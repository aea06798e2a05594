import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type DocumentNode } from 'graphql';
import { Pool } from 'undici';

/** Sends operations over a bounded pool of connections; cheap, since it shares the machine with what it measures. */
export class Graph {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #texts = new Map<DocumentNode, string>();

  constructor(url: string, connections = 64) {
    const { origin, pathname } = new URL(url);
    this.#pool = new Pool(origin, { connections, headersTimeout: 60_000, bodyTimeout: 60_000 });
    this.#path = pathname;
  }

  /** Gives the data. Throws when there is any error. */
  async run<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    headers: Readonly<Record<string, string>>,
  ): Promise<Result> {
    const query = this.#texts.get(document) ?? print(document);
    this.#texts.set(document, query);
    const { body } = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await body.json()) as { data?: Result; errors?: readonly { message: string }[] };
    if (!answer.data || answer.errors?.length)
      throw new Error(answer.errors?.map(({ message }) => message).join('; ') ?? 'no data');
    return answer.data;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

import type { DocumentNode } from 'graphql';
import type { RequestScope } from '../transport/transport.ts';

/**
 * What a caller may have of an operation, as short text: callers with the same shape are answered from the same plan, so it holds which of
 * the operation's rules they satisfy, and not who they are. Empty: the whole operation.
 */
export type AuthorisationShape = string;

/** Decides what callers may have of operations. */
export interface Authorisation {
  /** Works the shape out. Called for every request, before anything is planned; without a scope nobody is asking, who may have the least. */
  shapeOf(
    document: DocumentNode,
    operationName: string | undefined,
    scope: RequestScope | undefined,
  ): AuthorisationShape;
  /** Marks the fields of a document with one operation that callers with this shape may not have. */
  restrict(document: DocumentNode, shape: AuthorisationShape): DocumentNode;
}

/** Where the edge decides nothing: each subgraph refuses for itself. */
export const leftToSubgraphs: Authorisation = { shapeOf: () => '', restrict: (document) => document };

/** Everything that decides how an operation is planned and shaped; the setting of its switches comes with each run. */
export interface PreparedKey {
  /** The text of the document, or what stands for it, such as its hash. */
  readonly text: string;
  readonly operationName: string | undefined;
  /** The labels of `@override` that are on. */
  readonly overrides: readonly string[];
  readonly authorisation: AuthorisationShape;
  /** Whether the client takes the answer in parts. */
  readonly inParts: boolean;
}

/** The key under which an operation is kept prepared: another one for anything else. */
export function preparedKey({ text, operationName, overrides, authorisation, inParts }: PreparedKey): string {
  return JSON.stringify([operationName ?? null, overrides, authorisation, inParts, text]);
}

import type { IncomingMessage } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { EdgeContext, Outcome } from '../executor/context.ts';
import type { EdgeGateway, ValidatedOperation, Written } from '../executor/edge-gateway.ts';
import { Lru } from '../executor/lru.ts';
import type { Variables } from '../executor/operation.ts';
import { hasDefer } from '../executor/planner/documents.ts';
import type { Admission } from '../limits/admission.ts';
import type { OperationObserver } from '../observation/observer.ts';
import { COST_HEADER } from '../limits/plugin.ts';
import { isRecord } from '../persisted/asked-operation.ts';

/** Texts that are known: those of a store's apps, and ad hoc ones that do not push them out. */
const MOST_OPERATIONS = 2_000;
/** Writing an answer is compiled for its operation, in a millisecond or two: it saves some 30 µs for each page. */
export const TIMES_BEFORE_WRITING = 50;
/** Clients send one of a few `accept` headers. */
const MOST_ACCEPTS = 100;

/** An operation, and how often it has been answered here. */
interface Known {
  readonly operation: ValidatedOperation;
  times: number;
}

/** A request for an operation that is known. */
export interface KnownRequest {
  readonly known: Known;
  readonly variables: Variables;
  /** What the answer is called. */
  readonly contentType: string;
}

/** A good answer, each byte as one character of a text; or what Apollo Server has to tell. */
export type KnownAnswer = { readonly text: string } | { readonly outcome: Outcome };

/**
 * Operations that Apollo Server has parsed and validated once. They are answered past it from then on, which saves a third of the time that
 * they take in process; whatever goes wrong is told by Apollo Server nevertheless, so that there is one way to tell it. What is known holds
 * for the schema that it was validated with.
 */
export interface KnownOperations {
  /** Learns which operations are valid. */
  readonly plugin: ApolloServerPlugin<EdgeContext>;
  /** Learns what Apollo Server calls a good answer to who asks with this `accept`. */
  learnContentType(accept: string | undefined, contentType: string | undefined): void;
  /** The operation, when this request is one that can be answered here. */
  find(request: IncomingMessage, fields: unknown, context: EdgeContext): KnownRequest | undefined;
  answer(request: KnownRequest, context: EdgeContext): Promise<KnownAnswer>;
}

export interface KnownOperationsOptions {
  readonly gateway: Pick<EdgeGateway, 'answer' | 'write'>;
  readonly admission: Admission;
  /** The one that is served. */
  readonly schema: () => GraphQLSchema;
  /** Hears of what was answered here. */
  readonly observe: OperationObserver | undefined;
}

export function createKnownOperations({
  gateway,
  admission,
  schema: served,
  observe,
}: KnownOperationsOptions): KnownOperations {
  const operations = new Lru<string, Known>(MOST_OPERATIONS);
  const contentTypes = new Lru<string, string>(MOST_ACCEPTS);

  return {
    plugin: {
      requestDidStart: () =>
        Promise.resolve({
          didResolveOperation({ source, request, schema, document, operation, queryHash }) {
            const { operationName } = request;
            if (operation && operation.operation !== OperationTypeNode.SUBSCRIPTION && !hasDefer(document))
              operations.set(source, {
                operation: { schema, document, operation, operationName, queryHash },
                times: 0,
              });
            return Promise.resolve();
          },
        }),
    },

    learnContentType(accept = '', contentType) {
      if (contentType !== undefined) contentTypes.set(accept, contentType);
    },

    find({ method, headers }, fields, { scope }) {
      if (method !== 'POST' || !isJson(headers['content-type']) || !isRecord(fields)) return undefined;
      const { query } = fields;
      const variables = fields['variables'] ?? {};
      const operationName = fields['operationName'] ?? undefined;
      const extensions = fields['extensions'] ?? {};
      if (typeof query !== 'string' || !isRecord(variables)) return undefined;
      // A persisted query of Apollo's is kept by Apollo Server.
      if (!isRecord(extensions) || 'persistedQuery' in extensions) return undefined;
      const known = operations.get(query);
      const contentType = contentTypes.get(headers.accept ?? '');
      if (!known || contentType === undefined) return undefined;
      const { operation } = known;
      if (operation.schema !== served() || operation.operationName !== operationName) return undefined;
      if (scope.caller.kind === 'staff' && headers[COST_HEADER] !== undefined) return undefined;
      return { known, variables, contentType };
    },

    async answer({ known, variables }, context) {
      const { operation } = known;
      const valid = { ...operation, variables };
      const judged = admission.refusalOf(valid, context);
      // What is counted in memory is known at once.
      const refusal = judged instanceof Promise ? await judged : judged;
      if (refusal) return { outcome: { refusal } };
      known.times += 1;
      const written =
        known.times > TIMES_BEFORE_WRITING
          ? await gateway.write(operation, variables, context)
          : asWritten(await gateway.answer(operation, variables, context));
      if ('result' in written) return { outcome: written };
      observe?.({ valid, data: written.data, context });
      return written;
    },
  };
}

function asWritten(result: ExecutionResult): Written | { readonly result: ExecutionResult } {
  const { data, errors } = result;
  if (errors || data === undefined) return { result };
  // With the line's end that Apollo Server puts there.
  return { text: Buffer.from(`${JSON.stringify({ data })}\n`).toString('latin1'), data };
}

/** Browsers ask before they send this to another origin, so that no page sends it unseen. */
function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json(?:;|$)/.test(contentType);
}

import {
  GraphQLError,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import type { DocumentCheck } from '../limits/check-document.ts';
import { edgeError, withoutProposal } from '../errors.ts';

/** An operation as a client sends it over a socket or a stream. */
export interface ClientOperation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that can be executed. */
export interface CheckedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly kind: `${OperationTypeNode}`;
}

export type OperationCheck = (operation: ClientOperation) => CheckedOperation | readonly GraphQLError[];

/** Variables that are wrong are reported up to so many, as Apollo Server does. */
const MOST_VARIABLE_ERRORS = 50;
/** Thousands of clients send the same few operations; those of this many texts are parsed and validated once. */
const MOST_DOCUMENTS = 500;
/** The largest of the stores' own operations has some 3,000 characters. */
const MOST_REMEMBERED_CHARACTERS = 10_000;

/**
 * Checks operations against the schema that is served: the operation, or everything that is wrong with it before anything is executed. Where
 * it `proposes`, what is said about a wrong name proposes others.
 */
export function createCheck(
  served: () => GraphQLSchema,
  limits: DocumentCheck,
  proposes: boolean,
): OperationCheck {
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
  let checkedWith: GraphQLSchema | undefined;
  const wrong = (error: GraphQLError) => badInput(error, proposes);

  function documentOf(query: string, schema: GraphQLSchema): DocumentNode | readonly GraphQLError[] {
    if (schema !== checkedWith) documents.clear();
    checkedWith = schema;
    const known = documents.get(query);
    const tooLarge = known ? undefined : limits.refusalOf(query);
    const document = known ?? (tooLarge ? [tooLarge] : parsed(query, schema, wrong));
    if (query.length > MOST_REMEMBERED_CHARACTERS) return document;
    documents.delete(query);
    if (documents.size >= MOST_DOCUMENTS) documents.delete(documents.keys().next().value ?? '');
    documents.set(query, document);
    return document;
  }

  return ({ query, operationName, variables }) => {
    const schema = served();
    const document = documentOf(query, schema);
    if (!('kind' in document)) return document;
    const operation = getOperationAST(document, operationName);
    if (!operation)
      return [edgeError('BAD_USER_INPUT', 'Say which operation of the document: send `operationName`.')];
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: MOST_VARIABLE_ERRORS,
    });
    return errors ? errors.map(wrong) : { schema, document, operation, kind: operation.operation };
  };
}

function parsed(
  query: string,
  schema: GraphQLSchema,
  wrong: (error: GraphQLError) => GraphQLError,
): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors.map(wrong) : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [wrong(error)];
    throw error;
  }
}

function badInput(
  { message, nodes, source, positions, path }: GraphQLError,
  proposes: boolean,
): GraphQLError {
  return new GraphQLError(proposes ? message : withoutProposal(message), {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

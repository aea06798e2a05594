import {
  GraphQLError,
  Kind,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { edgeError } from '../errors.ts';

/** Variables that are wrong are reported up to so many, as Apollo Server does. */
const MOST_VARIABLE_ERRORS = 50;

/** The document of an operation that came over a socket, or everything that is wrong with it before anything is executed. */
export function checkOperation(
  payload: SubscribePayload,
  schema: GraphQLSchema,
): DocumentNode | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(payload.query);
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'BAD_USER_INPUT')];
    throw error;
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return errors.map((error) => coded(error, 'BAD_USER_INPUT'));
  const operation = getOperationAST(document, payload.operationName);
  if (!operation)
    return [edgeError('BAD_USER_INPUT', 'Say which operation of the document: send `operationName`.')];
  const { errors: wrong } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    payload.variables ?? {},
    { maxErrors: MOST_VARIABLE_ERRORS },
  );
  return wrong ? wrong.map((error) => coded(error, 'BAD_USER_INPUT')) : document;
}

export function isDocument(checked: DocumentNode | readonly GraphQLError[]): checked is DocumentNode {
  return 'kind' in checked && checked.kind === Kind.DOCUMENT;
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { code },
  });
}

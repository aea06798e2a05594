import {
  GraphQLError,
  Kind,
  getLocation,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type SourceLocation,
} from 'graphql';
import { createDocumentCheck, type DocumentCheck } from '../limits/check-document.ts';
import type { ManifestOperation } from './manifest.ts';

/** Why an operation cannot be registered. */
export interface OperationProblem {
  readonly operation: string;
  /** In the operation's body; both from 1. */
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** The problem as a line of text. */
export function problemText({ operation, line, column, reason }: OperationProblem): string {
  return `${operation}, line ${line}, column ${column}: ${reason}`;
}

/**
 * Everything that is wrong with operations by the schema that clients see: syntax, fields, arguments and types, what is over the limits of
 * operations, and that each is one
 * operation of the name and kind that it says it is.
 */
export function checkOperations(
  schema: GraphQLSchema,
  operations: readonly ManifestOperation[],
): OperationProblem[] {
  const limits = createDocumentCheck();
  return operations.flatMap((operation) => {
    let document: DocumentNode;
    try {
      document = parse(operation.body);
    } catch (error) {
      if (error instanceof GraphQLError) return [problemOf(operation.name, error)];
      throw error;
    }
    return [
      ...identityProblems(operation, document),
      ...limitProblems(operation, limits),
      ...validate(schema, document).map((error) => problemOf(operation.name, error)),
    ];
  });
}

function identityProblems({ name, type }: ManifestOperation, document: DocumentNode): OperationProblem[] {
  const found = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const at = (reason: string) => [{ operation: name, line: 1, column: 1, reason }];
  const [only, more] = found;
  if (only?.kind !== Kind.OPERATION_DEFINITION || more)
    return at(`the body holds ${found.length} operations; it must hold one`);
  if (only.name?.value !== name)
    return at(`the body's operation is called ${only.name?.value ?? 'nothing'}, not ${name}`);
  const kind: string = only.operation;
  if (kind !== type) return at(`the body is a ${kind}, and it is written down as a ${type}`);
  return [];
}

/** What every gateway would refuse whenever it is sent. */
function limitProblems({ name, body }: ManifestOperation, limits: DocumentCheck): OperationProblem[] {
  const refusal = limits.refusalOf(body);
  return refusal ? [{ operation: name, line: 1, column: 1, reason: refusal.message }] : [];
}

function problemOf(operation: string, error: GraphQLError): OperationProblem {
  const { line, column } = locationOf(error);
  return { operation, line, column, reason: error.message };
}

function locationOf({ locations, nodes }: GraphQLError): SourceLocation {
  const [first] = locations ?? [];
  const loc = nodes?.[0]?.loc;
  return first ?? (loc ? getLocation(loc.source, loc.start) : { line: 1, column: 1 });
}

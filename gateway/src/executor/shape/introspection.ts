import {
  Kind,
  executeSync,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Variables } from '../operation.ts';
import type { Json } from '../plan/run.ts';
import { collectFields, type Collecting } from './collect.ts';

/** Answers `__schema` and `__type` of an operation from the schema; undefined for an operation that asks for neither. */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  collecting: Collecting,
): ((variables: Variables) => Json) | undefined {
  const query = schema.getQueryType();
  if (!query || operation.operation !== OperationTypeNode.QUERY) return undefined;
  const selections = [...collectFields([operation.selectionSet], query, collecting).values()]
    .flat()
    .filter(({ name }) => name.value === '__schema' || name.value === '__type');
  if (selections.length === 0) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...collecting.fragments.values(),
    ],
  };
  let known: Json | undefined;
  return (variables) => {
    if (known) return known;
    const answer = { ...executeSync({ schema, document, variableValues: variables }).data };
    // The whole schema is the same for everybody, and large; with variables it may be another each time.
    if ((operation.variableDefinitions ?? []).length === 0) known = answer;
    return answer;
  };
}

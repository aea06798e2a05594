import { isRecord } from '../persisted/asked-operation.ts';
import type { ClientOperation } from './check.ts';

/** The operation in the fields of a request; undefined when there is none. */
export function operationIn(fields: unknown): ClientOperation | undefined {
  if (!isRecord(fields)) return undefined;
  const { query, operationName, variables, extensions } = fields;
  if (typeof query !== 'string') return undefined;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : undefined,
    extensions: isRecord(extensions) ? extensions : undefined,
  };
}

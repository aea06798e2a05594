import type { ClientOperation } from './check.ts';

/** The operation in the body of a request, or in the parameters of its address; undefined when there is none. */
export function operationIn(given: unknown): ClientOperation | undefined {
  const fields = given instanceof URLSearchParams ? parametersOf(given) : given;
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

function parametersOf(parameters: URLSearchParams): Record<string, unknown> {
  return {
    query: parameters.get('query') ?? undefined,
    operationName: parameters.get('operationName') ?? undefined,
    variables: jsonIn(parameters.get('variables')),
    extensions: jsonIn(parameters.get('extensions')),
  };
}

function jsonIn(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

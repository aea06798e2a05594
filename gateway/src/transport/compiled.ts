import {
  GraphQLError,
  defaultFieldResolver,
  execute,
  isObjectType,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

/** Compiled, or what cannot be. */
type Compiled = CompiledQuery | 'as it is';

interface Known {
  runs: number;
  readonly byName: Map<string, Compiled>;
}

/** Compiling costs some milliseconds, so an operation that comes once is not worth it. */
const RUNS_BEFORE_COMPILING = 2;

/**
 * Executes operations of a schema like graphql-js, compiled to JavaScript from their second run on. What is compiled lives as long as its
 * document: whoever keeps documents (the executor, the runner of a subgraph) keeps a bounded number of them.
 */
export function compiledExecution(
  schema: GraphQLSchema,
): (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult> {
  resolveEveryField(schema);
  const documents = new WeakMap<DocumentNode, Known>();

  return (args) => {
    const { document, operationName, contextValue, rootValue, variableValues } = args;
    let known = documents.get(document);
    if (!known) documents.set(document, (known = { runs: 0, byName: new Map() }));
    known.runs += 1;
    if (known.runs < RUNS_BEFORE_COMPILING) return execute(args);
    const name = operationName ?? '';
    let compiled = known.byName.get(name);
    if (!compiled) {
      const made = compileQuery(schema, document, operationName ?? undefined, {
        disablingCapturingStackErrors: true,
      });
      compiled = isCompiledQuery(made) ? made : 'as it is';
      known.byName.set(name, compiled);
    }
    if (compiled === 'as it is') return execute(args);
    const result = compiled.query(rootValue, contextValue, variableValues ?? {});
    return result instanceof Promise ? result.then(asGraphQLJs) : asGraphQLJs(result);
  };
}

/**
 * The compiler reads a field without a resolver as plain data; graphql-js also calls it when it is a function, and awaits it. With
 * graphql-js's own default resolver the compiler does the same. (Measured on 80 fields: 6.0 µs instead of 1.9 µs; graphql-js takes 50 µs.)
 */
function resolveEveryField(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve ??= defaultFieldResolver;
  }
}

/** The compiler's errors lack what graphql-js promises: extensions that are always there, and the original of each error at a field. */
function asGraphQLJs(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return {
    ...result,
    errors: result.errors.map(
      ({ message, path, originalError }) =>
        new GraphQLError(message, {
          path: path ?? null,
          // Whatever happened at a field is somebody's error; only what is wrong with the request is not.
          originalError: originalError ?? (path ? new Error(message) : null),
        }),
    ),
  };
}

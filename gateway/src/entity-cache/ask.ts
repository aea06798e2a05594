import type { RequestScope, Transport } from '../transport/transport.ts';
import type { FillError } from './fills.ts';
import type { Reading, Wanted } from './filling.ts';
import { REPRESENTATIONS } from './selection.ts';

/** Asks the subgraph for what is wanted. Throws what the transport throws, and when the answer is not one. */
export async function ask(
  inner: Transport,
  wanted: readonly Wanted[],
  { keep, request }: Reading,
  scope: RequestScope,
): Promise<{ readonly values: readonly unknown[]; readonly errors: readonly FillError[] }> {
  if (keep.kind === 'fields') {
    const { data, errors = [] } = await inner.run(request, scope);
    return {
      values: [data],
      errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions, place: 0 })),
    };
  }
  const representations = wanted.map(({ representation }) => representation);
  const variables = { ...request.variables, [REPRESENTATIONS]: representations };
  const { data, errors = [] } = await inner.run({ ...request, variables }, scope);
  const found: unknown = data?.['_entities'];
  const isAnswer = Array.isArray(found) && found.length === wanted.length;
  if (!isAnswer && errors.length === 0)
    throw new Error('the answer does not hold one entity for each representation');
  return {
    values: isAnswer ? (found as readonly unknown[]) : wanted.map(() => null),
    errors: errors.map(({ message, path, extensions }) => {
      const [, number, ...inside] = path ?? [];
      return typeof number === 'number' && isAnswer
        ? { message, extensions, place: number, path: inside }
        : { message, extensions, place: undefined, path: undefined };
    }),
  };
}

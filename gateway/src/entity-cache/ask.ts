import type { RequestScope, SubgraphRequest, Transport } from '../transport/transport.ts';
import type { FillError } from './fills.ts';
import { REPRESENTATIONS, type Keepable } from './selection.ts';

/** One answer that is wanted: of a representation, or of root fields. */
export interface Wanted {
  /** Stands for everything but the name: the subgraph, what is selected, for whom, and with which variables. */
  readonly group: string;
  readonly name: string;
  /** What is asked about; absent for root fields. */
  readonly representation?: { readonly id: string } | undefined;
}

/** Stands for one answer among all that there are. */
export function keyOf({ group, name }: Wanted): string {
  return `${group} ${name}`;
}

/** A fetch as the cache sees it. */
export interface Reading {
  readonly keep: Keepable;
  readonly request: SubgraphRequest;
  readonly scope: RequestScope;
}

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

import type { ExecutionResult } from 'graphql';

interface Plain {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/**
 * What differs between two answers of one operation, or undefined. Data must be the same to the order of its fields. Errors must have made
 * the same places null; GraphQL leaves open which of several errors below one place is told, so only an error whose own field is null
 * there must be the same in both.
 */
export function difference(answer: ExecutionResult, reference: ExecutionResult): string | undefined {
  const [ours, theirs] = [plain(answer), plain(reference)];
  const [data, expected] = [JSON.stringify(ours.data), JSON.stringify(theirs.data)];
  if (data !== expected)
    return `data\n  is        ${data}\n  should be ${expected}\n  ${JSON.stringify(ours.errors)}`;
  const [places, wanted] = [nulls(ours), nulls(theirs)];
  if (places !== wanted) return `errors\n  are       ${places}\n  should be ${wanted}`;
  return undefined;
}

function plain(result: ExecutionResult): Plain {
  return JSON.parse(JSON.stringify(result)) as Plain;
}

function nulls({ data, errors }: Plain): string {
  const places = new Set(
    (errors ?? []).map(({ message, path }) => {
      if (!path) return `nowhere: ${message}`;
      const place = path.slice(0, depthOfNull(data, path));
      const isOwn = place.length === path.length;
      return `${JSON.stringify(place)}${isOwn ? ` ${message}` : ''}`;
    }),
  );
  return [...places].toSorted().join('\n');
}

function depthOfNull(data: unknown, path: readonly (string | number)[]): number {
  let value = data;
  let depth = 0;
  for (const step of path) {
    if (value === null || value === undefined) break;
    value = (value as Record<string | number, unknown>)[step];
    depth += 1;
  }
  return depth;
}

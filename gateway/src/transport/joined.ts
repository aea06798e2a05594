import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import { Cancellation } from '../cancellation.ts';
import { isJoinable, joinDocuments, type JoinedDocument, type Member } from './joined-document.ts';
import { FETCH_DEADLINE_MS, type RequestScope, type SubgraphRequest, type Transport } from './transport.ts';

/** A query that waits for others to go with it. */
interface Waiting {
  readonly request: SubgraphRequest;
  readonly document: DocumentNode;
  readonly scope: RequestScope;
  readonly answer: PromiseWithResolvers<ExecutionResult>;
}

/** More than a plan has for one subgraph at one time; each number of them is another text for the subgraph to parse. */
const MOST_JOINED = 8;
/** A fetch of more entities than this takes so long that what stands beside it should not wait for it, nor one request hold both. */
const MOST_REPRESENTATIONS = 1_000;

/**
 * A subgraph over HTTP, where the number of requests is nearly all that a fetch costs: queries that are wanted together (`together`) are sent
 * as one, and each gets its own part of the answer, with its errors. Where an answer cannot be told apart (all of it is null, or an error
 * says no place), each is asked by itself: what one of them broke is not the others' fault.
 */
export function joiningTransport(inner: Transport): Transport {
  /** Each until the end of what is done now. */
  const waiting = new Map<object, Waiting[]>();

  function join(together: object, one: Waiting): void {
    const known = waiting.get(together);
    if (known && known.length < MOST_JOINED) {
      known.push(one);
      return;
    }
    const all = [one];
    waiting.set(together, all);
    // After everything that is ready to be asked now: `nextTick` runs when no promise has anything left to do.
    process.nextTick(() => {
      if (waiting.get(together) === all) waiting.delete(together);
      if (all.length === 1) askAlone(one);
      else void send(all);
    });
  }

  function askAlone({ request, scope, answer }: Waiting): void {
    inner.run(request, scope).then(answer.resolve, answer.reject);
  }

  async function send(all: readonly Waiting[]): Promise<void> {
    const answers = await runJoined(all);
    for (const [index, one] of all.entries()) {
      if (answers instanceof Failure) one.answer.reject(answers.reason);
      else {
        const own = answers?.[index];
        if (own) one.answer.resolve(own);
        else askAlone(one);
      }
    }
  }

  /** Each one's answer; undefined when they cannot be told apart. */
  async function runJoined(
    all: readonly Waiting[],
  ): Promise<readonly ExecutionResult[] | Failure | undefined> {
    const joined = joinedOf(all.map(({ document }) => document));
    const { scope, end } = commonScope(all);
    try {
      const { document: query, operationName } = joined;
      const variables = variablesOf(all, joined);
      return apart(await inner.run({ query, variables, operationName, isQuery: true }, scope), joined);
    } catch (error) {
      return new Failure(error);
    } finally {
      end();
    }
  }

  return {
    ...inner,
    run(request, scope) {
      const { query, together } = request;
      if (!together || typeof query === 'string' || !isSmall(request) || !canBeJoined(query))
        return inner.run(request, scope);
      const answer = Promise.withResolvers<ExecutionResult>();
      join(together, { request, document: query, scope, answer });
      return answer.promise;
    },
  };
}

class Failure {
  readonly reason: unknown;

  constructor(reason: unknown) {
    this.reason = reason;
  }
}

const joinable = new WeakMap<DocumentNode, boolean>();

function canBeJoined(document: DocumentNode): boolean {
  let known = joinable.get(document);
  if (known === undefined) joinable.set(document, (known = isJoinable(document)));
  return known;
}

function isSmall({ variables }: SubgraphRequest): boolean {
  const representations = variables?.['representations'];
  return !Array.isArray(representations) || representations.length <= MOST_REPRESENTATIONS;
}

/** What has been joined, by its documents one after another. It lives as long as they do. */
interface Known {
  joined?: JoinedDocument;
  readonly more: WeakMap<DocumentNode, Known>;
}

const known: Known = { more: new WeakMap() };

function joinedOf(documents: readonly DocumentNode[]): JoinedDocument {
  let place = known;
  for (const document of documents) {
    let next = place.more.get(document);
    if (!next) place.more.set(document, (next = { more: new WeakMap() }));
    place = next;
  }
  return (place.joined ??= joinDocuments(documents));
}

function variablesOf(all: readonly Waiting[], { members }: JoinedDocument): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const [index, { variable }] of members.entries()) {
    const given = all[index]?.request.variables;
    for (const name in given) variables[variable(name)] = given[name];
  }
  return variables;
}

/** The scope of what is asked; when not all have the same one, the work ends when all of them have left. */
function commonScope(all: readonly Waiting[]): { readonly scope: RequestScope; end(): void } {
  const [first, ...others] = all.map(({ scope }) => scope);
  if (!first) throw new TypeError('nothing is asked');
  if (others.every((each) => each === first)) return { scope: first, end: () => undefined };
  const cancellation = new Cancellation(FETCH_DEADLINE_MS);
  let left = all.length;
  for (const each of [first, ...others])
    each.cancellation?.onCancel(({ reason }) => {
      left -= 1;
      if (left === 0) cancellation.cancel(reason);
    });
  return { scope: { caller: first.caller, cancellation }, end: () => cancellation.finish() };
}

function apart(
  { data, errors }: ExecutionResult,
  { members }: JoinedDocument,
): readonly ExecutionResult[] | undefined {
  if (!data) return undefined;
  const found = members.map(({ names }) => dataOf(data, names));
  if (!errors?.length) return found.map((own) => ({ data: own }));
  const told = members.map((): GraphQLError[] => []);
  for (const error of errors) {
    const index = members.findIndex((member) => rootOf(error, member) !== undefined);
    const member = members[index];
    if (!member) return undefined;
    told[index]?.push(ownError(error, member));
  }
  return found.map((own, index) => ({ data: own, ...withErrors(told[index] ?? []) }));
}

function dataOf(
  data: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const [from, name] of names) own[name] = data[from];
  return own;
}

function rootOf({ path }: GraphQLError, { names }: Member): string | undefined {
  const root = path?.[0];
  return typeof root === 'string' ? names.get(root) : undefined;
}

function ownError(error: GraphQLError, member: Member): GraphQLError {
  const { message, path = [], extensions } = error;
  return new GraphQLError(message, { path: [rootOf(error, member) ?? '', ...path.slice(1)], extensions });
}

function withErrors(errors: readonly GraphQLError[]): { readonly errors?: readonly GraphQLError[] } {
  return errors.length > 0 ? { errors } : {};
}

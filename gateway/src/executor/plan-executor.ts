import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Cancellation, Cancelled } from '../cancellation.ts';
import { withoutFlags } from '../flags/decisions.ts';
import { spenderOf } from '../identity/spender.ts';
import { rateLimited } from '../rates/rate-limited.ts';
import type { RequestScope } from '../transport/transport.ts';
import { finish } from './finish.ts';
import { GatheredRun, notRun } from './gathered.ts';
import { deliver } from './incremental/deliver.ts';
import { Lru } from './lru.ts';
import type { Delivered, Executor, Gathered, Known, PlanRun, Variables } from './operation.ts';
import { placeErrors } from './plan/errors.ts';
import { copy } from './plan/merge.ts';
import type { Json, PlacedError, Run, Sources } from './plan/run.ts';
import type { LoadedSupergraph } from './planner/supergraph.ts';
import type { Turns } from './planner/turns.ts';
import { prepare, type EventReading, type Prepared, type Variant } from './prepare.ts';
import { leftToSubgraphs, preparedKey, type Authorisation } from './prepared-key.ts';

/** Operations that are kept planned: a store's apps send some hundreds; ad hoc ones must not push those out. */
const MOST_OPERATIONS = 2_000;
/** The whole of one operation. Below the 30 s of the usual load balancers; a single fetch has 10 s. */
export const OPERATION_DEADLINE_MS = 20_000;

/** Whether an operation was found planned. */
export type PlanLookUp = 'hit' | 'miss';

export interface ExecutorOptions {
  readonly supergraph: LoadedSupergraph;
  readonly sources: Sources;
  /** Of everybody who asks for what is not planned yet. */
  readonly turns: Turns;
  readonly authorisation?: Authorisation;
  /** Of what has no deadline yet, as an event of a subscription; in milliseconds. Default: `OPERATION_DEADLINE_MS`. */
  readonly deadlineMs?: number | undefined;
  /** Hears whether operations were found planned. */
  readonly onPlan?: ((outcome: PlanLookUp) => void) | undefined;
}

/** An operation as it was asked for. */
interface Sought {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly key: string | undefined;
  readonly scope: RequestScope | undefined;
  readonly inParts: boolean;
}

/** The same, and the settings of its switches that it was asked for with. */
export interface Asked extends Sought {
  readonly settings: () => readonly Variables[];
}

export interface PlanExecutor extends Executor {
  /** What was asked for lately, the latest first. */
  latest(most: number): readonly Asked[];
  /** How many operations are kept planned. */
  readonly planned: number;
  /** Plans ahead. Throws a `GraphQLError` for what cannot be planned. */
  warm(asked: Asked): void;
}

/** Runs the plans of one supergraph. */
export function createPlanExecutor({
  supergraph,
  sources,
  turns,
  authorisation = leftToSubgraphs,
  deadlineMs = OPERATION_DEADLINE_MS,
  onPlan,
}: ExecutorOptions): PlanExecutor {
  const { schema, overrideLabels, labelsIn } = supergraph;
  const operations = new Lru<string, Prepared>(MOST_OPERATIONS);
  const asked = new WeakMap<Prepared, Asked>();
  const texts = new WeakMap<DocumentNode, string>();

  function textOf(document: DocumentNode): string {
    const known = texts.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    texts.set(document, text);
    return text;
  }

  function labelsOn(scope: RequestScope | undefined): readonly string[] {
    if (!scope || overrideLabels.length === 0) return [];
    const { decisions = withoutFlags(scope) } = scope;
    return overrideLabels.filter((label) => decisions.isOn(label));
  }

  /** What the operation is kept as. */
  function idOf({ document, operationName, key, scope, inParts }: Sought) {
    const overrides = labelsOn(scope);
    const shape = authorisation.shapeOf(document, operationName, scope);
    const text = key ?? textOf(document);
    const id = preparedKey({ text, operationName, overrides, authorisation: shape, inParts });
    return { id, overrides, shape };
  }

  /** The operation as it is kept; prepared now where it is not. */
  function find(sought: Sought) {
    const { id, overrides, shape } = idOf(sought);
    const known = operations.get(id);
    if (known) return { prepared: known, outcome: 'hit' } as const;
    const { document, operationName, inParts } = sought;
    const restrict = (given: DocumentNode) => authorisation.restrict(given, shape);
    const on = new Map(overrideLabels.map((label) => [label, overrides.includes(label)]));
    const made = prepare(document, { operationName, overrides: on, restrict, inParts }, supergraph, sources);
    operations.set(id, made);
    asked.set(made, { ...sought, settings: () => made.settings() });
    return { prepared: made, outcome: 'miss' } as const;
  }

  return {
    schema,
    labelsOn,
    get planned() {
      return operations.size;
    },
    prepare(document, operationName, { key, scope, inParts = false } = {}) {
      const { prepared, outcome } = find({ document, operationName, key, scope, inParts });
      onPlan?.(outcome);
      if (overrideLabels.length > 0) scope?.decisions?.seeLabels(labelsIn(document));
      return prepared;
    },
    isPrepared: (document, operationName, { key, scope, inParts = false } = {}) =>
      operations.get(idOf({ document, operationName, key, scope, inParts }).id) !== undefined,
    gather: (operation, run) => gather(operation as Prepared, run),
    deliver: (operation, run) => deliverParts(operation as Prepared, run),
    warm(wanted) {
      const { prepared } = find(wanted);
      for (const setting of wanted.settings()) prepared.variant(setting);
    },
    latest: (most) =>
      [...operations.values()]
        .toReversed()
        .slice(0, most)
        .flatMap((each) => asked.get(each) ?? []),
  };

  /** Coerces, plans, and begins; a result where that fails. Nothing is waited for where it is planned. */
  function begin(
    prepared: Prepared,
    planRun: PlanRun,
  ): Begun | ExecutionResult | Promise<Begun | ExecutionResult> {
    const given = prepared.coerce(planRun.variables);
    if ('errors' in given) return given;
    const { coerced } = given;
    const variant = prepared.known(coerced);
    if (variant) return beginWith(variant, coerced, planRun);
    return planned(prepared, coerced, planRun).then((made) =>
      made instanceof GraphQLError ? { errors: [made] } : beginWith(made, coerced, planRun),
    );
  }

  /** The operation for these variables when it is its caller's turn, or why it cannot be planned. */
  async function planned(
    prepared: Prepared,
    variables: Variables,
    { context: { scope, sender } }: PlanRun,
  ): Promise<Variant | GraphQLError> {
    const { caller, cancellation } = scope;
    const isGivenUp = () => cancellation?.why !== undefined;
    try {
      const variant = turns.take(spenderOf(caller, sender?.address), isGivenUp, () =>
        prepared.variant(variables),
      );
      return variant instanceof Promise && cancellation ? await cancellation.guard(variant) : await variant;
    } catch (error) {
      if (error instanceof GraphQLError) return error;
      if (error instanceof Cancelled) return rateLimited('Too many operations wait to be planned', 1_000);
      throw error;
    }
  }

  function beginWith(variant: Variant, coerced: Variables, { context, known }: PlanRun): Begun {
    const outer = context.scope.cancellation;
    const cancellation = outer ?? new Cancellation(deadlineMs);
    return {
      variant,
      run: {
        ...(known ? read(known, variant.event) : { data: {}, errors: [] }),
        variables: coerced,
        scope: { ...context.scope, cancellation },
        cancellation,
      },
      end: () => outer ?? cancellation.finish(),
    };
  }

  async function gather(prepared: Prepared, planRun: PlanRun): Promise<Gathered> {
    const beginning = begin(prepared, planRun);
    const begun = beginning instanceof Promise ? await beginning : beginning;
    if (!('run' in begun)) return notRun(begun);
    const { run, variant, end } = begun;
    await variant.step(run);
    end();
    return new GatheredRun(run, variant);
  }

  async function deliverParts(prepared: Prepared, planRun: PlanRun): Promise<Delivered> {
    const begun = await begin(prepared, planRun);
    if (!('run' in begun)) return { first: begun };
    const { run, variant, end } = begun;
    if (!variant.parts) {
      await variant.step(run);
      end();
      return { first: finish(run, variant) };
    }
    return deliver(variant.parts, run, {
      clientNames: variant.clientNames,
      isOfType: supergraph.isOfType,
      introspection: variant.introspect?.(run.variables),
      onFailure: (error) => sources.onFailure('', error, run.scope),
      onEnd: end,
    });
  }
}

interface Begun {
  readonly variant: Variant;
  readonly run: Run;
  readonly end: () => unknown;
}

/** An event as the beginning of a run. A copy, since it may be shared and the run writes into it. */
function read(
  { data, errors }: Known,
  event: EventReading | undefined,
): { data: Json; errors: PlacedError[] } {
  const begun: Json = data ? copy({ ...data }) : {};
  event?.rewrite?.(begun);
  const placing = { subgraph: event?.subgraph ?? '', renamed: event?.renamed ?? new Map(), whole: [] };
  return { data: begun, errors: placeErrors(errors ?? [], data, [], placing) };
}

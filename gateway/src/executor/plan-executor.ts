import { GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Cancellation } from '../cancellation.ts';
import { withoutFlags } from '../flags/decisions.ts';
import type { RequestScope } from '../transport/transport.ts';
import { finish } from './finish.ts';
import { deliver } from './incremental/deliver.ts';
import { Lru } from './lru.ts';
import type { Delivered, Executor, Known, PlanRun, Variables } from './operation.ts';
import { placeErrors } from './plan/errors.ts';
import { copy } from './plan/merge.ts';
import type { Json, PlacedError, Run, Sources } from './plan/run.ts';
import type { LoadedSupergraph } from './planner/supergraph.ts';
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
  readonly authorisation?: Authorisation;
  readonly onPlan?: ((outcome: PlanLookUp) => void) | undefined;
}

/** An operation as it was asked for. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly key: string | undefined;
  readonly scope: RequestScope | undefined;
  readonly inParts: boolean;
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
  authorisation = leftToSubgraphs,
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

  /** The operation as it is kept; planned now where it is not. */
  function find({ document, operationName, key, scope, inParts }: Omit<Asked, 'settings'>) {
    const overrides = labelsOn(scope);
    const shape = authorisation.shapeOf(document, operationName, scope);
    const id = preparedKey({
      text: key ?? textOf(document),
      operationName,
      overrides,
      authorisation: shape,
      inParts,
    });
    const known = operations.get(id);
    if (known) return { prepared: known, outcome: 'hit' } as const;
    const restrict = (given: DocumentNode) => authorisation.restrict(given, shape);
    const on = new Map(overrideLabels.map((label) => [label, overrides.includes(label)]));
    const options = { operationName, overrides: on, restrict, inParts };
    const made = prepare(document, options, supergraph, sources);
    operations.set(id, made);
    asked.set(made, { document, operationName, key, scope, inParts, settings: () => made.settings() });
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
    run: (operation, run) => execute(operation as Prepared, run),
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

  /** Coerces, plans, and begins; a result where that fails. */
  function begin(prepared: Prepared, { variables, context, known }: PlanRun): Begun | ExecutionResult {
    const given = prepared.coerce(variables);
    if ('errors' in given) return given;
    const { coerced } = given;
    const variant = planned(prepared, coerced);
    if (variant instanceof GraphQLError) return { errors: [variant] };
    const outer = context.scope.cancellation;
    const cancellation = outer ?? new Cancellation(OPERATION_DEADLINE_MS);
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

  async function execute(prepared: Prepared, planRun: PlanRun): Promise<ExecutionResult> {
    const begun = begin(prepared, planRun);
    if (!('run' in begun)) return begun;
    const { run, variant, end } = begun;
    await variant.step(run);
    end();
    return finish(run, variant);
  }

  async function deliverParts(prepared: Prepared, planRun: PlanRun): Promise<Delivered> {
    const begun = begin(prepared, planRun);
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

/** The operation for these variables, or why it cannot be planned. */
function planned(prepared: Prepared, variables: Variables): Variant | GraphQLError {
  try {
    return prepared.variant(variables);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
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

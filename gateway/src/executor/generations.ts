import { setImmediate } from 'node:timers/promises';
import {
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import { createAuthorisation, type AuthorisationOptions } from '../authorization/authorisation.ts';
import { compileCost, type OperationCost } from '../limits/cost.ts';
import { readCosts, type DeclaredCosts } from '../limits/declared-costs.ts';
import type { Executor, PreparedOperation } from './operation.ts';
import { createPlanExecutor, type Asked, type ExecutorOptions, type PlanExecutor } from './plan-executor.ts';
import type { Sources } from './plan/run.ts';
import { fragmentsOf } from './planner/documents.ts';
import { leftToSubgraphs } from './prepared-key.ts';
import { loadSupergraph, type LoadedSupergraph } from './planner/supergraph.ts';
import { SupergraphRefused } from './supergraph.ts';
import { createTurns, type Turns } from './planner/turns.ts';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
}

export interface GenerationsOptions extends Pick<ExecutorOptions, 'deadlineMs' | 'onPlan'> {
  readonly supergraphSdl: string;
  readonly sources: Sources;
  /** How what the schema asks of callers is decided here, or that only subgraphs decide. */
  readonly authorisation: AuthorisationOptions | 'left to subgraphs';
  /** Makes sure that subgraphs can be reached; what it gives makes it so. Throws for one that cannot. */
  readonly connect: (subgraphs: readonly Subgraph[]) => () => void;
  readonly logger: Logger;
  /** Of everybody who asks for what is not planned yet. Default: of its own. */
  readonly turns?: Turns;
}

/**
 * The supergraph that is served, and those before it that still answer what they began. As an `Executor` it is the newest; an operation is
 * run by the one that prepared it.
 */
export interface Generations extends Executor {
  /** The cost of an operation that is valid for a schema that was served once, worked out once for each. */
  costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): OperationCost;
  /** Plans what will be asked for, so that nobody waits for it; what the schema does not have is left out. Answers how many. */
  warm(foreseen: readonly Asked[]): Promise<number>;
  /** How many operations are kept planned. */
  readonly planned: number;
  /** Of everybody who asks for what is not planned yet. */
  readonly turns: Turns;
  /** The executor of a schema that was served once. */
  of(schema: GraphQLSchema): Executor;
  /**
   * Checks a new supergraph, plans with it what clients have asked for lately, and only then lets it take over. Rejects with the reason when
   * it cannot be served; the old one stays. One at a time, in order.
   */
  replace(supergraphSdl: string): Promise<void>;
  /** Calls the listener at each takeover, with what is served from now on. Returns what ends it. */
  onReplaced(listener: (schema: GraphQLSchema) => void): () => void;
  stop(): Promise<void>;
}

interface Generation {
  readonly supergraph: LoadedSupergraph;
  /** Its subgraphs are those that are asked from now on. */
  readonly connected: () => void;
  readonly executor: PlanExecutor;
  readonly costs: DeclaredCosts;
}

/** What is planned ahead: the operations of a store's apps; planning takes about 2 ms each. */
const MOST_WARMED = 500;

/** Loads the first supergraph. Rejects with `SupergraphRefused`. */
export async function createGenerations(options: GenerationsOptions): Promise<Generations> {
  const { logger, turns = createTurns() } = options;
  const bySchema = new WeakMap<GraphQLSchema, Generation>();
  const costs = new WeakMap<OperationDefinitionNode, OperationCost>();
  const byOperation = new WeakMap<PreparedOperation, Generation>();
  const listeners = new Set<(schema: GraphQLSchema) => void>();
  let current = await load(options.supergraphSdl, options, turns);
  current.connected();
  bySchema.set(current.executor.schema, current);
  let replacing: Promise<void> = Promise.resolve();

  async function replace(sdl: string): Promise<void> {
    const next = await load(sdl, options, turns);
    const warmed = await warm(next, current.executor.latest(MOST_WARMED));
    const old = current;
    bySchema.set(next.executor.schema, next);
    current = next;
    next.connected();
    for (const listener of listeners) listener(next.executor.schema);
    logger.info({ warmed }, 'a new supergraph is served');
    await old.supergraph.stop();
  }

  return {
    turns,
    get schema() {
      return current.executor.schema;
    },
    warm: (foreseen) => warm(current, foreseen),
    labelsOn: (scope) => current.executor.labelsOn(scope),
    get planned() {
      return current.executor.planned;
    },
    prepare(document, operationName, hints) {
      const generation = current;
      const operation = generation.executor.prepare(document, operationName, hints);
      byOperation.set(operation, generation);
      return operation;
    },
    isPrepared: (document, operationName, hints) =>
      current.executor.isPrepared(document, operationName, hints),
    gather: (operation, run) => (byOperation.get(operation) ?? current).executor.gather(operation, run),
    deliver: (operation, run) => (byOperation.get(operation) ?? current).executor.deliver(operation, run),
    costOf(schema, document, operation) {
      const known = costs.get(operation);
      if (known) return known;
      const generation = bySchema.get(schema) ?? current;
      const made = compileCost(operation, {
        schema,
        fragments: fragmentsOf(document),
        costs: generation.costs,
      });
      costs.set(operation, made);
      return made;
    },
    of: (schema) => (bySchema.get(schema) ?? current).executor,
    replace(sdl) {
      const turn = replacing.then(() => replace(sdl));
      replacing = turn.catch(() => undefined);
      return turn;
    },
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      await replacing;
      await current.supergraph.stop();
    },
  };
}

async function load(
  sdl: string,
  { sources, connect, authorisation: how, deadlineMs, onPlan }: GenerationsOptions,
  turns: Turns,
): Promise<Generation> {
  try {
    const supergraph = await loadSupergraph(sdl);
    const connected = connect(supergraph.subgraphs);
    const document = parse(sdl, { noLocation: true });
    const authorisation =
      how === 'left to subgraphs' ? leftToSubgraphs : createAuthorisation(document, supergraph.schema, how);
    return {
      supergraph,
      connected,
      executor: createPlanExecutor({ supergraph, sources, turns, authorisation, deadlineMs, onPlan }),
      costs: readCosts(document),
    };
  } catch (cause) {
    throw new SupergraphRefused(cause);
  }
}

/** Plans ahead. Requests are answered in between. */
async function warm(next: Generation, wanted: readonly Asked[]): Promise<number> {
  let warmed = 0;
  for (const asked of wanted) {
    await setImmediate();
    // What the new schema does not have any more is told to its clients, not here.
    if (validate(next.executor.schema, asked.document).length > 0) continue;
    try {
      next.executor.warm(asked);
      warmed += 1;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
    }
  }
  return warmed;
}

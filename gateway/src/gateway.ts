import { setTimeout as pause } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { EntityCache } from './entity-cache/entity-cache.ts';
import { told, withoutProposal } from './errors.ts';
import type { EdgeContext } from './executor/context.ts';
import { createEdgeGateway } from './executor/edge-gateway.ts';
import { answersInParts } from './executor/incremental/plugin.ts';
import { OPERATION_DEADLINE_MS } from './executor/plan-executor.ts';
import { loadable } from './executor/supergraph.ts';
import { createDecisions } from './flags/decisions.ts';
import { NO_FLAGS } from './flags/flag-set.ts';
import type { Flags } from './flags/flags.ts';
import { createFlagMetrics } from './flags/metrics.ts';
import { OWN_ADDRESS, ownSubgraph } from './flags/own-subgraph.ts';
import { createGenerations, type GenerationsOptions, type Subgraph } from './executor/generations.ts';
import { createKnownOperations } from './http/known-operations.ts';
import { createPipeline } from './http/pipeline.ts';
import { askedTogether, readinessOf, readinessOfGateway, type ReadinessParts } from './http/readiness.ts';
import { jsonStatus } from './http/json-status.ts';
import { createEdgeServer, type Patience } from './http/server.ts';
import { DEFAULT_BUDGETS, NO_RATES, createAdmission, type Spending } from './limits/admission.ts';
import { createCostMetrics } from './limits/metrics.ts';
import { spends } from './limits/plugin.ts';
import { createLabels } from './observation/labels.ts';
import { createOperationMetrics } from './observation/metrics.ts';
import { createOperationObserver } from './observation/observer.ts';
import { tells } from './observation/plugin.ts';
import type { Rates } from './rates/gcra.ts';
import { NO_CHECK, createDocumentCheck } from './limits/check-document.ts';
import { DEFAULT_OPERATION_LIMITS, type OperationLimits } from './limits/operation-limits.ts';
import { subscriptionsWantSockets } from './http/sockets-only.ts';
import type { Identification, Identified } from './identity/authenticate.ts';
import type { MetricsRegistry } from '@longbox/events';
import type { MetricsSource } from '@longbox/subgraph';
import { foreseen } from './persisted/foreseen.ts';
import { createPersistedOperations, type ShippedManifests } from './persisted/persisted-operations.ts';
import { createSubscriptionPlanner } from './subscriptions/plan.ts';
import { DEFAULT_LIMITS, type LiveLimits } from './subscriptions/limits.ts';
import type { Bus } from './subscriptions/bus.ts';
import type { RelayTimes } from './subscriptions/relay.ts';
import { createLive } from './subscriptions/live.ts';
import { createConnections } from './transport/connections.ts';
import { SubgraphSpared, type Transport } from './transport/transport.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** How subgraphs are reached, by name. */
  readonly transports: Readonly<Record<string, Transport>>;
  /** Makes the transport of a subgraph that has none; absent, every subgraph must have one. */
  readonly connect?: (subgraph: Subgraph) => Transport;
  readonly authentication: Identification;
  /** Operations that are known by their id without being registered; absent, there are none. */
  readonly manifests?: ShippedManifests | undefined;
  /** How permissions that the schema asks for are decided at the edge; subgraphs decide again. Default: by the caller's scopes and kind. */
  readonly authorisation?: GenerationsOptions['authorisation'];
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly origins: readonly string[];
  /** Serve the explorer page. */
  readonly explorer: boolean;
  /** Who may ask for the schema. Default: everybody where there is an explorer, staff elsewhere. */
  readonly introspection?: 'everybody' | 'staff' | 'nobody' | undefined;
  /** Whether operations are held to limits, costs and rates. Default: they are. */
  readonly protects?: boolean | undefined;
  /** Whether the store's own apps may send ids of operations. Default: they may. */
  readonly takesIds?: boolean | undefined;
  /** Whether requests that a foreign page could send unseen are refused. Default: they are. */
  readonly preventsCsrf?: boolean | undefined;
  /** Connections that are open at once; more are closed as they come. Default: 20,000. */
  readonly connections?: number | undefined;
  /** How long it goes on answering after it was told to stop, in milliseconds, at most 3,000. Default: 0. */
  readonly drainMs?: number | undefined;
  /** How long clients may take to send. */
  readonly patience?: Patience | undefined;
  /** How long an operation may take before it is answered with what has come, in milliseconds. Default: 20,000. */
  readonly operationTimeoutMs?: number | undefined;
  /** Of what one operation may be. */
  readonly operationLimits?: OperationLimits;
  /** What operations may cost, and callers may spend. Default: the budgets that fit the contract, and no rates. */
  readonly spending?: Partial<Spending>;
  /** Counts spending for several gateways together. Default: each counts for itself. */
  readonly rates?: Rates | undefined;
  /** Of live operations. */
  readonly limits?: LiveLimits;
  /** Tells other processes of the gateway of live events. Absent: this is the only one. Whoever opened it closes it. */
  readonly bus?: Bus | undefined;
  readonly relayTimes?: RelayTimes | undefined;
  /** Whether errors over HTTP are told as the client contract has them, or as the subgraphs do. Default: as the contract. */
  readonly masksErrors?: boolean | undefined;
  /** Keeps answers of subgraphs. Absent: each is asked each time. Whoever made it starts and stops it. */
  readonly entityCache?: EntityCache | undefined;
  /** What is switched on for whom. Absent: nothing, but shares of callers that the supergraph itself says. Whoever opened it closes it. */
  readonly flags?: Flags | undefined;
  readonly logger: Logger;
  /** What is served at `/metrics`; nothing is when left out. */
  readonly metrics?: MetricsSource;
  /** Where operations, their costs and plans, and live ones are counted; it takes the counts of one gateway. Absent: none are. */
  readonly registry?: MetricsRegistry | undefined;
}

export interface Gateway {
  /** `http://host:port/graphql`. */
  readonly url: string;
  /**
   * Serves another supergraph from now on, without dropping a request: it is checked, and what clients ask for is planned with it, before it
   * takes over. Rejects with the reason when it cannot be served; then nothing changes.
   */
  replaceSupergraph(supergraphSdl: string): Promise<void>;
  /**
   * Tells live clients to connect elsewhere and everybody else that their connections are closed, for as long as it drains; then it takes no
   * more, and waits for what is in hand. Some four seconds at most.
   */
  stop(): Promise<void>;
}

/** Of a request that was refused before anything was known of it. */
const NOBODY = { kind: undefined, client: undefined, operation: undefined };

/** Starts the edge. Throws when the port is taken or the supergraph cannot be loaded. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, logger, host, port, authentication, explorer, entityCache, registry } = options;
  const deadlineMs = options.operationTimeoutMs ?? OPERATION_DEADLINE_MS;
  /** What is no subgraph that could be away. */
  const own = new Set<string>();
  const { transports, connect, close } = createConnections(
    options.transports,
    (subgraph) => {
      if (subgraph.url === OWN_ADDRESS) {
        own.add(subgraph.name);
        return ownSubgraph(logger);
      }
      if (!options.connect) throw new TypeError(`there is no way to the subgraph ${subgraph.name}`);
      return options.connect(subgraph);
    },
    deadlineMs,
  );
  const onSeen = registry && createFlagMetrics(registry);
  const decide = (who: Identified) => createDecisions(options.flags?.current ?? NO_FLAGS, who, onSeen);
  const metrics = registry && createOperationMetrics(registry, () => generations.planned);
  const labelsOf = createLabels(options.manifests);
  const generations = await createGenerations({
    supergraphSdl: loadable(supergraphSdl),
    connect,
    logger,
    authorisation: options.authorisation ?? {},
    deadlineMs,
    onPlan: (outcome) => metrics?.planLookedUp(outcome),
    sources: {
      transport(name) {
        const transport = transports[name];
        return transport && entityCache ? entityCache.around(name, transport) : transport;
      },
      // That a subgraph is spared is said once by what spares it, and counted; with each request of a busy store it would fill the disk.
      onFailure: (subgraph, err, { caller: { correlationId } }) =>
        err instanceof SubgraphSpared
          ? logger.debug({ err, subgraph, correlationId }, 'a subgraph was not asked')
          : logger.error({ err, subgraph, correlationId }, 'a fetch failed'),
    },
  });
  entityCache?.adopt(supergraphSdl);
  const introspection = options.introspection ?? (explorer ? 'everybody' : 'staff');
  const proposes = introspection === 'everybody';
  const protects = options.protects ?? true;
  const operationLimits = options.operationLimits ?? DEFAULT_OPERATION_LIMITS;
  const admission = createAdmission({
    costOf: (schema, document, operation) => generations.costOf(schema, document, operation),
    spending: { budgets: DEFAULT_BUDGETS, perMinute: NO_RATES, ...options.spending },
    ...(options.rates ? { rates: options.rates } : {}),
    ...(registry ? { onReport: createCostMetrics(registry) } : {}),
    mayIntrospect: (kind) => introspection === 'everybody' || (introspection === 'staff' && kind === 'staff'),
    counts: protects,
  });
  const documents = protects ? createDocumentCheck(operationLimits) : NO_CHECK;
  const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    if (options.masksErrors === false) return formatted;
    const masked = told(formatted);
    if (masked.extensions.code === 'INTERNAL_SERVER_ERROR')
      logger.error({ err: error }, 'an operation failed');
    return proposes ? masked : { ...masked, message: withoutProposal(masked.message) };
  };
  const edgeGateway = createEdgeGateway(generations, deadlineMs, () => entityCache?.moment ?? 0);
  const observe = metrics && createOperationObserver(metrics, labelsOf, admission);
  const known = createKnownOperations({
    gateway: edgeGateway,
    admission,
    schema: () => generations.schema,
    observe,
  });
  const server = new ApolloServer<EdgeContext>({
    gateway: edgeGateway,
    // Who may ask for it is decided with what it costs.
    introspection: true,
    csrfPrevention: options.preventsCsrf ?? true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    ...(protects ? { parseOptions: { maxTokens: operationLimits.tokens } } : {}),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // What may be kept is told by the pipeline, which knows what was fetched.
      ApolloServerPluginCacheControlDisabled(),
      subscriptionsWantSockets,
      spends(admission),
      ...(observe ? [tells(observe)] : []),
      jsonStatus,
      answersInParts(generations, (error) => formatError(error.toJSON(), error)),
      known.plugin,
    ],
    logger: logger.child({}, { level: 'warn' }),
    formatError,
  });
  await server.start();
  await generations.warm(await foreseen(options.manifests, authentication));

  const persisted = createPersistedOperations(authentication, options.manifests, options.takesIds ?? true);
  const live = createLive({
    authentication,
    decide,
    persisted,
    documents,
    proposes,
    admission,
    planner: createSubscriptionPlanner(generations),
    transports,
    server,
    deadlineMs,
    limits: options.limits ?? DEFAULT_LIMITS,
    bus: options.bus,
    relayTimes: options.relayTimes,
    registry,
    logger,
  });
  const readiness: ReadinessParts = {
    transports: Object.fromEntries(Object.entries(transports).filter(([name]) => !own.has(name))),
    isDraining: () => edge.isDraining,
    obstacleOfPartners: () =>
      'everybody' in authentication ? undefined : authentication.partners?.obstacle(),
  };
  const ofEverything = askedTogether(() => readinessOf(readiness));
  const pipeline = createPipeline({
    server,
    known,
    streams: live.streams,
    authentication,
    decide,
    persisted,
    documents,
    origins: options.origins,
    deadlineMs,
    explorer,
    logger,
    ready: (gatewayAlone) => (gatewayAlone ? Promise.resolve(readinessOfGateway(readiness)) : ofEverything()),
    onRefused: (code) => metrics?.failed(labelsOf(NOBODY), code),
    ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
  });
  const edge = createEdgeServer({
    answer: pipeline,
    patience: options.patience,
    connections: options.connections,
    logger,
  });
  live.attach(edge.http);
  const listening = await edge.listen(port, host);

  async function stop(): Promise<void> {
    edge.drain();
    live.drain();
    // Load balancers see meanwhile that it is not ready, and clients are told with each answer that their connection is closed.
    if (options.drainMs) await pause(options.drainMs);
    await Promise.all([edge.close(), live.close()]);
    await server.stop();
    await close();
  }

  let stopped: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}/graphql`,
    async replaceSupergraph(sdl) {
      await generations.replace(loadable(sdl));
      entityCache?.adopt(sdl);
    },
    stop: () => (stopped ??= stop()),
  };
}

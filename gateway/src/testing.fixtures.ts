import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@apollo/composition';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { Subgraph } from '@longbox/subgraph';
import { nobody } from './executor/differential/edge.fixtures.ts';
import { startGateway, type Gateway, type GatewayOptions } from './gateway.ts';
import type { Transport } from './transport/transport.ts';

export type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The supergraph of subgraphs, by their SDL. Throws what keeps them from composing. */
export function composed(sdls: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(sdls).map(([name, sdl]) => ({ name, url: `longbox://${name}`, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], (errors ?? []).join('\n'));
  return supergraphSdl;
}

/** A subgraph that is a schema and nothing else. Its contexts hold the caller. */
export function bareSubgraph(name: Subgraph['name'], sdl: string, resolvers: Resolvers): Subgraph {
  return {
    name,
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { ...resolvers } as never }]),
    createContext: (caller) => ({ caller }),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    obstacles: () => Promise.resolve([]),
    onStatement: () => () => undefined,
    reportTo: () => undefined,
    consumers: {},
    rebuild: () => Promise.reject(new Error('nothing is kept here')),
  };
}

/** A transport that asks a schema in this process by graphql-js; `run` answers instead of it when it is given. */
export function schemaTransport(schema: GraphQLSchema, run?: Transport['run']): Transport {
  return {
    run:
      run ??
      (async ({ query, variables, operationName }) =>
        execute({
          schema,
          document: typeof query === 'string' ? parse(query) : query,
          variableValues: variables,
          operationName,
        })),
    subscribe: () => Promise.reject(new Error('nothing is live here')),
    obstacles: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** A gateway that everybody may ask everything, at a port of its own, silent; unless the options say otherwise. */
export function startTestGateway(
  options: Pick<GatewayOptions, 'supergraphSdl' | 'transports'> & Partial<GatewayOptions>,
): Promise<Gateway> {
  return startGateway({
    authentication: { everybody: nobody },
    host: '127.0.0.1',
    port: 0,
    origins: [],
    explorer: false,
    logger: pino({ level: 'silent' }),
    ...options,
  });
}

/** Apollo Gateway as its documentation sets it up: Apollo Server's standalone server over `ApolloGateway`. */
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { callerHeaders, config, ready } from './config.mjs';

const gateway = new ApolloGateway({
  supergraphSdl: config.supergraph,
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource({
      url,
      willSendRequest({ request }) {
        for (const [name, value] of Object.entries(callerHeaders())) request.http?.headers.set(name, value);
      },
    }),
});
await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: config.port },
});
ready();

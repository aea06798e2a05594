/** Mercurius' gateway on Fastify, which speaks Apollo Federation 1, with its compiler on and as many connections as Longbox keeps. */
import fastify from 'fastify';
import mercuriusGateway from '@mercuriusjs/gateway';
import { callerHeaders, config, ready } from './config.mjs';

const CONNECTIONS = 64;

const app = fastify();
app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: config.services.map(({ name, url, schema }) => ({
      name,
      url,
      schema,
      mandatory: true,
      connections: CONNECTIONS,
      rewriteHeaders: callerHeaders,
    })),
  },
});
await app.listen({ host: '127.0.0.1', port: config.port });
ready();

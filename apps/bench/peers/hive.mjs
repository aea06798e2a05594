/** Hive Gateway's runtime on `node:http`, with its planner in JavaScript, or with its Rust planner when the second argument is `rust`. */
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { callerHeaders, config, ready } from './config.mjs';

const runtime = createGatewayRuntime({
  supergraph: config.supergraph,
  logging: false,
  maskedErrors: false,
  propagateHeaders: { fromClientToSubgraphs: () => callerHeaders() },
  ...(process.argv[3] === 'rust' ? { unifiedGraphHandler } : {}),
});
createServer((request, response) => void runtime(request, response)).listen(config.port, '127.0.0.1', ready);

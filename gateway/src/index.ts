export { startGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export { shippedSupergraph } from './executor/supergraph.ts';
export * from './identity.ts';
export type { Bus } from './subscriptions/bus.ts';
export { openRedisBus } from './subscriptions/redis-bus.ts';
export { httpTransport } from './transport/http.ts';
export { inProcessTransport } from './transport/in-process.ts';
export { peersOver } from './transport/peers.ts';
export type { RequestScope, Transport } from './transport/transport.ts';

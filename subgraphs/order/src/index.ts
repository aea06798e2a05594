export type {
  AuthorizeAnswer,
  AuthorizeRequest,
  CaptureAnswer,
  CaptureRequest,
  PaymentProvider,
  VoidRequest,
} from './application/payment-provider.ts';
export { DEFAULT_CONFIG, ORDER_ENVIRONMENT, readOrderConfig, type OrderConfig } from './config.ts';
export { createTestProvider } from './payments/test-provider.ts';
export { ordersInFlight, ordersPage, paymentsDue, phasesOf, type OrderFacts } from './persistence/facts.ts';
export { ORDER_INVARIANTS } from './persistence/invariants.ts';
export { MIGRATIONS } from './persistence/migrations.ts';
export { createOrderSubgraph, type OrderParts, type OrderSubgraph } from './subgraph.ts';

/**
 * Who may import whom: the import rules of the house, each a failing check. Folders are the architecture; a rule that gets in the way is a
 * question for a decision in docs/decisions, not for an exception here.
 */
const PURE_PACKAGES = '^packages/(ids|money|outcome|sku)/';
const TESTS = '\\.(test|contract|fixtures?)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'The domain imports itself and the pure packages, and types of the events: no I/O, no clock, no ORM, no GraphQL.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/src/domain/', pathNot: TESTS },
      to: { pathNot: ['^subgraphs/$1/src/domain/', PURE_PACKAGES], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'subgraphs-are-islands',
      comment: 'Subgraphs know each other through events and through GraphQL, never through code.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: ['^subgraphs/', '^gateway/', '^apps/'], pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'gateway-knows-no-subgraph',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: ['^subgraphs/', '^apps/'] },
    },
    {
      name: 'packages-know-no-product',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: ['^subgraphs/', '^gateway/', '^apps/'] },
    },
    {
      name: 'graphql-stays-at-the-edge',
      comment: 'domain, application, persistence and messaging of a subgraph do not speak GraphQL.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/(domain|application|persistence|messaging)/', pathNot: TESTS },
      to: { path: ['^node_modules/graphql/', '^node_modules/@apollo/', '^subgraphs/[^/]+/src/graphql/'] },
    },
    {
      name: 'orm-in-persistence-and-use-cases',
      comment: 'graphql, messaging and domain do not see the ORM or the driver (types aside).',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/(graphql|messaging|domain)/', pathNot: TESTS },
      to: { path: '^node_modules/(typeorm|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kafkajs-in-events',
      comment: 'And in the benchmark that compares with it.',
      severity: 'error',
      from: { pathNot: '^(packages/events|apps/bench)/' },
      to: { path: '^node_modules/kafkajs/' },
    },
    {
      name: 'ioredis-in-one-file-of-the-gateway',
      severity: 'error',
      from: { pathNot: '^gateway/src/redis/connect\\.ts$' },
      to: { path: '^node_modules/ioredis/' },
    },
    {
      name: 'opentelemetry-in-telemetry',
      severity: 'error',
      from: { pathNot: '^packages/telemetry/' },
      to: { path: 'node_modules/@opentelemetry/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: [TESTS, '^packages/testing/', '^apps/end-to-end/'] },
      to: { path: ['\\.test\\.ts$', '^packages/testing/'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node_modules/(?!(typeorm|pg|graphql|@apollo|kafkajs|ioredis|@opentelemetry)/)' },
    tsPreCompilationDeps: 'specify',
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};

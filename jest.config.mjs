import { spawnSync } from 'node:child_process';

import { join } from 'node:path';
import { kafkaForTests } from './infra/kafka/local/for-tests.ts';

/**
 * Five kinds of test. `unit` stands beside the source and does no I/O. `integration` (`*.integration.test.ts`) uses a real
 * PostgreSQL that is started once for the run. `kafka`
 * (`*.kafka.test.ts`) uses a real broker. `end-to-end` speaks GraphQL to a started store, once in one process and once in six. `crash` kills
 * whole stores while they sell. What needs a Kafka is left out where none can be had.
 */
const kafka = await kafkaForTests(join(import.meta.dirname, 'infra/kafka/local'));

/** Tests on a program that the machine does not have are left out; continuous integration installs them all (.ci/run). */
function leftOutWithout(program, ...paths) {
  if (!spawnSync(program, ['-v'], { stdio: 'ignore' }).error) return [];
  process.stderr.write(
    `There is no ${program} here: tests that need it are left out (${paths.join(', ')}).\n`,
  );
  return paths;
}

const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
    ],
  },
  // What jest's module system must be given as CommonJS: packages published as ES modules only, and one that imports as it goes.
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|uuid|@opentelemetry/(exporter-trace-otlp-http|otlp-exporter-base))/)',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/.longbox/'],
};

/** What a list has under a condition. */
function when(condition, item) {
  return condition ? [item] : [];
}

export default {
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{packages,subgraphs,gateway,apps,schema,infra}/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        '\\.(integration|kafka)\\.test\\.ts$',
        '/apps/end-to-end/',
      ],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/{packages,subgraphs,gateway,apps}/**/*.integration.test.ts'],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        ...leftOutWithout('nginx', 'caching-proxy\\.integration\\.test\\.ts$'),
      ],
      globalSetup: '<rootDir>/packages/testing/src/jest-global-setup.ts',
      globalTeardown: '<rootDir>/packages/testing/src/jest-global-teardown.ts',
    },
    // On a real broker: that of `KAFKA_BROKERS`, or one that the run starts.
    ...when(kafka.there, {
      ...shared,
      displayName: 'kafka',
      testMatch: ['<rootDir>/packages/**/*.kafka.test.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...when(!kafka.startable, '/secured\\.')],
      globalSetup: '<rootDir>/infra/kafka/local/jest-setup.ts',
      globalTeardown: '<rootDir>/infra/kafka/local/jest-teardown.ts',
    }),
    // Whole stores that are killed while they sell, on servers of their own.
    {
      ...shared,
      displayName: 'crash',
      testMatch: ['<rootDir>/apps/end-to-end/src/crash/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        ...when(!kafka.startable, '/crash/kafka\\.'),
      ],
    },
    ...['embedded', 'distributed'].map((mode) => ({
      ...shared,
      displayName: `end-to-end ${mode}`,
      testMatch: ['<rootDir>/apps/end-to-end/src/**/*.test.ts'],
      // How the command starts and stops is the same question in both modes.
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        '/end-to-end/src/crash/',
        ...(mode === 'distributed' ? ['lifecycle'] : []),
      ],
      globalSetup: `<rootDir>/apps/end-to-end/src/jest-setup-${mode}.ts`,
      globalTeardown: `<rootDir>/apps/end-to-end/src/jest-teardown-${mode}.ts`,
      globals: { LONGBOX_MODE: mode },
    })),
  ],
};

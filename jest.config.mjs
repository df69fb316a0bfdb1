import { availableParallelism } from 'node:os'

/** Two workers a core, because journeys mostly wait. */
export default {
  globalSetup: '<rootDir>/test/running/set-up.mjs',
  globalTeardown: '<rootDir>/test/running/tear-down.mjs',
  testRunner: '<rootDir>/test/running/run-file.mjs',
  testSequencer: '<rootDir>/test/running/longest-first.mjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {},
  maxWorkers: 2 * availableParallelism(),
  testTimeout: 30_000,
}

import { availableParallelism } from 'node:os'

/** Two workers a core, because journeys mostly wait; ESM TypeScript by swc; a test that leaks a handle is a failing test. */
export default {
  testEnvironment: '<rootDir>/test/environment.mjs',
  globalSetup: '<rootDir>/test/shared.global.ts',
  globalTeardown: '<rootDir>/test/shared.teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/try-once-more.ts'],
  roots: ['<rootDir>/test'],
  testSequencer: '<rootDir>/test/longest-first.mjs',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  maxWorkers: 2 * availableParallelism(),
  testTimeout: 30_000,
}

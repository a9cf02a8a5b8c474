/** With `BOT_V2_TEST=built` packages import each other as published, which must be built; otherwise as sources. */
const published = process.env.BOT_V2_TEST === 'built';

/** One configuration for the whole workspace: unit tests beside the source, cross-package tests in `tests/`. */
export default {
  rootDir: '..',
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: '<rootDir>/configs/jest.environment.mjs',
  testEnvironmentOptions: { customExportConditions: [...(published ? [] : ['@bot-v2/source']), 'node', 'default'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  testTimeout: 30_000,
  setupFilesAfterEnv: ['<rootDir>/configs/jest.setup.mjs'],
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/configs/jest-summary-reporter.mjs'],
};

export default {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Real builds on a busy machine take their time; a test that hangs still ends.
  testTimeout: 60_000,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2023',
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
}

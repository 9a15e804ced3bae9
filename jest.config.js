// Times and recurrences are tested in one zone, whatever the machine's.
process.env.TZ = 'UTC';

const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');
const base = require('./.config/jest.config');

const transformed = nodeModulesToTransform([
  ...grafanaESModules,
  '@prometheus-io/lezer-promql',
  '@lezer',
  'rrule-temporal',
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'msw',
  '@mswjs',
  '@open-draft',
  'rettime',
  'until-async',
  'fast-check',
  'pure-rand',
  'yaml',
  'zod',
  'idb-keyval',
]);

const shared = {
  ...base,
  rootDir: __dirname,
  moduleNameMapper: {
    ...base.moduleNameMapper,
    'react-inlinesvg': '<rootDir>/src/test/InlineSvg.tsx',
    '^grafana-runtime-internal/(.*)$': '<rootDir>/node_modules/@grafana/runtime/dist/cjs/components/$1.cjs',
  },
  // d3-color ships .mjs, which the scaffold's pattern leaves out
  transform: { '^.+\\.m?[tj]sx?$': Object.values(base.transform)[0] },
  transformIgnorePatterns: [transformed],
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'domain',
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/src/test/properties.ts'],
      testMatch: ['<rootDir>/src/domain/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'pages',
      testEnvironment: 'jest-fixed-jsdom', // jsdom with Node's own fetch, which msw needs
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/src/domain/'],
    },
  ],
};

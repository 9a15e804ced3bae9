import { readdirSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import grafanaI18n from '@grafana/i18n/eslint-plugin';
import baseConfig from './.config/eslint.config.mjs';

const features = readdirSync(new URL('./src/features', import.meta.url));

// The rooms of the domain, each importing only those above it in this list (docs/architecture.md shows the same table).
const rooms = [
  'record',
  'text',
  'time',
  'settings',
  'promql',
  'statistics',
  'services',
  'incident',
  'insights',
  'maintenance',
  'runbook',
  'security',
  'backup',
  'objective',
  'improvement',
  'catalogue',
  'reminder',
];
const roomZones = rooms.slice(0, -1).map((room, at) => ({
  target: `./src/domain/${room}`,
  from: rooms.slice(at + 1).map((later) => `./src/domain/${later}`),
  message: 'A room imports only the rooms above it in the table of docs/architecture.md.',
}));

// Imports go downward only: features → shared → grafana → domain (docs/architecture.md).
const layers = [
  { target: './src/domain', from: './src', except: ['./domain'] },
  { target: './src/grafana', from: './src', except: ['./grafana', './domain', './constants.ts', './plugin.json'] },
  { target: './src/shared', from: ['./src/features', './src/app', './src/extensions', './src/module.tsx'] },
  { target: './src/extensions', from: ['./src/features', './src/app', './src/shared'] },
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: [
      './src/app',
      './src/extensions',
      ...features.filter((other) => other !== feature).map((other) => `./src/features/${other}`),
    ],
  })),
  { target: './src', from: ['./preview', './demo', './tests'] },
].map((zone) => ({
  ...zone,
  message: 'Imports go downward only: features → shared → grafana → domain; features stand apart.',
}));
const bans = [
  {
    selector: "ImportDeclaration[source.value='zod']",
    message: 'zod/mini: what nobody uses stays out of the build; the whole one adds 20 KB to every page.',
  },
  {
    selector: 'Literal[regex.pattern=/\\\\p\\{/]',
    message: 'The build writes all letters out, 5 KB each time: new RegExp(String.raw`…`).',
  },
  {
    selector: 'TSNonNullExpression',
    message: 'Say what happens when the value is missing.',
  },
  {
    selector: 'CallExpression[callee.name=/^(alert|confirm|prompt)$/]',
    message: 'Use ConfirmModal.',
  },
  {
    selector: "MemberExpression[object.name='window'][property.name=/^(grafanaBootData|grafanaRuntime|open)$/]",
    message: 'The catalogue forbids it: use @grafana/runtime, and links with rel="noopener noreferrer".',
  },
  {
    selector: 'Literal[value=/api\\u002Fds\\u002Fquery/]',
    message: 'Query through the data source proxy (src/grafana/prometheus).',
  },
  {
    selector:
      "CallExpression[callee.name='t'] > ObjectExpression:not(:has(> Property[key.name='count'])):not(:has(> Property[key.name='interpolation']))",
    message: 'Give values as verbatim({ … }): i18next escapes texts for HTML, and React does it again.',
  },
];

// What React 19 removed, with which Grafana 13 comes; tests/stack/bundle.test.ts looks for it in what is shipped.
const goneFromReact = [
  ...['propTypes', 'contextTypes', 'childContextTypes', 'getChildContext', 'defaultProps'].flatMap((name) => [
    `MemberExpression[property.name='${name}']`,
    `PropertyDefinition[key.name='${name}']`,
    `MethodDefinition[key.name='${name}']`,
  ]),
  "JSXAttribute[name.name='ref'][value.type='Literal']",
  'MemberExpression[property.name=/^(findDOMNode|unmountComponentAtNode|createFactory)$/]',
  'MemberExpression[object.name=/^React(DOM)?$/][property.name=/^(render|hydrate)$/]',
  "ImportDeclaration[source.value='react-dom'] > ImportSpecifier[imported.name=/^(render|hydrate|findDOMNode|unmountComponentAtNode)$/]",
  'ImportDeclaration[source.value=/^(react-test-renderer|react-dom\\u002Ftest-utils)/]',
].map((selector) => ({
  selector,
  message: 'React 19 has removed it: default parameters, refs, createRoot, Testing Library.',
}));

export default defineConfig([
  {
    ignores: [
      '.config/',
      'node_modules/',
      'preview/13/node_modules/',
      'dist/',
      'coverage/',
      '.opsbook/',
      'test-results/',
      'playwright-report/',
      'playwright/',
    ],
  },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.json'] } },
    },
    rules: {
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', ['internal', 'parent', 'sibling', 'index']],
          pathGroups: [{ pattern: 'react', group: 'builtin', position: 'after' }],
          pathGroupsExcludedImportTypes: ['react'],
          alphabetize: { order: 'asc', caseInsensitive: true },
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'import-x': importX, '@grafana/i18n': grafanaI18n },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...bans, ...goneFromReact],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones: [...layers, ...roomZones] }],
      '@grafana/i18n/no-translation-top-level': 'error',
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@grafana/*', 'react', 'react-*', '@tanstack/*', 'rxjs'], message: 'The domain is pure.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/{features,shared,app}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@grafana/runtime',
              importNames: [
                'getBackendSrv',
                'getGrafanaLiveSrv',
                'getDataSourceSrv',
                'config',
                'getAppEvents',
                'locationService',
              ],
              message: 'src/grafana is the only door to Grafana.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.{test,spec}.{ts,tsx}', 'src/test/**'],
    rules: {
      '@grafana/i18n/no-translation-top-level': 'off',
      'no-restricted-imports': 'off',
      'import-x/no-restricted-paths': 'off',
    },
  },
]);

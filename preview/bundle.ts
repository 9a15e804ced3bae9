import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from './plugin';

const host = join(root, 'preview', 'host');
const cache = join(root, 'node_modules', '.cache', 'opsbook-preview');

/** The page's own code, ready to be served. */
export interface Bundle {
  directory: string;
  script: string;
  styles: string;
  /** What the script imports at once, so that the browser can fetch it at the same time. */
  preload: string[];
  /** Where icons and locales of the @grafana packages are. */
  grafanaUi: string;
}

const versionsUsed = [
  '@grafana/data',
  '@grafana/ui',
  '@grafana/runtime',
  'react',
  'react-dom',
  'react-router',
  'i18next',
  'react-i18next',
  'systemjs',
];

function packageDirectory(name: string, from: string): string {
  for (let directory = from; directory !== dirname(directory); directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) {
      return realpathSync(candidate); // esbuild follows links: one file under two paths would be two modules
    }
  }
  throw new Error(`${name} is not installed in ${from}: run npm install.`);
}

const versionOf = (name: string, from: string): string =>
  JSON.parse(readFileSync(join(packageDirectory(name, from), 'package.json'), 'utf8')).version;

const hostFiles = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

function fingerprint(packages: string): string {
  const hash = createHash('sha256');
  for (const file of [...hostFiles(host), ...hostFiles(join(root, 'preview', 'contexts')), __filename]) {
    hash.update(file).update(readFileSync(file));
  }
  for (const name of versionsUsed) {
    hash.update(`${name}@${versionOf(name, packages)}`);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Every bare import of the page resolves in `packages`, so that one page serves two majors of Grafana. What the plugin
 * shares with @grafana/ui (emotion, the router) is taken from where @grafana/ui finds it: there must be one of each.
 */
function resolveIn(packages: string): Plugin {
  const ui = packageDirectory('@grafana/ui', packages);
  const runtime = packageDirectory('@grafana/runtime', packages);
  const routerHolder = existsSync(join(ui, 'node_modules', 'react-router-dom-v5-compat'))
    ? join(ui, 'node_modules', 'react-router-dom-v5-compat')
    : ui;
  const homes: Record<string, string> = { '@emotion/css': ui, 'react-router': routerHolder };
  return {
    name: 'one-of-each',
    setup({ onResolve, resolve }) {
      // parts of @grafana/runtime that its package does not export but Grafana itself uses
      onResolve({ filter: /^grafana-runtime-internal\// }, ({ path }) => ({
        path: join(runtime, 'dist', 'esm', 'components', `${path.split('/')[1]}.mjs`),
      }));
      onResolve({ filter: /^[@a-z]/ }, ({ path, importer, kind, pluginData }) => {
        if (!importer.startsWith(host) || pluginData === 'resolved') {
          return undefined;
        }
        return resolve(path, { kind, importer, resolveDir: homes[path] ?? packages, pluginData: 'resolved' });
      });
    },
  };
}

async function bundle(packages: string, directory: string) {
  const unfinished = `${directory}.${process.pid}`;
  await build({
    entryPoints: { host: join(host, 'main.tsx') },
    outdir: unfinished,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: false,
    jsx: 'transform',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file', '.woff2': 'file', '.woff': 'file', '.svg': 'file', '.png': 'file' },
    plugins: [resolveIn(packages)],
    logLevel: 'error',
  });
  // two that start at once may both build: the first to finish stays
  if (existsSync(directory)) {
    rmSync(unfinished, { recursive: true });
  } else {
    renameSync(unfinished, directory);
  }
}

/** Builds the page, or takes it from the cache when nothing it is made of has changed. */
export async function buildHost(packages: string): Promise<Bundle> {
  const name = fingerprint(packages);
  const directory = join(cache, name);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(directory, 'host.js'))) {
    await bundle(packages, directory);
  }
  const imported = readFileSync(join(directory, 'host.js'), 'utf8').matchAll(/from"\.\/(chunk-\w+\.js)"/g);
  return {
    directory,
    preload: [...new Set(Array.from(imported, ([, chunk]) => `${name}/${chunk}`))],
    script: `${name}/host.js`,
    styles: `${name}/host.css`,
    grafanaUi: packageDirectory('@grafana/ui', packages),
  };
}

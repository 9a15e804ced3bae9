// `npm test`. Plain JavaScript without dependencies, so that it runs on a fresh clone. Runs every check, or only the steps
// named after `npm test --`, goes on after a failure where that makes sense, and closes with one line: "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../demo/packages.mjs';

const OLDEST_NODE = 20;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, 'test-results');
const build = join(root, 'dist', 'module.js');
const MINUTE_MS = 60_000;

/** Where a Prometheus that is not installed was unpacked. */
const unpacked = join(root, '.opsbook', 'packages', 'prometheus', 'usr', 'bin');
const node = (...args) => [process.execPath, ...args];
const tool = (file, ...args) => node(join('node_modules', file), ...args);
const script = (name) => [
  ...(process.env.npm_execpath ? node(process.env.npm_execpath) : ['npm']),
  'run',
  '--silent',
  name,
];

/** `count` reads how many checks a step made out of what it left; without it a step is one check. */
const STEPS = {
  format: { command: script('format') },
  lint: { command: script('lint') },
  types: { command: script('typecheck') },
  unit: {
    command: tool('jest/bin/jest.js', '--maxWorkers=2', '--json', `--outputFile=${join(results, 'unit.json')}`),
    limit: 20 * MINUTE_MS,
    count: () => countJest(readJson('unit.json')),
  },
  build: { command: script('build') },
  contract: { command: script('contract'), count: countLine },
  stack: { command: script('test:stack'), count: countLine },
  browser: {
    command: tool('@playwright/test/cli.js', 'test'),
    limit: 25 * MINUTE_MS,
    count: () => countPlaywright(readJson('e2e.json')),
  },
};

const running = new Set();
const total = { passed: 0, failed: 0 };
const broken = new Set();

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  end(`Opsbook needs Node.js ${OLDEST_NODE} or newer, and this is ${process.version}.`);
}
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(STEPS, name));
if (unknown !== undefined) {
  end(`There is no step "${unknown}". The steps are: ${Object.keys(STEPS).join(', ')}.`);
}
const chosen = asked.length ? asked : Object.keys(STEPS);
process.chdir(root);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    running.forEach(stopGroup);
    end('Interrupted.');
  });
}

if (!installPackages('.')) {
  end('The packages could not be installed: see what npm says above.');
}
// Some unit tests ask promtool. Where this fails, the steps that cannot do without it say so.
spawnSync(
  process.execPath,
  ['--import', 'tsx', '--eval', "require('./demo/prometheus/binaries').findPrometheus(console.log)"],
  {
    stdio: ['ignore', 'inherit', 'ignore'],
  }
);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

// Two cores: the long unit tests beside everything that leads to a build.
await Promise.all([inTurn('unit'), inTurn('build', 'types', 'lint', 'format')]);
await Promise.all([inTurn('contract'), inTurn('stack')]); // both wait for processes most of the time
if (!broken.has('build') && existsSync(build)) {
  await inTurn('browser');
} else if (chosen.includes('browser')) {
  report('browser', { failed: 1 }, 0, 'not run: there is no build to look at (npm test -- build browser)');
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function inTurn(...names) {
  for (const name of names.filter((each) => chosen.includes(each))) {
    await run(name);
  }
}

async function run(name) {
  const { command, limit = 10 * MINUTE_MS, count } = STEPS[name];
  const began = performance.now();
  const { code, output } = await execute(command, limit);
  const counted = count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (code !== 0 && counted.failed === 0) {
    counted.failed = 1; // it broke beside its checks
  }
  report(name, counted, performance.now() - began, counted.failed ? output : counted.note);
}

function report(name, { passed = 0, failed = 0 }, ms, text) {
  total.passed += passed;
  total.failed += failed;
  if (failed) {
    broken.add(name);
  }
  const verdict = failed ? `${failed} FAILED, ${passed} passed` : `${passed} passed`;
  process.stdout.write(`${failed ? '✗' : '✓'} ${name}: ${verdict} (${Math.round(ms / 1000)} s)\n`);
  if (text) {
    process.stdout.write(`${text.trimEnd().replace(/^/gm, '    ')}\n`);
  }
}

/** Runs in a process group of its own, so that nothing it started outlives it. */
function execute([command, ...args], limit) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${process.env.PATH}${delimiter}${unpacked}`,
        FORCE_COLOR: '0',
        NO_COLOR: '1',
        CI: 'true',
      },
    });
    running.add(child);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const timer = setTimeout(() => {
      output += `\nNot finished after ${limit / MINUTE_MS} minutes: stopped.\n`;
      stopGroup(child);
    }, limit);
    const finish = (code) => {
      clearTimeout(timer);
      stopGroup(child, 'SIGKILL');
      running.delete(child);
      done({ code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    child.once('exit', (code) => setTimeout(() => finish(code ?? 1), 100)); // its last words may still be on their way
  });
}

function stopGroup(child, signal = 'SIGTERM') {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // nothing of it runs any more
  }
}

function countJest(answer) {
  if (!answer) {
    return { passed: 0, failed: 1 };
  }
  return {
    passed: answer.numPassedTests,
    failed: answer.numFailedTests + answer.numRuntimeErrorTestSuites,
    note: `${answer.numTotalTestSuites} files${answer.numPendingTests ? `, ${answer.numPendingTests} skipped` : ''}`,
  };
}

function countPlaywright(answer) {
  if (!answer) {
    return { passed: 0, failed: 1 };
  }
  const { expected, unexpected, flaky, skipped } = answer.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + answer.errors.length,
    note: skipped ? `${skipped} skipped` : '',
  };
}

/** The last "N passed, N failed" of what a step said. */
function countLine(output) {
  const [, passed, failed] = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}

function readJson(name) {
  const file = join(results, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function end(sentence) {
  process.stdout.write(`${sentence}\n\n0 passed, 1 failed\n`);
  process.exit(1);
}

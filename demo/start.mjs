// `npm start`. Plain JavaScript without dependencies, so that it can say what is missing, and install it.
import { createRequire } from 'module';
import { dirname, join, resolve } from 'path';
import { fileURLToPath } from 'url';
import { installPackages } from './packages.mjs';

const OLDEST_NODE = 20;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  stop(`Opsbook needs Node.js ${OLDEST_NODE} or newer, and this is ${process.version}.`);
}
process.chdir(root);
install('.');
if (/(^| )--grafana[ =]13\b/.test(process.argv.join(' '))) {
  install(join('preview', '13'));
}
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
require('./start.ts');

function install(folder) {
  if (!installPackages(folder)) {
    stop('The packages could not be installed: see what npm says above.');
  }
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

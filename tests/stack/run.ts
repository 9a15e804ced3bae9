/** `npm run test:stack`: the demo and the Compose file, without Docker. Closes with "N passed, N failed". */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const only = process.argv[2] ?? '';
const files = readdirSync(__dirname)
  .filter((name) => name.endsWith('.test.ts') && name.includes(only))
  .map((name) => join(__dirname, name));
const counted = { passed: 0, failed: 0 };

// One after the other: some start the whole stack, and there may be two processors only.
const stream = run({ files, concurrency: 1 });
stream.on('test:pass', ({ details }) => {
  counted.passed += details.type === 'suite' ? 0 : 1;
});
stream.on('test:fail', ({ details }) => {
  counted.failed += details.type === 'suite' ? 0 : 1;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  process.exitCode = counted.failed === 0 && counted.passed > 0 ? 0 : 1;
  process.once('beforeExit', () => process.stdout.write(`${counted.passed} passed, ${counted.failed} failed\n`));
});

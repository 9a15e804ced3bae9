import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../demo/place';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const between = (text: string, from: string, to: string) => text.split(from)[1]?.split(to)[0] ?? '';

const ruled = [...between(read('eslint.config.mjs'), 'const rooms = [', ']').matchAll(/'(\w+)'/g)].map(
  ([, room]) => room
);

describe('what is written for maintainers', () => {
  it('has the rooms of the domain in the order that lint holds', () => {
    const table = between(read('docs/architecture.md'), '| room | holds |', '\n\n');
    const rows = [...table.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, room, holds]) => ({ room, holds }));
    assert.deepEqual(
      rows.map(({ room }) => room),
      ruled
    );
    for (const { room, holds } of rows) {
      assert.equal(existsSync(join(ROOT, 'src/domain', room)), holds !== 'to come', `what the table says of ${room}`);
    }
  });

  it('leaves no room of the domain out of lint’s list', () => {
    const rooms = readdirSync(join(ROOT, 'src/domain'), { withFileTypes: true });
    const files = rooms.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(files, [], 'every file has a room');
    assert.deepEqual(
      rooms.map(({ name }) => name).filter((name) => !ruled.includes(name)),
      []
    );
  });

  for (const page of ['CONTRIBUTING.md', 'README.md', 'docs/architecture.md', 'docs/domain.md', 'docs/operations.md']) {
    it(`names no file that is not there in ${page}`, () => {
      const text = read(page);
      const named = [...text.matchAll(/`((?:src|tests|demo|preview|docs|provisioning)\/[\w./-]+|\.[\w-]+\.cjs)`/g)].map(
        ([, path]) => path
      );
      const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path]) => join(dirname(page), path));
      const missing = [...named, ...linked].filter((path) => !existsSync(join(ROOT, path)));
      assert.deepEqual(missing, []);
    });
  }
});

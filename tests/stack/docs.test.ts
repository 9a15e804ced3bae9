import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
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

  it('draws the nearest rooms as they import each other', () => {
    const imports = new Map(ruled.map((room) => [room, importedBy(room)]));
    const reach = (room: string): string[] =>
      [...(imports.get(room) ?? [])].flatMap((nearer) => [nearer, ...reach(nearer)]);
    const nearest = ruled.flatMap((room) => {
      const direct = [...(imports.get(room) ?? [])];
      const farther = new Set(direct.flatMap(reach));
      return direct.filter((other) => !farther.has(other)).map((other) => `${room} --> ${other}`);
    });
    const drawn = [...read('docs/architecture.md').matchAll(/^ {4}(\w+ --> \w+)$/gm)].map(([, edge]) => edge);
    assert.deepEqual(drawn.sort(), nearest.sort());
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

/** Rooms that a room of the domain imports from. */
function importedBy(room: string): Set<string> {
  const folder = join(ROOT, 'src/domain', room);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file)
  );
  const imported = files.flatMap((file) =>
    [...read(join('src/domain', room, file)).matchAll(/from '(\.[^']+)'/g)].map(([, path]) =>
      relative(join(ROOT, 'src/domain'), join(folder, dirname(file), path))
    )
  );
  return new Set(imported.map((path) => path.split('/')[0]).filter((other) => other !== room && other !== '..'));
}

describe('the sample policy for reminders', () => {
  const [, told = ''] = read('docs/operations.md').split('A policy to\nstart from:\n\n```yaml\n');
  const { policies }: { policies: Policy[] } = parse(told.split('```')[0]);

  it('routes each kind of reminder, pages first, and leaves other alerts to the default', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'));
    try {
      const [{ receiver, routes = [] }] = policies;
      // as Alertmanager has it, which Grafana's policies are made for
      const route = {
        receiver,
        routes: routes.map(({ object_matchers, ...rest }) => ({ ...rest, matchers: matchers(object_matchers) })),
      };
      const receivers = [receiver, ...routes.map((each) => each.receiver)].map((name) => ({ name }));
      const file = join(folder, 'alertmanager.yml');
      writeFileSync(file, stringify({ route, receivers }));
      const routed = (...labels: string[]) =>
        spawnSync('amtool', ['config', 'routes', 'test', `--config.file=${file}`, ...labels], { encoding: 'utf8' });
      if (routed('a=b').error) {
        return; // no amtool here
      }
      assert.equal(spawnSync('amtool', ['check-config', file]).status, 0);
      assert.equal(routed('opsbook=reminder', 'kind=next-update', 'severity=sev1').stdout.trim(), 'on-call');
      assert.equal(routed('opsbook=reminder', 'kind=action-due', 'severity=sev3').stdout.trim(), 'team-channel');
      assert.equal(routed('opsbook=reminder', 'kind=restore-drill').stdout.trim(), 'team-channel');
      assert.equal(routed('opsbook=objective', 'severity=page').stdout.trim(), 'default');
      assert.equal(routed('service=quotes').stdout.trim(), 'default');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

interface Policy {
  receiver: string;
  object_matchers?: string[][];
  routes?: Policy[];
}

function matchers(asked: string[][] = []): string[] {
  return asked.map(([label, operator, value]) => `${label}${operator}${JSON.stringify(value)}`);
}

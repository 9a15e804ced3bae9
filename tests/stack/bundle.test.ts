import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../demo/place';

// it brings no types
const { satisfies }: { satisfies(version: string, range: string): boolean } = createRequire(__filename)('semver');
const dist = join(ROOT, 'dist');
/** What React 19 has removed, by the names that minifying leaves; the last three would come with a React 18 of our own. */
const GONE =
  /\b(findDOMNode|unmountComponentAtNode|createFactory|childContextTypes|getChildContext|contextTypes|defaultProps|propTypes|ReactCurrentOwner|__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED)\b|Symbol\.for\(["']react\.element["']\)/g;

describe('what is shipped', () => {
  it('uses nothing that React 19 has removed, dependencies included', (context) => {
    if (!existsSync(dist)) {
      context.skip('not built');
      return;
    }
    const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    assert.ok(scripts.length > 10);
    const found = scripts.flatMap((name) =>
      Array.from(readFileSync(join(dist, name), 'utf8').matchAll(GONE), ([use]) => `${name}: ${use}`)
    );
    assert.deepEqual(found, []);
  });

  it('would see such a use in minified code', () => {
    const old = 'function e(t){return r.findDOMNode(t)}e.defaultProps={a:1};var o=Symbol.for("react.element");';
    assert.equal([...old.matchAll(GONE)].length, 3);
  });
});

describe('the stand-in’s 13 flavour', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'preview', '13', 'package-lock.json'), 'utf8'));
  const asked: Record<string, string> = packages['node_modules/@grafana/i18n'].dependencies;

  for (const name of ['i18next', 'react-i18next']) {
    it(`has the ${name} that @grafana/i18n 13 asks for, once`, () => {
      const { version } = packages[`node_modules/${name}`];
      assert.ok(satisfies(version, asked[name]), `${version} is not ${asked[name]}`);
      assert.equal(packages[`node_modules/@grafana/i18n/node_modules/${name}`], undefined);
    });
  }
});

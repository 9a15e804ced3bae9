import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../demo/place';

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

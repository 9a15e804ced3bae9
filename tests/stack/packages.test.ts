import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { hasArchive, install, withoutServices } from '../../demo/debian';
import { findPrometheus } from '../../demo/prometheus/binaries';
import { which } from '../../demo/which';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-packages-'));
const path = process.env.PATH;
after(() => rmSync(folder, { recursive: true, force: true }));

describe('installing a package', () => {
  const root = join(folder, 'root');
  const policy = join(root, 'usr', 'sbin', 'policy-rc.d');
  const wants = join(root, 'etc', 'systemd', 'system', 'multi-user.target.wants');
  const runlevel = join(root, 'etc', 'rc2.d');

  beforeEach(() => {
    rmSync(root, { recursive: true, force: true });
    for (const made of [join(root, 'usr', 'sbin'), wants, runlevel]) {
      mkdirSync(made, { recursive: true });
    }
    symlinkSync('/lib/systemd/system/cron.service', join(wants, 'cron.service'));
  });

  it('forbids services to start meanwhile, and enables none', () => {
    let during = '';
    withoutServices(() => {
      during = readFileSync(policy, 'utf8');
      symlinkSync('/lib/systemd/system/prometheus.service', join(wants, 'prometheus.service'));
      symlinkSync('../init.d/prometheus', join(runlevel, 'S01prometheus'));
    }, root);
    assert.match(during, /^#!\/bin\/sh\n[^]*exit 101\n$/);
    assert.deepEqual(readdirSync(wants), ['cron.service']);
    assert.deepEqual(readdirSync(runlevel), []);
    assert.equal(existsSync(policy), false);
  });

  it('puts back the policy that was there, when the installation fails too', () => {
    writeFileSync(policy, '#!/bin/sh\nexit 0\n');
    assert.throws(() =>
      withoutServices(() => {
        throw new Error('apt is broken');
      }, root)
    );
    assert.equal(readFileSync(policy, 'utf8'), '#!/bin/sh\nexit 0\n');
    assert.deepEqual(readdirSync(join(root, 'usr', 'sbin')), ['policy-rc.d']);
  });

  it('does not keep its own policy, left by an installation that was killed, for somebody’s', () => {
    withoutServices(() => {
      withoutServices(() => undefined, root);
      assert.equal(existsSync(policy), false);
    }, root);
    assert.deepEqual(readdirSync(join(root, 'usr', 'sbin')), []);
  });
});

/** An apt-get that notes what it is asked, and a dpkg-deb that unpacks programs that do nothing. */
function fakeDebian(name: string): { log: () => string } {
  const bin = join(folder, name);
  mkdirSync(bin);
  const program = (file: string, text: string) => {
    writeFileSync(join(bin, file), `#!/bin/sh\n${text}`);
    chmodSync(join(bin, file), 0o755);
  };
  const log = join(bin, 'log');
  program(
    'apt-get',
    `echo "$*" >> ${log}\ncase "$*" in *-s*) echo "Inst libone (1)"; echo "Inst chromium (1)";; *download*) : > prometheus_1.deb;; esac\n`
  );
  program(
    'dpkg-deb',
    'mkdir -p "$3/usr/bin"\nfor name in prometheus promtool prometheus-node-exporter; do : > "$3/usr/bin/$name"; chmod +x "$3/usr/bin/$name"; done\n'
  );
  process.env.PATH = bin;
  symlinkSync('/bin/mkdir', join(bin, 'mkdir'));
  symlinkSync('/bin/chmod', join(bin, 'chmod'));
  return { log: () => readFileSync(log, 'utf8') };
}

describe('on Debian', () => {
  after(() => {
    process.env.PATH = path;
  });

  it('unpacks Prometheus without installing it, and says so first', (context) => {
    const { log } = fakeDebian('unpacking');
    if (!hasArchive() || which('prometheus', ['/usr/local/bin', '/usr/sbin'])) {
      context.skip('not Debian, or Prometheus is there');
      return;
    }
    const unpacked = join(folder, 'unpacked');
    const said: string[] = [];
    const found = findPrometheus((line) => said.push(`${line} ${existsSync(unpacked)}`), unpacked);
    assert.equal(found.prometheus, join(unpacked, 'usr', 'bin', 'prometheus'));
    assert.equal(found.nodeExporter, join(unpacked, 'usr', 'bin', 'prometheus-node-exporter'));
    assert.match(said[0], /^Prometheus is missing: .* prometheus and prometheus-node-exporter, .* false$/);
    assert.match(said[1], /Nothing is installed .* no service is started or enabled\. false$/);
    assert.match(log(), /download prometheus prometheus-node-exporter\n$/);
    assert.doesNotMatch(log(), /install/);
    assert.deepEqual(findPrometheus(assert.fail, unpacked), found); // kept
  });

  it('names every package before it installs one', (context) => {
    const { log } = fakeDebian('installing');
    if (!hasArchive() || process.getuid?.() !== 0 || existsSync('/usr/sbin/policy-rc.d')) {
      context.skip('not root on Debian');
      return;
    }
    const said: string[] = [];
    assert.equal(
      install(['chromium'], (line) => said.push(`${line} ${log()}`)),
      true
    );
    assert.match(said[0], /no service is started or enabled: libone chromium -s install [^\n]*chromium\n$/);
    assert.match(log(), /\n-qq install -y --no-install-recommends chromium\n$/);
    assert.equal(existsSync('/usr/sbin/policy-rc.d'), false);
  });
});

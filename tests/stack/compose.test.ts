import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse, parseDocument } from 'yaml';
import { ROOT } from '../../demo/place';
import { PLUGIN_ID } from '../../src/constants';

interface Service {
  image?: string;
  build?: { dockerfile?: string };
  restart?: string;
  healthcheck?: { test?: string[]; interval?: string; timeout?: string; retries?: number };
  depends_on?: Record<string, { condition?: string }>;
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
  environment?: Record<string, string>;
  entrypoint?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  read_only?: boolean;
  tmpfs?: string[];
  ports?: string[];
  volumes?: Array<string | { source: string; target: string }>;
  command?: string[];
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const files = readdirSync(ROOT).filter((name) => /^docker-compose.*\.ya?ml$/.test(name));
const example = Object.fromEntries(
  [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [key, value])
);
const REFUSES = 'provisioning/secrets/refuse-examples.sh';
const SECRET = /PASSWORD|SECRET|TOKEN|KEY$/;

/** Where the images write, so that they start on a read-only file system; Grafana ends without a place for its search index. */
const WRITES: Record<string, string[]> = {
  'opsbook-demo': ['/tmp'],
  'grafana/grafana': ['/tmp', '/var/lib/grafana'],
  'prom/prometheus': ['/prometheus'],
  postgres: ['/tmp', '/var/run/postgresql', '/var/lib/postgresql/data'],
  haproxy: [],
};

for (const file of files) {
  const text = read(file);
  const { services, volumes = {} }: { services: Record<string, Service>; volumes?: Record<string, unknown> } =
    parse(text);

  describe(file, () => {
    it('is valid YAML without duplicate keys', () => {
      assert.deepEqual(parseDocument(text).errors, []);
    });

    for (const [name, service] of Object.entries(services)) {
      it(`${name} has a health check, comes back, and has limits`, () => {
        assert.ok((service.healthcheck?.test?.length ?? 0) > 1, 'health check');
        assert.ok(service.healthcheck?.interval && service.healthcheck.timeout && service.healthcheck.retries);
        assert.equal(service.restart, 'unless-stopped');
        assert.match(service.deploy?.resources?.limits?.cpus ?? '', /^\d+\.\d+$/);
        assert.match(service.deploy?.resources?.limits?.memory ?? '', /^\d+[MG]$/);
      });

      it(`${name} waits for the health of what it needs, which is there`, () => {
        for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
          assert.equal(condition, 'service_healthy');
          assert.ok(services[other], other);
        }
      });

      it(`${name} says which image it is, and no “latest”`, () => {
        assert.ok(service.image);
        assert.doesNotMatch(service.image, /:latest|^[^:]+\/[^:]+$/);
      });

      it(`${name} is pinned by digest, whatever its variable’s default`, () => {
        if (service.build) {
          assert.match(
            read('demo/Dockerfile'),
            /^ARG NODE_VERSION=22-slim@sha256:[0-9a-f]{64}\nFROM node:\$\{NODE_VERSION\}$/m
          );
        } else {
          assert.match(service.image ?? '', /:-[\w.-]+@sha256:[0-9a-f]{64}\}$/);
        }
      });

      it(`${name} has no capability and a read-only file system`, () => {
        assert.deepEqual(service.cap_drop, ['ALL']);
        assert.deepEqual(service.security_opt, ['no-new-privileges:true']);
        assert.equal(service.read_only, true);
      });

      it(`${name} may write where its image does`, () => {
        const image = (service.build ? 'opsbook-demo' : service.image)?.split(':')[0] ?? '';
        const mounts = (service.volumes ?? []).map((volume) =>
          typeof volume === 'string' ? volume.split(':')[1] : volume.target
        );
        assert.ok(image in WRITES, image);
        assert.deepEqual(
          WRITES[image].filter((path) => !mounts.includes(path) && !service.tmpfs?.includes(path)),
          []
        );
      });

      it(`${name} does not start with the secrets of .env.example`, () => {
        if (Object.keys(service.environment ?? {}).some((key) => SECRET.test(key))) {
          assert.deepEqual(service.entrypoint?.slice(0, 2), ['/bin/sh', '/opsbook/refuse-examples.sh']);
          assert.ok(service.volumes?.includes(`./${REFUSES}:/opsbook/refuse-examples.sh:ro`));
        }
      });

      it(`${name} publishes ports on this machine only, by variable`, () => {
        for (const port of service.ports ?? []) {
          assert.match(port, /^127\.0\.0\.1:\$\{\w+:-\d+\}:\d+$/);
        }
      });

      it(`${name} has its secrets from .env`, () => {
        for (const [key, value] of Object.entries(service.environment ?? {})) {
          assert.ok(!SECRET.test(key) || /^\$\{\w+:\?[^}]+\}$/.test(value), `${key}: ${value}`);
        }
      });

      it(`${name} mounts only what is in the repository, or a volume`, () => {
        for (const volume of service.volumes ?? []) {
          const source = typeof volume === 'string' ? volume.split(':')[0] : volume.source;
          const made = source === './dist';
          assert.ok(made || (source.startsWith('./') ? existsSync(join(ROOT, source)) : source in volumes), source);
        }
      });
    }

    it('documents every variable in .env.example, and no other', () => {
      const used = [...text.matchAll(/\$\{(\w+)/g)].map(([, key]) => key);
      for (const key of used) {
        assert.ok(key in example, key);
      }
    });

    it('takes the defaults that .env.example names', () => {
      for (const [, key, value] of text.matchAll(/\$\{(\w+):-([^}]*)\}/g)) {
        assert.equal(value, example[key], key);
      }
    });
  });
}

describe('docker-compose.yaml', () => {
  const { services }: { services: Record<string, Service> } = parse(read('docker-compose.yaml'));
  const { grafana, prometheus } = services;

  it('runs Grafana in the version of a variable, from 12.4 on', () => {
    assert.match(grafana.image ?? '', /^grafana\/grafana:\$\{GRAFANA_VERSION:-12\.4\.\d+@/);
  });

  it('lets Grafana load the plugin from dist/, unsigned, with its provisioning', () => {
    assert.equal(grafana.environment?.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS, PLUGIN_ID);
    const mounts = (grafana.volumes ?? []).map((volume) =>
      typeof volume === 'string' ? volume.split(':').slice(0, 2).join(' → ') : `${volume.source} → ${volume.target}`
    );
    assert.ok(mounts.includes(`./dist → /var/lib/grafana/plugins/${PLUGIN_ID}`));
    assert.ok(mounts.includes('./provisioning → /etc/grafana/provisioning'));
  });

  it('starts Grafana after Prometheus, and that after the services it scrapes', () => {
    assert.ok(grafana.depends_on?.prometheus);
    for (const name of ['quotes', 'users', 'search', 'redis']) {
      assert.ok(prometheus.depends_on?.[name]);
      assert.deepEqual(services[name].command?.slice(-2), ['--service', name]);
    }
  });

  it('does not take anything from the scaffold’s own Compose file', () => {
    assert.doesNotMatch(read('docker-compose.yaml'), /\.config|extends/);
  });

  it('builds the demo’s image with the versions of package.json', () => {
    const dockerfile = read('demo/Dockerfile');
    const { packages } = JSON.parse(read('package-lock.json'));
    for (const name of ['tsx', 'prom-client']) {
      assert.match(
        dockerfile,
        new RegExp(`${name}@${packages[`node_modules/${name}`].version.replaceAll('.', '\\.')}`)
      );
    }
  });
});

describe('.env.example', () => {
  it('names only variables that a Compose file uses', () => {
    const all = files.map(read).join('\n');
    for (const key of Object.keys(example)) {
      assert.ok(all.includes(`\${${key}`), key);
    }
  });

  it('is committed without real secrets, and .env is not', () => {
    for (const [key, value] of Object.entries(example)) {
      assert.ok(!SECRET.test(key) || value.startsWith('change-me'), key);
    }
    assert.match(read('.gitignore'), /^\/?\.env$/m);
    assert.doesNotMatch(read('.gitignore'), /^\/?\.env\*$/m);
  });
});

describe(REFUSES, () => {
  const start = (env: Record<string, string>) =>
    spawnSync('/bin/sh', [join(ROOT, REFUSES), 'echo', 'started'], {
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    });

  it('refuses each secret of .env.example, and names it', () => {
    for (const [key, value] of Object.entries(example).filter(([name]) => SECRET.test(name))) {
      const { status, stdout, stderr } = start({ [`GF_${key}`]: value, GF_OTHER: 'own' });
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`^Not started: .*\\(GF_${key}\\)\\. Choose your own values in \\.env`));
    }
  });

  it('starts with secrets of one’s own', () => {
    const { status, stdout } = start({
      GF_SECURITY_ADMIN_PASSWORD: 'not change-me',
      GF_SECURITY_SECRET_KEY: 'x\nchange-me',
    });
    assert.equal(status, 0);
    assert.equal(stdout, 'started\n');
  });
});

describe('workflows', () => {
  it('take actions by commit, with the version beside it', () => {
    const folder = '.github/workflows';
    const uses = readdirSync(join(ROOT, folder)).flatMap((file) => read(join(folder, file)).match(/uses: .*$/gm) ?? []);
    assert.ok(uses.length > 5);
    uses.forEach((line) => assert.match(line, /^uses: [\w/.-]+@[0-9a-f]{40} # \S*v\d+\.\d+\.\d+$/));
  });
});

describe('provisioning', () => {
  it('enables the plugin for the data source of Compose, without secrets', () => {
    const { apps } = parse(read('provisioning/plugins/apps.yaml'));
    const { datasources } = parse(read('provisioning/datasources/prometheus.yaml'));
    assert.equal(apps[0].type, PLUGIN_ID);
    assert.equal(apps[0].disabled, false);
    assert.equal(apps[0].secureJsonData, undefined);
    assert.equal(apps[0].jsonData.prometheusUid, datasources[0].uid);
    assert.equal(datasources[0].uid, 'prometheus');
    assert.equal(datasources[0].url, 'http://prometheus:9090');
  });

  it('brings the demo’s dashboard, with its four main panels and at most twenty', () => {
    const { panels } = JSON.parse(read('provisioning/dashboards/demo/services.json'));
    const byTitle = Object.fromEntries(
      panels.map((panel: { title: string; type: string }) => [panel.title, panel.type])
    );
    assert.equal(byTitle['Request rate'], 'timeseries');
    assert.equal(byTitle['Error rate'], 'gauge');
    assert.equal(byTitle['Errors by type'], 'barchart');
    assert.equal(byTitle['Uptime'], 'stat');
    assert.ok(panels.length <= 20);
  });
});

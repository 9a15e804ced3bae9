import { fromParameters } from '../domain/incident/declare/prefill';
import pluginJson from '../plugin.json';
import { alertInstance as alertContext } from './fixtures/alert-instance-12.4.0';
import { panelMenu as panelContext } from './fixtures/panel-menu-12.4.0';
import { fromAlert, fromPanel, links } from './links';

/** Frozen data behind a read-only proxy that wraps what it returns, as Grafana 12.4 does: plain access throws. */
function asGrafana<T extends object>(data: T): T {
  return wrap(freeze(data));
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

function wrap<T extends object>(target: T): T {
  return new Proxy(target, {
    get: (object, key, receiver) => {
      const value: unknown = Reflect.get(object, key, receiver);
      return typeof value === 'object' && value !== null ? wrap(value) : value; // breaks the proxy's invariant on frozen data
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}

const link = (target: string) => links.find(({ targets }) => targets.includes(target));
const follow = (target: string, context: unknown) => {
  const path = link(target)?.configure(context)?.path ?? '';
  const url = new URL(path, 'http://localhost');
  return { pathname: url.pathname, prefill: fromParameters(url.searchParams) };
};

it('meets a context on which plain access throws', () => {
  expect(() => asGrafana(alertContext).instance).toThrow(TypeError);
});

it('carries an alert of 12.4 over, through the URL', () => {
  const { pathname, prefill } = follow('grafana/alerting/instance/action', asGrafana(alertContext));
  expect(pathname).toBe('/a/haddock-opsbook-app/incidents/new');
  expect(prefill).toMatchObject({
    title: 'node is up 127.0.0.1:9100',
    severity: 'sev1',
    service: 'quotes',
    dashboardUid: 'sp-1',
    panelId: '2',
    alert: {
      name: 'Spike firing rule',
      ruleUid: 'sp-rule',
      startsAt: '2026-11-21T04:42:20.000Z',
      runbook: 'https://example.test/rb',
      labels: alertContext.instance.labels,
    },
  });
});

it('reads the flat shape of later versions and the older one without uid', () => {
  const instance = {
    labels: { alertname: 'A', severity: 'warning' },
    annotations: { summary: 's' },
    activeAt: '2026-01-01T00:00:00Z',
    state: 'Alerting',
  };
  expect(
    fromAlert({ instance, rule: { name: 'A', uid: 'r1', labels: {}, annotations: {}, query: 'up' } })
  ).toMatchObject({
    title: 's',
    severity: 'sev3',
    alert: { name: 'A', ruleUid: 'r1' },
  });
  expect(fromAlert({ instance, rule: { promRule: { uid: 'r2' } } }).alert).toMatchObject({ name: 'A', ruleUid: 'r2' });
});

const flatRule = {
  name: 'PodDown',
  namespace: 'Haddock',
  group: 'services',
  expression: 'up{namespace="haddock"} == 0',
  labels: { severity: 'critical', service: 'quotes' },
  annotations: {
    summary: '{{ $labels.service }} is down',
    description: 'No answer',
    runbook_url: 'https://example.test/rb',
  },
};

it('carries an alert rule of 13 over, without the templates that only an instance fills in', () => {
  const { pathname, prefill } = follow('grafana/alerting/alertingrule/action', asGrafana(flatRule));
  expect(pathname).toBe('/a/haddock-opsbook-app/incidents/new');
  expect(prefill).toMatchObject({
    title: 'PodDown',
    summary: 'No answer',
    severity: 'sev1',
    service: 'quotes',
    alert: { name: 'PodDown', labels: flatRule.labels, runbook: 'https://example.test/rb' },
  });
  expect(prefill.alert?.ruleUid).toBeUndefined();
  expect(prefill.alert?.startsAt).toBeUndefined();
});

it('reads a rule at its own point from the nested shape too', () => {
  const { prefill } = follow('grafana/alerting/alertingrule/action', asGrafana({ rule: alertContext.rule }));
  expect(prefill).toMatchObject({
    title: 'Spike firing rule',
    severity: 'sev1',
    alert: { name: 'Spike firing rule', ruleUid: 'sp-rule' },
  });
});

it('carries a panel over', () => {
  const { prefill } = follow('grafana/dashboard/panel/menu', asGrafana(panelContext));
  expect(prefill).toMatchObject({ title: 'Spike dash: CPU by $env', dashboardUid: 'sp-dash', panelId: '2' });
  expect(fromPanel({})).toEqual({ dashboardUid: undefined });
});

it.each([undefined, null, {}, [], 'text', 7, { instance: null, rule: 'x' }])(
  'still leads to a page of ours with %j, or to none where there is no query',
  (context) => {
    for (const { configure, path, title } of links) {
      expect(configure(context)?.path.startsWith(path)).toBe(/evidence|objective/.test(title) ? undefined : true);
    }
  }
);

it('declares the same links in plugin.json', () => {
  const declared = pluginJson.extensions.addedLinks;
  expect(declared).toEqual(links.map(({ title, description, targets }) => ({ title, description, targets })));
});

it('keeps the titles of the panel’s menu within what it shows, and no more of them than Grafana takes', () => {
  const own = links.filter(({ targets }) => targets.includes('grafana/dashboard/panel/menu'));
  expect(own.map(({ title }) => title.length).filter((length) => length > 25)).toEqual([]);
  expect(own).toHaveLength(3);
});

it('carries a query of Explore over, with its data source and range', () => {
  const context = {
    targets: [
      { refId: 'A', expr: '' },
      { refId: 'B', expr: 'rate(a_total{x="/"}[5m])', datasource: { uid: 'prom' } },
    ],
    timeRange: { from: 'now-6h', to: 'now' },
  };
  for (const title of ['Add as evidence', 'New objective from this query']) {
    const found = links.find((each) => each.title === title)?.configure(asGrafana(context));
    const url = new URL(found?.path ?? '', 'http://grafana.test');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      expr: 'rate(a_total{x="/"}[5m])',
      ds: 'prom',
      from: 'now-6h',
      to: 'now',
    });
  }
});

it('carries the queries that are shown over, each with its source, and none of another kind', () => {
  const path = (context: object) =>
    links.find(({ title }) => title === 'Add as evidence')?.configure(asGrafana(context))?.path;
  const prom = { type: 'prometheus', uid: 'p' };
  const several = path({
    targets: [
      { refId: 'A', expr: 'a{env="$env"}', datasource: prom, hide: true },
      { refId: 'B', expr: 'rate(b{env="$env"}[$__rate_interval])', datasource: prom },
      { refId: 'C', expr: 'c', datasource: { type: 'grafana-amazonprometheus-datasource', uid: 'q' }, instant: true },
      { refId: 'D', expr: '{app="d"}', datasource: { type: 'loki', uid: 'l' } },
    ],
    data: {
      series: [{ refId: 'B', meta: { executedQueryString: 'Expr: rate(b{env="prod"}[1m0s])\nStep: 15s' } }],
    },
    timeRange: { from: 'now-6h', to: 'now' },
  });
  const { searchParams } = new URL(several ?? '', 'http://grafana.test');
  expect(searchParams.getAll('expr')).toEqual(['rate(b{env="prod"}[1m0s])', 'c']);
  expect(searchParams.getAll('ds')).toEqual(['p', 'q']);
  expect(
    path({ targets: [{ refId: 'A', expr: '{app="d"}', datasource: { type: 'loki', uid: 'l' } }] })
  ).toBeUndefined();
  // a panel whose targets do not name their source: it stands in what was asked
  expect(
    path({
      targets: [{ refId: 'A', expr: '{app="d"}' }],
      data: { request: { targets: [{ refId: 'A', expr: '{app="d"}', datasource: { type: 'loki', uid: 'l' } }] } },
    })
  ).toBeUndefined();
});

it('carries a panel’s query over as it was asked, variables filled in', () => {
  const context = {
    title: 'CPU',
    targets: [{ expr: 'avg(cpu{env="$env"})' }],
    data: {
      request: { targets: [{ expr: 'avg(cpu{env="prod"})', datasource: { uid: 'p' } }] },
      timeRange: { from: new Date(1_795_000_000_000), to: new Date(1_795_003_600_000) },
    },
  };
  const found = links.find(({ title }) => title === 'Add as evidence')?.configure(context);
  const { searchParams } = new URL(found?.path ?? '', 'http://grafana.test');
  expect(searchParams.get('expr')).toBe('avg(cpu{env="prod"})');
  expect([searchParams.get('from'), searchParams.get('to')]).toEqual(['1795000000000', '1795003600000']);
  expect(searchParams.get('title')).toBe('CPU');
});

import { config } from '@grafana/runtime';
import { http, HttpResponse } from 'msw';
import { readIncidentHead } from '../../domain/incident/head';
import { type Firing, firingsOfStates, together } from '../../domain/insights/alerts/firings';
import { historiesOf, type KnownRule } from '../../domain/insights/alerts/histories';
import { judgeAlerts } from '../../domain/insights/alerts/judgement';
import { server } from '../../test/grafana';
import { ANNOTATIONS, RULE_HISTORY, LOKI_ANNOTATIONS, SAMPLES, STARTED } from './fixtures/states-12.4.3';
import { happenings } from './happenings';
import { grafanaSamples, grafanaStates } from './history';
import { notedStates } from './states';

const period = { start: STARTED + 180, end: STARTED + 1080 };
const before = config.unifiedAlerting;

function keptIn(stateHistory: Record<string, string>, annotations: unknown[] = []) {
  config.unifiedAlerting = { ...before, stateHistory } as typeof before;
  server.use(
    http.get('*/api/annotations', ({ request }) =>
      HttpResponse.json(new URL(request.url).searchParams.get('type') === 'alert' ? annotations : [])
    ),
    http.get('*/api/v1/rules/history', () => HttpResponse.json(RULE_HISTORY)),
    http.post('*/api/v1/query_range', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(form.get(name)));
      const result = SAMPLES.filter(({ metric }) => metric.alertstate === 'firing').map(({ metric, times }) => ({
        metric,
        values: times.filter((at) => at >= start && at <= end && (at - start) % step === 0).map((at) => [at, '1']),
      }));
      return HttpResponse.json({ status: 'success', data: { resultType: 'matrix', result } });
    })
  );
}

afterEach(() => {
  config.unifiedAlerting = before;
  server.resetHandlers();
});

/** Minutes after the start. */
const minutes = (firings: Firing[]) => firings.map(({ from, to }) => [from, to].map((at) => (at - STARTED) / 60));

const HISTORIES: Array<[string, Record<string, string>, unknown[]]> = [
  ['its database', { backend: 'annotations' }, ANNOTATIONS],
  ['Loki', { backend: 'loki' }, LOKI_ANNOTATIONS],
  ['Loki and others', { backend: 'multiple', primary: 'loki' }, []],
];

describe.each(HISTORIES)('states of alerts that Grafana keeps in %s', (_, history, annotations) => {
  it('tell the same firings, with those that recover and without those that cannot be evaluated or are ours', async () => {
    keptIn(history, annotations);
    const { alerts, isCut } = await grafanaStates(period);
    const firings = alerts.map(({ name, changes }) => [name, minutes(firingsOfStates(changes, period))]);
    expect(Object.fromEntries(firings)).toEqual({
      Keep: [[3, 17]], // fired before; alerting and recovering in turns
      'High: ObjectiveMissed warning': [[9, 12]],
      Broken: [], // it could not be evaluated from then on
    });
    expect(isCut).toBe(false);
    expect(alerts[1].labels).toMatchObject({ grafana_folder: 'Opsbook' });
  });

  it('are judged alike', async () => {
    keptIn(history, annotations);
    const { alerts } = await grafanaStates(period);
    const told = alerts.map((alert) => ({ source: 'grafana', kind: 'states' as const, ...alert, grid: period }));
    expect(judged(told)).toEqual(['Keep led to inc-2026-0001']);
  });
});

function judged(fired: Parameters<typeof historiesOf>[1]): string[] {
  const iso = (minute: number) => new Date((STARTED + minute * 60) * 1000).toISOString();
  const rules: KnownRule[] = [
    {
      source: 'grafana',
      name: 'Keep',
      uid: uidOf('Keep'),
      labels: { service: 'quotes' },
    },
  ];
  const head = readIncidentHead({
    name: 'inc-2026-0001',
    title: 'x',
    tags: ['service:quotes'],
    head: { status: 'resolved', detected: iso(10), declared: iso(11), resolved: iso(40) },
  });
  const quotes = { name: 'Quotes', objectives: [], labels: { service: 'quotes' }, dashboards: [], runbooks: [] };
  const services = { schema: 1, id: 's', kind: 'services', services: { quotes }, log: {} };
  const { verdicts } = judgeAlerts(historiesOf(rules, fired, services as never), [head], { period, now: period.end });
  return verdicts.flatMap(({ rule, fates, incidents }) =>
    fates.led > 0 ? [`${rule.name} led to ${incidents.join()}`] : []
  );
}

function uidOf(name: string): string {
  return SAMPLES.find(({ metric }) => metric.alertname === name)?.metric.grafana_rule_uid ?? '';
}

it('reads them from the metric that Grafana writes, every five minutes, one alert whatever its state', async () => {
  keptIn({ backend: 'prometheus', prometheusTargetDatasourceUID: 'states' });
  const { series, grid } = await grafanaSamples('states', 'GRAFANA_ALERTS', period);
  expect(series.map(({ labels }) => labels.alertname).sort()).toEqual(['High: ObjectiveMissed warning', 'Keep']);
  const told = series.map((each) => ({ source: 'grafana', kind: 'samples' as const, series: each, grid }));
  const [keep] = historiesOf(
    [],
    told.filter(({ series: { labels } }) => labels.alertname === 'Keep'),
    undefined
  );
  expect(together(keep.firings)).toHaveLength(1);
  expect(keep.firings[0]?.labels).toEqual({ alertname: 'Keep', grafana_folder: 'Opsbook', team: 'ops' });
  expect(judged(told)).toEqual(['Keep led to inc-2026-0001']);
});

it('asks month by month, since Loki gives no more at once and says nothing of the rest', async () => {
  keptIn({ backend: 'loki' }, LOKI_ANNOTATIONS);
  const asked: number[] = [];
  server.events.on('request:start', ({ request }) => {
    const query = new URL(request.url).searchParams;
    asked.push(Number(query.get('to')) - Number(query.get('from')));
  });
  await notedStates({ start: STARTED - 90 * 86_400, end: STARTED });
  expect(asked).toEqual([30, 30, 30].map((days) => days * 86_400_000));
  server.events.removeAllListeners();
});

it('suggests no reminder of ours for a timeline, where Loki keeps its labels in the text only', async () => {
  keptIn({ backend: 'loki' }, LOKI_ANNOTATIONS);
  const names = (await happenings(period.start * 1000, period.end * 1000)).map(({ alert }) => alert?.name);
  expect(names).toContain('Keep');
  expect(names).not.toContain('INC-2026-0142: next update due');
});

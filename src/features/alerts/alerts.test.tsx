import React from 'react';
import { http, HttpResponse } from 'msw';
import { exampleIncident } from '../../domain/incident/example';
import { incidentKind } from '../../domain/incident/kind';
import { type Incident } from '../../domain/incident/schema';
import { emptyServices, SERVICES, servicesKind } from '../../domain/services/services';
import { grafana, server } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { AlertsRoutes } from './AlertsRoutes';

const NOW = Date.parse('2026-11-27T12:10:00Z');
const HOUR = 3600;
/** Seconds, so many hours ago. */
const ago = (hours: number) => Math.floor(NOW / 1000 / 300) * 300 - hours * HOUR;
const iso = (at: number) => new Date(at * 1000).toISOString();

function holdIncident(name: string, hours: number, more: Partial<Incident> = {}) {
  grafana.holds(incidentKind, name, {
    ...exampleIncident(),
    name,
    id: `uuid-${name}`,
    title: `Quotes down ${hours}`,
    services: { quotes: 'Quotes' },
    status: 'closed',
    detectedBy: 'customer',
    milestones: { detected: iso(ago(hours)), declared: iso(ago(hours) + 60), resolved: iso(ago(hours) + HOUR) },
    drill: undefined,
    ...more,
  });
}

const HIGH = { name: 'HighErrorRate', type: 'alerting', labels: { service: 'quotes' }, duration: 300 };

/** The rules of the Prometheus, and the times (seconds) at which its alert fired for ten minutes. */
function holdAlerts(fired: number[], query = 'errors / total > 0.05') {
  server.use(
    http.get('*/api/prometheus/prom/api/v1/rules', () =>
      HttpResponse.json({ data: { groups: [{ name: 'g', interval: 60, rules: [{ ...HIGH, query }] }] } })
    ),
    http.get('*/api/prometheus/grafana/api/v1/rules', () => HttpResponse.json({ data: { groups: [] } })),
    http.get('*/api/alertmanager/grafana/api/v2/silences', () => HttpResponse.json([])),
    http.post('*/api/datasources/proxy/uid/prom/api/v1/query_range', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const expr = form.get('query') ?? '';
      grafana.queries.push(expr);
      const [start, end] = [Number(form.get('start')), Number(form.get('end'))];
      const wanted = expr.startsWith('ALERTS') ? 600 : expr.includes('0.05') ? 1200 : 600;
      const step = Number(form.get('step'));
      const values = fired
        .flatMap((at) => Array.from({ length: wanted / step }, (_, index) => at + index * step))
        .filter((at) => at >= start && at <= end)
        .map((at) => [at, '1']);
      const metric = expr.startsWith('ALERTS')
        ? { __name__: 'ALERTS', alertname: 'HighErrorRate', alertstate: 'firing', service: 'quotes' }
        : {};
      return HttpResponse.json({
        status: 'success',
        data: { resultType: 'matrix', result: values.length > 0 ? [{ metric, values }] : [] },
      });
    })
  );
}

beforeEach(() => {
  jest.useFakeTimers({ now: NOW, advanceTimers: true });
  const quotes = { name: 'Quotes', objectives: [], labels: { service: 'quotes' }, dashboards: [], runbooks: [] };
  grafana.holds(servicesKind, SERVICES, { ...emptyServices('s'), services: { quotes } });
});
afterEach(() => {
  jest.useRealTimers();
  server.resetHandlers();
});

const open = (path = '/') => render(<AlertsRoutes />, { path, route: '/*' });
const row = async () => within(await screen.findByRole('row', { name: /HighErrorRate/ }));

it('says what became of each firing, and refuses a share of few', async () => {
  holdIncident('inc-2026-0001', 48);
  holdAlerts([ago(48.5), ago(48.25), ago(20)]);
  open();
  const own = await row();
  expect(own.getByText('3 times, 30 min in all')).toBeVisible();
  expect(own.getByText('2 led to an incident, 1 nobody did anything')).toBeVisible();
  expect(own.getByText('2 of 3: too few to say')).toBeVisible();
  expect(screen.getByText(/Judged by 1 incident that you may see/)).toBeVisible();
});

it('takes an organisation that has no Alertmanager yet for one without silences', async () => {
  const answer = { message: '[alerting.notifications.alertmanager.notFound] Alertmanager does not exist for org 13' };
  server.use(http.get('*/api/alertmanager/grafana/api/v2/silences', () => HttpResponse.json(answer, { status: 404 })));
  render(<AlertsRoutes />);
  expect(await screen.findByText(/Judged by 0 incidents/)).toBeVisible();
  expect(screen.queryByText(/does not exist/)).not.toBeInTheDocument();
});

it('tells precision, recall and lead with their numbers from six on', async () => {
  [40, 80, 120, 160, 200, 240].forEach((hours, index) => holdIncident(`inc-2026-000${index + 1}`, hours));
  holdAlerts([40, 80, 120, 160, 200, 240].map((hours) => ago(hours) - 600));
  open();
  const own = await row();
  expect(own.getAllByText('6 of 6: 100 % [61–100 %]')).toHaveLength(2);
  expect(own.getByText('median 10 min before, from 10 min before to 10 min before (n = 6)')).toBeVisible();
  expect(screen.queryByText(/that no rule announced/)).not.toBeInTheDocument();
});

it('leaves out drills and lists what no rule announced', async () => {
  holdIncident('inc-2026-0001', 48, { drill: true });
  holdIncident('inc-2026-0002', 100);
  holdAlerts([ago(48)]);
  open();
  expect(await screen.findByText(/Left out: drills: 1/)).toBeVisible();
  expect(screen.getByText('1 incident that no rule announced')).toBeVisible();
  expect(screen.getByRole('link', { name: 'INC-2026-0002 · Quotes down 100' })).toBeVisible();
  expect((await row()).getByText('1 left out')).toBeVisible();
});

it('shows a changed rule beside the one that is', async () => {
  holdIncident('inc-2026-0001', 48);
  holdAlerts([ago(48.2), ago(20)]);
  const { user } = open();
  await user.click((await row()).getByRole('button', { name: 'Backtest HighErrorRate' }));
  const threshold = await screen.findByRole('textbox', { name: 'Threshold instead of 0.05' });
  await user.clear(threshold);
  await user.type(threshold, 'many');
  expect(screen.getByText(/Thresholds are numbers/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'See what it would have done' })).toBeDisabled();
  await user.clear(threshold);
  await user.type(threshold, '0.2');
  await user.click(screen.getByRole('button', { name: 'See what it would have done' }));
  const table = within(await screen.findByRole('table', { name: 'What it would have done' }));
  expect(table.getByRole('row', { name: 'Would have fired 2 2' })).toBeVisible();
  expect(table.getByRole('row', { name: 'Time firing 30 min 10 min' })).toBeVisible(); // five minutes are waited each time
  expect(table.getByRole('row', { name: 'In incidents 1 1' })).toBeVisible();
  expect(grafana.queries.filter((each) => !each.startsWith('ALERTS'))).toEqual([
    'errors / total > 0.05',
    'errors / total > 0.2',
  ]);
});

it('says so when the past cannot be asked for, and asks again', async () => {
  holdAlerts([ago(20)]);
  const { user } = open();
  await user.click((await row()).getByRole('button', { name: 'Backtest HighErrorRate' }));
  await screen.findByRole('textbox', { name: 'Threshold instead of 0.05' });
  server.use(
    http.post('*/api/v1/query_range', () => HttpResponse.json({ error: 'too many samples' }, { status: 422 }), {
      once: true,
    })
  );
  await user.click(screen.getByRole('button', { name: 'See what it would have done' }));
  await user.click(await screen.findByRole('button', { name: /try again|retry/i }));
  expect(await screen.findByRole('table', { name: 'What it would have done' })).toBeVisible();
});

it('judges what it can where a source does not answer', async () => {
  holdAlerts([ago(20)]);
  server.use(http.get('*/api/prometheus/grafana/api/v1/rules', () => HttpResponse.json({}, { status: 403 })));
  open();
  expect(await screen.findByText('The rules of Grafana could not be asked for')).toBeVisible();
  expect((await row()).getByText('1 time, 10 min in all')).toBeVisible();
});

it('finds no rules missing where nothing answers, and says it once', async () => {
  server.use(
    ...['prometheus', 'datasources', 'alertmanager', 'annotations', 'v1/rules'].map((path) =>
      http.all(`*/api/${path}*`, () => HttpResponse.json({}, { status: 500 }))
    ),
    ...['prometheus', 'datasources', 'alertmanager', 'v1/rules'].map((path) =>
      http.all(`*/api/${path}/*`, () => HttpResponse.json({}, { status: 500 }))
    )
  );
  open();
  expect(await screen.findByText('Grafana had an error')).toBeVisible();
  expect(screen.getByText('The rules of Grafana could not be asked for')).toBeVisible();
  expect(screen.queryByText('No alert rule was found')).not.toBeInTheDocument();
  expect(screen.queryByText('Week by week')).not.toBeInTheDocument();
});

it('says that nothing is known of Grafana’s own rules where it keeps no history', async () => {
  holdAlerts([]);
  const rule = { name: 'Own', type: 'alerting', uid: 'u1', labels: {}, query: 'up == 0' };
  server.use(
    http.get('*/api/prometheus/grafana/api/v1/rules', () =>
      HttpResponse.json({ data: { groups: [{ name: 'g', folderUid: 'f', rules: [rule] }] } })
    )
  );
  open();
  expect(await screen.findByText('Grafana tells nothing of the past of its own rules')).toBeVisible();
});

it('draws two thousand rules in parts', async () => {
  const rules = Array.from({ length: 2000 }, (_, index) => ({ ...HIGH, name: `Rule ${index}`, query: 'up == 0' }));
  holdAlerts([]);
  server.use(
    http.get('*/api/prometheus/prom/api/v1/rules', () =>
      HttpResponse.json({ data: { groups: [{ name: 'g', rules }] } })
    )
  );
  open();
  expect(await screen.findByRole('button', { name: 'Show all 2000 rules' })).toBeVisible();
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeLessThan(70));
});

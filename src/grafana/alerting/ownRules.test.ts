import { http, HttpResponse } from 'msw';
import { server } from '../../test/grafana';
import { firingAlerts } from './alerts';
import { happenings } from './happenings';
import { alertRules, firings } from './rules';

const OURS = { alertname: 'INC-2026-0142: next update due', opsbook: 'reminder' };
const THEIRS = { alertname: 'HighErrorRate', service: 'quotes' };
afterEach(() => server.resetHandlers());

/** What Grafana tells of our reminders is none of what people look for. */
describe('our own reminders', () => {
  it('are no firing alerts', async () => {
    const alerts = [OURS, THEIRS].map((labels) => ({ labels, annotations: {}, state: 'Alerting' }));
    server.use(http.get('*/api/prometheus/grafana/api/v1/alerts', () => HttpResponse.json({ data: { alerts } })));
    expect((await firingAlerts('grafana')).map(({ name }) => name)).toEqual(['HighErrorRate']);
  });

  it('are no rules that want a runbook', async () => {
    const rules = [OURS, THEIRS].map((labels) => ({ name: labels.alertname, labels, type: 'alerting' }));
    const groups = [{ name: 'g', rules }];
    server.use(http.get('*/api/prometheus/grafana/api/v1/rules', () => HttpResponse.json({ data: { groups } })));
    expect((await alertRules('grafana')).map(({ name }) => name)).toEqual(['HighErrorRate']);
  });

  it('suggest nothing for a timeline, and count for nothing', async () => {
    const states = [OURS, THEIRS].map((labels, index) => ({
      id: index + 1,
      time: 1_795_823_820_000,
      alertName: labels.alertname,
      newState: 'Alerting',
      prevState: 'Pending',
      text: labels.alertname,
      tags: Object.entries(labels).map(([label, value]) => `${label}:${value}`),
    }));
    server.use(
      http.get('*/api/annotations', ({ request }) =>
        HttpResponse.json(new URL(request.url).searchParams.get('type') === 'alert' ? states : [])
      )
    );
    expect((await happenings(1, 2)).map(({ alert }) => alert?.name)).toEqual(['HighErrorRate']);
    expect([...(await firings('grafana')).keys()]).toEqual(['HighErrorRate']);
  });
});

import React from 'react';
import { http, HttpResponse } from 'msw';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { holdsDemo } from '../../../test/demo';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const AT = Date.parse('2026-11-20T14:28:00.000Z');
const asked: string[] = [];

const alert = {
  id: 7,
  alertId: 3,
  time: AT,
  timeEnd: AT,
  newState: 'Alerting',
  prevState: 'Normal',
  text: 'HighErrorRate {alertname=HighErrorRate, grafana_folder=Opsbook, service=quotes} - B=6.200000',
  tags: [],
  data: {},
};
const deploy = {
  id: 8,
  time: AT - 60_000,
  timeEnd: AT - 60_000,
  text: 'Deployed quotes 2.1',
  tags: ['deploy'],
  data: {},
};

function annotations(alerts: unknown, events: unknown) {
  server.use(
    http.get('*/api/annotations', ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(request.url);
      return HttpResponse.json((searchParams.get('type') === 'alert' ? alerts : events) as never);
    })
  );
}

function stored(): Incident {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
}

const open = () => {
  grafana.holds(incidentKind, NAME, quotesDown());
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};
const timeline = () => screen.getByRole('list', { name: 'Timeline' });

afterEach(() => {
  server.resetHandlers();
  asked.length = 0;
});

it('accepts what the alert’s history and annotations suggest with one click, at its time and with its source', async () => {
  annotations([alert, alert], [deploy]);
  const { user } = open();
  const accept = await screen.findByRole('button', { name: /^Accept “HighErrorRate fired/ });
  expect(screen.getAllByRole('button', { name: /^Accept/ })).toHaveLength(2);
  expect(new URL(asked[0]).searchParams.get('from')).toBe(String(Date.parse('2026-11-20T13:30:00.000Z')));
  await user.click(accept);
  await waitFor(() =>
    expect(stored().timeline['suggested-alert-7']).toMatchObject({
      at: '2026-11-20T14:28:00.000Z',
      kind: 'alert',
      source: 'alert:7',
      text: '**HighErrorRate** fired (service=quotes)',
    })
  );
  expect(screen.queryByRole('button', { name: /^Accept “HighErrorRate/ })).not.toBeInTheDocument();
  expect(within(timeline()).getByText('HighErrorRate')).toBeVisible();
  expect(within(timeline()).getByText('from the alert’s history')).toBeVisible();
});

/** An alert of Prometheus that fired from `from` to `to` minutes after two o'clock. */
function prometheusAlert(from: number, to: number) {
  const times = Array.from(
    { length: to - from },
    (_, index) => Date.parse('2026-11-20T14:00:00Z') / 1000 + (from + index) * 60
  );
  server.use(
    http.post('*/api/datasources/proxy/uid/:uid/api/v1/query_range', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const isAlerts = form.get('query')?.includes('ALERTS');
      if (isAlerts) {
        asked.push(form.get('query') ?? '');
      }
      const metric = { __name__: 'ALERTS', alertname: 'RedisDown', alertstate: 'firing', service: 'quotes' };
      return HttpResponse.json({
        status: 'success',
        data: { resultType: 'matrix', result: isAlerts ? [{ metric, values: times.map((time) => [time, '1']) }] : [] },
      });
    })
  );
}

it('suggests when an alert of the data source fired and stopped, asked once for the affected services', async () => {
  holdsDemo();
  annotations([], []);
  prometheusAlert(25, 50);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Accept “RedisDown fired/ }));
  expect(screen.getByRole('button', { name: /^Accept “RedisDown stopped firing/ })).toBeVisible();
  await waitFor(() =>
    expect(Object.values(stored().timeline)).toContainEqual(
      expect.objectContaining({
        at: '2026-11-20T14:25:00.000Z',
        kind: 'alert',
        text: '**RedisDown** fired (service=quotes)',
        source: expect.stringMatching(/^alert:ds-redisdown-/),
      })
    )
  );
  expect(screen.queryByRole('button', { name: /^Accept “RedisDown fired/ })).not.toBeInTheDocument();
  expect(asked.filter((each) => each.includes('ALERTS'))).toEqual([
    'ALERTS{alertstate="firing",namespace="haddock",service="quotes"}',
  ]);
});

it('goes on with Grafana’s own suggestions when the data source does not answer, and says so', async () => {
  annotations([alert], []);
  grafana.answers(/ALERTS/, { status: 502 });
  open();
  expect(await screen.findByRole('button', { name: /^Accept “HighErrorRate/ })).toBeVisible();
  expect(await screen.findByText(/^No suggestions from the data source’s alerts: /)).toBeVisible();
});

it('dismisses for everybody, and keeps who did', async () => {
  annotations([], [deploy]);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Dismiss “Deployed quotes/ }));
  await waitFor(() => expect(screen.queryByText('Deployed quotes 2.1')).not.toBeInTheDocument());
  await waitFor(() =>
    expect(Object.values(stored().timeline)).toContainEqual(
      expect.objectContaining({ source: 'annotation:8', kind: 'edit', by: { uid: 'u-ana', name: 'Ana' } })
    )
  );
});

it('goes on without suggestions when Grafana refuses them, and says so', async () => {
  grafana.fails(/\/api\/annotations$/, 500);
  const { user } = open();
  expect(await screen.findByText(/^No suggestions from alerts and annotations: Grafana had an error/)).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: 'What happened' }), 'Restarted Redis{Enter}');
  expect(await within(timeline()).findByText('Restarted Redis')).toBeVisible();
});

it('reads what it can of an answer that is partly broken', async () => {
  annotations('nonsense'.split(''), [{ id: 'x' }, deploy]);
  open();
  expect(await screen.findByRole('button', { name: /^Accept “Deployed/ })).toBeVisible();
});

it('asks nothing for people who may only read', async () => {
  annotations([alert], [deploy]);
  grafana.options.canWrite = false;
  open();
  expect(await screen.findByText(/read-only for you/i)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Accept/ })).not.toBeInTheDocument());
});

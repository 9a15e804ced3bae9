import React from 'react';
import { http, HttpResponse } from 'msw';
import { type Incident, incidentKind } from '../../../domain/incident';
import { fromResource, type Resource } from '../../../domain/resource';
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

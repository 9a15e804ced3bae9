import React from 'react';
import { http, HttpResponse } from 'msw';
import { IMPROVEMENTS, improvementsKind } from '../../domain/improvement/register';
import { type Roadmap } from '../../domain/improvement/schema';
import { fromResource } from '../../domain/record/resource';
import { grafana, server } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { AlertReview } from './AlertReview';

const END = 1_796_601_600;
const period = { start: END - 7 * 86_400, end: END };

beforeEach(() => {
  const states = Array.from({ length: 4 }, (_, index) => [
    { newState: 'Alerting', prevState: 'Pending', time: (period.start + index * 40_000) * 1000 },
    { newState: 'Normal', prevState: 'Alerting', time: (period.start + index * 40_000 + 120) * 1000 },
  ]).flat();
  server.use(
    http.get('*/api/prometheus/:source/api/v1/rules', () => HttpResponse.json({ data: { groups: [] } })),
    http.get('*/api/alertmanager/grafana/api/v2/silences', () => HttpResponse.json([])),
    http.get('*/api/annotations', () =>
      HttpResponse.json(
        states.map((state, id) => ({ id, ...state, alertName: 'Flapping', tags: ['alertname:Flapping'] }))
      )
    )
  );
});
afterEach(() => server.resetHandlers());

function review() {
  return render(<AlertReview period={period} week="2026-W48" today="2026-12-07" />);
}

function roadmap(): Roadmap | undefined {
  const resource = grafana.records.get(IMPROVEMENTS);
  const parsed = resource && fromResource(improvementsKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

it('names the loudest, and what to do about it becomes an action with owner and date', async () => {
  const { user } = review();
  expect(
    await screen.findByText('Flapping: 4 times, 8 min in all, 4 of them without anybody doing anything')
  ).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Take on: Let Flapping wait longer before it fires' }));
  const owner = screen.getByRole('textbox', { name: 'Owner' });
  await user.clear(owner);
  await user.type(owner, 'Luc');
  await user.click(screen.getByRole('button', { name: 'Take on' }));
  expect(await screen.findByRole('link', { name: 'taken on · Luc · due 2026-12-21 · Open' })).toHaveAttribute(
    'href',
    expect.stringMatching(/\/improvements\?item=/)
  );
  await waitFor(() =>
    expect(Object.values(roadmap()?.items ?? {})).toMatchObject([
      {
        title: 'Let Flapping wait longer before it fires',
        owner: 'Luc',
        due: '2026-12-21',
        reviews: ['opsbook-week-2026-w48'],
      },
    ])
  );
});

it('tells what fired outside incidents', async () => {
  const onOutside = jest.fn();
  render(<AlertReview period={period} week="2026-W48" today="2026-12-07" onOutside={onOutside} />);
  await screen.findByText(/^Flapping: 4 times/);
  expect(onOutside).toHaveBeenLastCalledWith([{ name: 'Flapping', fired: 4, outside: 4, silenced: 0 }]);
});

it('offers nothing to who may not write', async () => {
  grafana.options.canWrite = false;
  review();
  expect(await screen.findByText(/^Let Flapping wait longer/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button')).not.toBeInTheDocument());
});

it('says when nothing fired', async () => {
  server.use(http.get('*/api/annotations', () => HttpResponse.json([])));
  review();
  expect(await screen.findByText('Nothing fired.')).toBeVisible();
  expect(grafana.writes).toEqual([]);
});

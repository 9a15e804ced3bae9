import React from 'react';
import { http, HttpResponse } from 'msw';
import { grafana, server } from '../../test/grafana';
import { render, screen } from '../../test/render';
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

it('names the loudest and what to do, which one click takes on', async () => {
  const taken: string[] = [];
  const { user } = render(<AlertReview period={period} kept={[]} onPropose={(text) => taken.push(text)} />);
  expect(
    await screen.findByText('Flapping: 4 times, 8 min in all, 4 of them without anybody doing anything')
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take on: Let Flapping wait longer before it fires' }));
  expect(taken).toEqual(['Let Flapping wait longer before it fires']);
});

it('says what was taken on, and offers nothing to who may not write', async () => {
  render(<AlertReview period={period} kept={['Let Flapping wait longer before it fires']} />);
  expect(await screen.findByText('taken on')).toBeVisible();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('says when nothing fired', async () => {
  server.use(http.get('*/api/annotations', () => HttpResponse.json([])));
  render(<AlertReview period={period} kept={[]} />);
  expect(await screen.findByText('Nothing fired.')).toBeVisible();
  expect(grafana.writes).toEqual([]);
});

import React from 'react';
import { http, HttpResponse } from 'msw';
import { incidentKind, type Incident } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { holdsDemo } from '../../../test/demo';
import { grafana, server } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
beforeEach(holdsDemo);

const open = (search = '', part: Partial<Incident> = {}) => {
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(<IncidentPage />, { path: `/incidents/${NAME}${search}`, route: '/incidents/:name' });
};
const stored = (): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
};

/** Pasted: typing key by key takes jsdom long, and tells nothing more. */
async function fill(user: ReturnType<typeof render>['user'], field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

it('keeps the answer of a query as evidence', async () => {
  grafana.answers(/my_errors/, 0.42);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Query…' }));
  const drawer = await openedDialog();
  await fill(user, drawer.getByRole('textbox', { name: /what it shows/i }), 'My errors');
  await fill(user, drawer.getByRole('textbox', { name: /promql/i }), 'rate(my_errors');
  expect(await drawer.findByRole('alert')).toBeVisible();
  expect(drawer.getByRole('button', { name: 'Run' })).toBeDisabled();
  await fill(user, drawer.getByRole('textbox', { name: /promql/i }), '[5m])');
  await user.click(drawer.getByRole('button', { name: 'Run' }));
  await user.click(await drawer.findByRole('button', { name: /keep it/i }));
  await waitFor(() =>
    expect(Object.values(stored().timeline).find(({ evidence }) => evidence)?.evidence).toMatchObject({
      title: 'My errors',
      expr: 'rate(my_errors[5m])',
      value: 0.42,
    })
  );
  expect(await screen.findByText('My errors:', { exact: false })).toBeVisible();
});

it('keeps an objective of the services as evidence, chosen by its name', async () => {
  grafana.answers(/./, 0.002);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Query…' }));
  const drawer = await openedDialog();
  await user.click(await drawer.findByRole('combobox', { name: 'Objective' }));
  await user.keyboard('{ArrowDown}{Enter}'); // the list itself needs a real layout
  expect(drawer.getByRole('textbox', { name: /promql/i })).not.toHaveValue('');
  await user.click(drawer.getByRole('button', { name: 'Run' }));
  await user.click(await drawer.findByRole('button', { name: /keep it/i }));
  await waitFor(() =>
    expect(Object.values(stored().timeline).find(({ evidence }) => evidence)?.evidence).toMatchObject({
      objective: expect.stringMatching(/./),
      value: 0.002,
    })
  );
});

it.each([
  ['of the service', /flask_errors_total\{[^}]*service="quotes"/, 1],
  ['of all services alone', /flask_errors_total(?!\{[^}]*service="quotes")/, 0],
])('an error rate %s stands against resolving or not', async (_, asked, reasons) => {
  grafana.answers(/./, 'empty');
  grafana.answers(asked, 0.25);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^resolve…/i }));
  const dialog = await openedDialog();
  const before = grafana.requests;
  await waitFor(() => expect(grafana.requests).toBeGreaterThan(before));
  await new Promise((settled) => setTimeout(settled, 300));
  await user.click(dialog.getByRole('button', { name: 'Resolve' }));
  expect(await dialog.findByText(/the time of “detected” is not known/i)).toBeVisible();
  expect(dialog.queryAllByText(/is not back inside its target/)).toHaveLength(reasons);
});

it('proposes the impact’s start also for an incident that was found hours ago', async () => {
  const START = Date.parse('2026-11-20T12:00:00.000Z') / 1000;
  server.use(
    http.post('*/api/datasources/proxy/uid/:uid/api/v1/query_range', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const [from, to] = [Number(form.get('start')), Number(form.get('end'))];
      const times = Array.from({ length: 60 }, (_, index) => from + ((to - from) * index) / 59);
      // slow from noon on, until detection at 14:30
      const values = times.map((time) => [time, time >= START && time < START + 9_100 ? '9' : '0.001']);
      return HttpResponse.json({
        status: 'success',
        data: { resultType: 'matrix', result: [{ metric: {}, values }] },
      });
    })
  );
  open();
  expect((await screen.findAllByRole('button', { name: /^Impact started \d\d:0\d\?$/ })).length).toBeGreaterThan(0);
  server.resetHandlers();
});

it('says it once when Prometheus does not answer, and the rest of the room stays', async () => {
  grafana.answers(/./, { status: 502 });
  open();
  expect(await screen.findByText('Signals: Prometheus does not answer')).toBeVisible(); // one for all of them
  expect(screen.queryByText(/Grafana had an error/)).not.toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'What happened' })).toBeVisible();
});

it('adds an action, and asks why one will not be done', async () => {
  const { user } = open('?tab=actions');
  await user.click(await screen.findByRole('button', { name: 'Action…' }));
  const drawer = await openedDialog();
  await fill(user, drawer.getByRole('textbox', { name: /what is to be done/i }), 'Investigate the memory');
  await user.click(drawer.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/how would anybody know that it is done/i)).toBeVisible();
  await waitFor(() =>
    expect(Object.values(stored().actions)).toMatchObject([{ title: 'Investigate the memory', state: 'open' }])
  );
  await user.click(screen.getByRole('button', { name: /change “investigate/i }));
  await user.click(screen.getByRole('combobox', { name: 'State' }));
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}'); // the list itself needs a real layout
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Say why it will not be done')).toBeVisible();
  await fill(user, screen.getByRole('textbox', { name: /why it will not be done/i }), 'Redis is replaced next week');
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  await waitFor(() => expect(Object.values(stored().actions)[0].state).toBe('wontDo'));
});

it('refuses a link that a browser would execute', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Link…' }));
  await fill(user, screen.getByRole('textbox', { name: /address/i }), 'javascript:alert(1)');
  await user.click(screen.getByRole('button', { name: 'Add the link' }));
  expect(await screen.findByText(/a link starts with/i)).toBeVisible();
  await user.clear(screen.getByRole('textbox', { name: /address/i }));
  await fill(user, screen.getByRole('textbox', { name: /address/i }), 'https://example.test/log');
  await user.click(screen.getByRole('button', { name: 'Add the link' }));
  await waitFor(() =>
    expect(Object.values(stored().links ?? {})).toMatchObject([{ url: 'https://example.test/log', kind: 'log' }])
  );
});

it('posts an update and counts down to the next', async () => {
  const { user } = open('', { milestones: { declared: new Date(Date.now() - 60 * 60_000).toISOString() } });
  expect(await screen.findByText(/update overdue by 30 min/i)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Post update' }));
  const drawer = await openedDialog();
  await fill(user, drawer.getByRole('textbox', { name: /conditions/i }), 'Quotes do not load');
  expect(drawer.getByLabelText('Text to copy')).toHaveTextContent(
    'INC-2026-0142 · SEV2 · Quotes service down (declared)'
  );
  await user.click(drawer.getByRole('button', { name: 'Post update' }));
  expect(await screen.findByText(/next update in/i)).toBeVisible();
  await waitFor(() =>
    expect(Object.values(stored().timeline).find(({ update }) => update)?.update).toMatchObject({
      conditions: 'Quotes do not load',
      severity: 'sev2',
      status: 'declared',
    })
  );
});

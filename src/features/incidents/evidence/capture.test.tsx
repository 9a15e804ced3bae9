import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { holdsDemo } from '../../../test/demo';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';

const stored = (): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
};
const captured = () => Object.values(stored().timeline).flatMap(({ evidence }) => evidence ?? []);

beforeEach(holdsDemo);

const open = () => {
  grafana.holds(incidentKind, NAME, quotesDown());
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};

it('keeps the signals at the mitigation, also when it is typed as a command, narrowed to the service', async () => {
  grafana.answers(/service="quotes"/, 0.2);
  const { user } = open();
  for (const signal of ['Service availability', 'Error rate', 'Requests per second', 'Latency P95']) {
    expect(await screen.findByText(signal)).toBeVisible();
  }
  await user.click(screen.getByRole('textbox', { name: 'What happened' }));
  await user.paste('/status mitigated');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(captured()).toHaveLength(4), { timeout: 40_000 });
  expect(captured().every(({ moment }) => moment === 'mitigate')).toBe(true);
  expect(captured().find(({ objective }) => objective === 'error-rate')?.expr).toContain('service="quotes"');
});

it('asks for all services where nothing carries the labels of the affected ones, and says so', async () => {
  grafana.answers(/flask_errors_total/, 0.3);
  grafana.answers(/service="quotes"/, 'empty');
  open();
  expect(await screen.findByText('Error rate (all services)')).toBeVisible();
});

it('mitigates all the same when Prometheus does not answer', async () => {
  grafana.answers(/./, { status: 502 });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Mitigated' }));
  await waitFor(() => expect(stored().status).toBe('mitigated'));
  expect(captured()).toEqual([]);
});

const types = async (user: ReturnType<typeof open>['user'], text: string) => {
  await user.click(await screen.findByRole('textbox', { name: 'What happened' }));
  await user.paste(text);
  await user.keyboard('{Enter}');
  return (await openedDialog()).findByRole('textbox', { name: /^PromQL/ });
};

it('opens the form with what was typed, over an older draft, and lets it be emptied', async () => {
  grafana.answers(/./, 1);
  const { user } = open();
  const expr = await types(user, '/evidence up');
  expect(expr).toHaveValue('up');
  await user.clear(expr);
  expect(expr).toHaveValue('');
  await user.paste('older');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(await types(user, '/evidence down')).toHaveValue('down');
});

it('cuts no task: one that is too long stays in the input', async () => {
  const { user } = open();
  const input = await screen.findByRole('textbox', { name: 'What happened' });
  await user.click(input);
  await user.paste(`/task ${'x'.repeat(501)}`);
  await user.keyboard('{Enter}');
  expect(await screen.findByText('At most 500 characters')).toBeVisible();
  expect(input).toHaveValue(`/task ${'x'.repeat(501)}`);
  expect(stored().tasks).toEqual({});
});

it('keeps evidence that is refused in the form, says why, and takes it once that is put right', async () => {
  grafana.answers(/./, 1);
  const { user } = open();
  await types(user, '/evidence up');
  const unit = screen.getByRole('textbox', { name: 'Unit' });
  await user.click(unit);
  await user.paste('x'.repeat(51));
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await user.click(await screen.findByRole('button', { name: /^Keep/ }));
  expect(await screen.findByText('This is not possible yet')).toBeVisible();
  expect(unit).toHaveValue('x'.repeat(51));
  expect(captured()).toEqual([]);
  await user.clear(unit);
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await user.click(await screen.findByRole('button', { name: /^Keep/ }));
  await waitFor(() => expect(captured()).toHaveLength(1));
  expect(screen.queryByRole('button', { name: 'Run' })).not.toBeInTheDocument();
});

it('says why it cannot run', async () => {
  grafana.answers(/./, 1);
  const { user } = open();
  const expr = await types(user, '/evidence up');
  const run = screen.getByRole('button', { name: 'Run' });
  expect(run).toBeEnabled();
  await user.clear(expr);
  expect(run).toBeDisabled();
  expect(run).toHaveAccessibleDescription('It needs a query');
  await user.paste('rate(up[$__rate_interval])');
  expect(run).toBeEnabled();
  await user.paste(')');
  await waitFor(() => expect(run).toHaveAccessibleDescription(/^The query stops making sense at character 27/));
});

it('Run of Grafana’s own editor runs what was typed before, its variables of time filled in', async () => {
  grafana.answers(/./, 1);
  setDataSourceSrv({
    getList: () => [{ uid: 'prom', name: 'prometheus', type: 'prometheus', isDefault: true }],
    get: () =>
      Promise.resolve({
        components: {
          QueryEditor: ({ onRunQuery }: { onRunQuery: () => void }) => (
            <button onClick={onRunQuery}>Run queries</button>
          ),
        },
      }),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  const { user } = open();
  await types(user, '/evidence rate(up[$__rate_interval])');
  await user.click(screen.getByRole('button', { name: 'Use Grafana’s query editor' }));
  await user.click(await screen.findByRole('button', { name: 'Run queries' }));
  await user.click(await screen.findByRole('button', { name: /^Keep/ }));
  await waitFor(() => expect(captured()).toHaveLength(1));
  expect(captured()[0].expr).toBe('rate(up[$__rate_interval])'); // as asked for, so that it is filled in again
  expect(grafana.queries).toContain('rate(up[60s])');
});

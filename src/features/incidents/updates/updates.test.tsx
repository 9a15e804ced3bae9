import React from 'react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const open = (part: Partial<Incident> = {}) => {
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};
function stored(): Incident {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
}
const updates = () => Object.values(stored().timeline).flatMap(({ update }) => update ?? []);
const dialog = openedDialog;

beforeEach(() => Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true }));

it('posts an update with the next one promised, and copies it for each kind of reader', async () => {
  const { user } = open();
  const written = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  expect(await screen.findByText(/^■ Update overdue by/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Post update' }));
  const form = await dialog();
  await user.type(form.getByRole('textbox', { name: /^Conditions/ }), 'Half of the quotes fail');
  await user.type(form.getByRole('textbox', { name: /^Needs/ }), 'Support');
  await user.clear(form.getByRole('spinbutton', { name: /^Next update/ }));
  await user.type(form.getByRole('spinbutton', { name: /^Next update/ }), '45');
  for (const button of ['Copy for chat', 'Copy for e-mail', 'Copy for customers']) {
    await user.click(form.getByRole('button', { name: button }));
  }
  const [chat, email, customers] = written.mock.calls.map(([text]) => text);
  expect(chat).toContain('http://localhost/a/haddock-opsbook-app/incidents/inc-2026-0142');
  expect(email).toMatch(/^Subject: INC-2026-0142 · SEV2/);
  expect(customers).not.toMatch(/Support|INC-|http/);
  const before = Date.now();
  await user.click(form.getByRole('button', { name: 'Post update' }));
  await waitFor(() => expect(updates()).toHaveLength(1));
  expect(updates()[0]).toMatchObject({ conditions: 'Half of the quotes fail', status: 'declared', severity: 'sev2' });
  expect(Date.parse(updates()[0].next ?? '') - before).toBeGreaterThanOrEqual(45 * 60_000);
  expect(await screen.findByText(/^Next update in 45 min/)).toBeVisible();
  written.mockRestore();
});

it('says at its field what is wrong, and keeps it', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Post update' }));
  const form = await dialog();
  await user.click(form.getByRole('textbox', { name: /^Conditions/ }));
  await user.paste('x'.repeat(100_000));
  await user.clear(form.getByRole('spinbutton', { name: /^Next update/ }));
  await user.type(form.getByRole('spinbutton', { name: /^Next update/ }), '-5');
  expect(form.getByText(/at most 20000 characters/i)).toBeVisible();
  expect(form.getByText('A whole number from 1 to 1440')).toBeVisible();
  expect(form.getByRole('button', { name: 'Post update' })).toBeDisabled();
  expect(form.getByRole('textbox', { name: /^Conditions/ })).toHaveValue('x'.repeat(100_000));
});

describe('tasks', () => {
  const task = {
    title: 'Restart Redis',
    state: 'open' as const,
    checkBack: '2026-11-20T14:40:00.000Z',
    created: '2026-11-20T14:30:00.000Z',
    by: { uid: 'u-ana', name: 'Ana' },
  };

  it('asks again later, and drops', async () => {
    const { user } = open({ tasks: { t: task } });
    expect(await screen.findByText(/check back now/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Menu of “Restart Redis”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Check back in 20 min' }));
    expect(await screen.findByText(/^check back in 20 min/)).toBeVisible();
    await waitFor(() => expect(Date.parse(stored().tasks.t.checkBack ?? '')).toBeGreaterThan(Date.now()));
    await user.click(screen.getByRole('button', { name: 'Menu of “Restart Redis”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Drop the task' }));
    await waitFor(() => expect(stored().tasks.t.state).toBe('dropped'));
    expect(screen.getByText('dropped')).toBeVisible();
  });

  it('refuses a title of a hundred kilobytes and a time box of nonsense', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Task…' }));
    const form = await dialog();
    await user.click(form.getByRole('textbox', { name: /^What/ }));
    await user.paste('x'.repeat(100_000));
    await user.clear(form.getByRole('spinbutton'));
    await user.type(form.getByRole('spinbutton'), '0');
    expect(form.getByText(/at most 500 characters/i)).toBeVisible();
    expect(form.getByText('A whole number from 1 to 10080')).toBeVisible();
    expect(form.getByRole('button', { name: 'Add the task' })).toBeDisabled();
    expect(grafana.writes).toHaveLength(0);
  });
});

it('says at its field that a link may not run', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Link…' }));
  const form = await dialog();
  await user.type(form.getByRole('textbox', { name: /^Address/ }), 'javascript:alert(1)');
  expect(form.getByText(/A link starts with http/)).toBeVisible();
  expect(form.getByRole('button', { name: 'Add the link' })).toBeDisabled();
  expect(grafana.writes).toHaveLength(0);
});

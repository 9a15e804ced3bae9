import React from 'react';
import { declare } from '../../domain/incident/declare/declare';
import { type Incident, incidentKind } from '../../domain/incident/kind';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { Page } from '../ui/Page';

const NAME = 'inc-2026-0142';

/** Declared an hour ago, so that its update is late. */
function late(part: Partial<Incident> = {}): Incident {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const by = { uid: 'u-luc', name: 'Luc' };
  return {
    ...declare({ name: NAME, id: 'uuid-142', at, by, zone: 'UTC', title: 'Quotes service down', severity: 'sev2' }),
    ...part,
  };
}

const open = (path = '/objectives') => render(<Page title="Anything">content</Page>, { path });
const searches = () => screen.queryByRole('list', { name: 'Reminders' });

it('shows a late update on any page, with a way to the incident', async () => {
  grafana.holds(incidentKind, NAME, late());
  open();
  const link = await screen.findByRole('link', { name: /^update overdue by 30 min/ });
  expect(screen.getByRole('list', { name: 'Reminders' })).toHaveTextContent('INC-2026-0142: update overdue by 30 min');
  expect(link).toHaveAttribute('href', `/a/haddock-opsbook-app/incidents/${NAME}`);
});

it('shows a task to check back on', async () => {
  const checkBack = new Date(Date.now() - 300_000).toISOString();
  const by = { uid: 'u-luc', name: 'Luc' };
  grafana.holds(
    incidentKind,
    NAME,
    late({ severity: 'sev4', tasks: { t: { title: 'Restart <b>', checkBack, state: 'open', created: checkBack, by } } })
  );
  open();
  expect(await screen.findByRole('link', { name: 'check back on “Restart <b>”, 5 min late' })).toBeVisible();
});

it('is quiet for a while once it is snoozed, in this browser, over a reload', async () => {
  grafana.holds(incidentKind, NAME, late());
  const { user, unmount } = open();
  await user.click(await screen.findByRole('button', { name: /^Snooze for 15 min/ }));
  expect(searches()).not.toBeInTheDocument();
  unmount();
  const now = jest.spyOn(Date, 'now');
  const start = Date.now();
  const again = open();
  await waitFor(() => expect(screen.getByText('content')).toBeVisible());
  expect(searches()).not.toBeInTheDocument();
  again.unmount();
  now.mockImplementation(() => start + 16 * 60_000);
  open();
  expect(await screen.findByRole('link', { name: /update overdue/ })).toBeVisible();
  now.mockRestore();
});

it('leaves the room to show its own, and other tabs not', async () => {
  grafana.holds(incidentKind, NAME, late());
  const room = open(`/incidents/${NAME}`);
  await new Promise((done) => setTimeout(done, 300));
  expect(searches()).not.toBeInTheDocument();
  room.unmount();
  open(`/incidents/${NAME}?tab=report`);
  expect(await screen.findByRole('link', { name: /update overdue/ })).toBeVisible();
});

it.each([
  ['drills of others', { drill: true }],
  ['resolved incidents', { status: 'resolved' as const }],
])('says nothing of %s', async (_, part) => {
  grafana.holds(incidentKind, NAME, late(part));
  open();
  await new Promise((done) => setTimeout(done, 300));
  expect(searches()).not.toBeInTheDocument();
});

it('says nothing when the search fails, and the page is there', async () => {
  grafana.fails(/search/, 500);
  open();
  expect(await screen.findByText('content')).toBeVisible();
  expect(searches()).not.toBeInTheDocument();
});

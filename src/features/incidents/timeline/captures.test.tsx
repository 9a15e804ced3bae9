import React from 'react';
import { incidentKind } from '../../../domain/incident/kind';
import { type Entry, type Incident } from '../../../domain/incident/schema';
import { grafana } from '../../../test/grafana';
import { render, screen, within } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const AT = '2026-11-20T14:31:00.000Z';
const base = { at: AT, entered: AT, by: { uid: 'u-ana', name: 'Ana' } };

function signal(title: string, value: number): Entry {
  const evidence = { title, value, unit: 'percentunit', datasource: 'prom', expr: 'up', from: AT, to: AT, step: 15 };
  return { ...base, kind: 'evidence', text: '', evidence: { ...evidence, series: [], digest: 'd', moment: 'declare' } };
}

const open = (search = '', part: Partial<Incident> = {}) => {
  const { timeline } = quotesDown();
  const entries: Incident['timeline'] = {
    errors: signal('Error rate', 0.062),
    latency: signal('Availability', 0.938),
    note: { ...base, at: '2026-11-20T14:32:00.000Z', kind: 'note', text: 'Redis refuses connections' },
    logs: {
      ...base,
      kind: 'document',
      text: '',
      change: { field: 'section.attachmentLogs', from: 'a.log', to: 'b.log' },
    },
  };
  grafana.holds(incidentKind, NAME, { ...quotesDown(part), timeline: { ...timeline, ...entries } });
  return render(<IncidentPage />, { path: `/incidents/${NAME}${search}`, route: '/incidents/:name' });
};
const timeline = async () => within(await screen.findByRole('list', { name: 'Timeline' }));

it('shows a capture as one entry that says its values and unfolds', async () => {
  const { user } = open();
  const summary = (await timeline()).getByText(/Captured when declared: Error rate 6.2.% · Availability 93.8.%/);
  expect((await timeline()).queryByText(/when declared$/)).not.toBeInTheDocument();
  await user.click(summary);
  const parts = within(await screen.findByRole('list', { name: 'What was captured' }));
  expect(parts.getAllByRole('listitem')).toHaveLength(2);
});

it('unfolds the capture that a link leads into', async () => {
  open('?entry=latency');
  expect(await screen.findByRole('list', { name: 'What was captured' })).toBeVisible();
});

it('shows what people wrote only, in the timeline, the history and the facts alike', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('checkbox', { name: 'People only' }));
  expect((await timeline()).getByText('Redis refuses connections')).toBeVisible();
  expect((await timeline()).queryByText(/Captured when declared/)).not.toBeInTheDocument();
  expect((await timeline()).queryByText('Incident declared')).not.toBeInTheDocument();
  await user.click(screen.getByRole('tab', { name: 'History' }));
  expect(await screen.findByRole('checkbox', { name: 'People only' })).toBeChecked();
  expect(screen.queryByRole('row', { name: /Captured/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('checkbox', { name: 'People only' }));
  expect(
    screen.getByRole('row', { name: /Captured when declared: Error rate 6.2.% · Availability 93.8.%/ })
  ).toBeVisible();
  expect(screen.getByRole('row', { name: /Text “Attachments · Logs”: a.log → b.log/ })).toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'Report' }));
  const facts = within(await screen.findByRole('region', { name: 'Facts' }));
  expect(facts.getByRole('button', { name: /Error rate = 6.2.% · Availability = 93.8.%/ })).toBeVisible();
  await user.click(facts.getByRole('checkbox', { name: 'People only' }));
  expect(facts.queryByRole('button', { name: /Error rate/ })).not.toBeInTheDocument();
  expect(facts.getByRole('button', { name: /Redis refuses connections/ })).toBeVisible();
});

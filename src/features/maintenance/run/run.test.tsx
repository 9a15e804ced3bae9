import React from 'react';
import { fromParameters } from '../../../domain/incident/declare/prefill';
import { exampleIncident } from '../../../domain/incident/example';
import { incidentKind } from '../../../domain/incident/kind';
import { emptyWeek, type Week, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { fromResource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { MaintenanceRoutes } from '../MaintenanceRoutes';

const BASE = '/a/haddock-opsbook-app/maintenance';
const NAME = weekName('2026-W47');
const ana = { uid: 'u-ana', name: 'Ana' };
const luc = { uid: 'u-luc', name: 'Luc' };
const at = '2026-11-18T10:00:00Z';

jest.setTimeout(60_000);

const items: Week['runs'][string]['items'] = {
  part: { kind: 'heading', position: 1, title: 'Disks' },
  disk: { kind: 'confirm', position: 2, title: 'Disk', instruction: 'Run\n\n```bash\ndf -h\n```', needsEvidence: true },
  load: { kind: 'number', position: 3, title: 'Load', max: 4 },
};

function holds(part: Partial<Week['runs'][string]> = {}, entries: Week['entries'] = {}) {
  const run = { checklist: 'daily', version: 3, title: 'Daily', items, started: { at, by: luc } };
  const last = {
    ...run,
    started: { at: '2026-11-17T10:00:00Z', by: luc },
    finished: { at: '2026-11-17T11:00:00Z', by: luc },
  };
  grafana.holds(weekKind, NAME, {
    ...emptyWeek('2026-W47'),
    runs: { last, r1: { ...run, ...part } },
    entries: {
      e0: { run: 'last', item: 'load', at: '2026-11-17T10:30:00Z', by: luc, outcome: { verdict: 'pass', value: 2 } },
      ...entries,
    },
  });
}

const failed: Week['entries'] = {
  e1: { run: 'r1', item: 'load', at, by: luc, outcome: { verdict: 'fail', value: 9 } },
  e2: { run: 'r1', item: 'disk', at, by: luc, outcome: { verdict: 'pass', note: 'Half full' } },
};

function stored(): Week | undefined {
  const resource = grafana.records.get(NAME);
  const parsed = resource && fromResource(weekKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

function holdsFailedQuery() {
  const asked = { expr: 'max(disk)', comparison: '<' as const, threshold: 85 };
  const query = { ...asked, dataSource: 'prom', at: '2026-11-18T09:59:00.000Z', series: 1 };
  holds(
    { items: { disk: { kind: 'query', position: 1, title: 'Disk', ...asked } } },
    { e1: { run: 'r1', item: 'disk', at, by: luc, outcome: { verdict: 'fail', value: 91.5, unit: '%', query } } }
  );
}

const open = () => render(<MaintenanceRoutes />, { path: `${BASE}/runs/2026-W47/r1`, route: `${BASE}/*` });

it('has sections, commands to copy, and asks for evidence before a result counts', async () => {
  holds();
  const { user } = open();
  expect(await screen.findByRole('heading', { name: 'Disks' })).toBeVisible();
  expect(screen.getByText('df -h')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy the command' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Pass: Disk' }));
  expect(await screen.findByText(/This item asks for evidence/)).toBeVisible();
  await user.click(screen.getByLabelText('Note'));
  await user.paste('Half full');
  await user.click(screen.getByRole('button', { name: 'Pass: Disk' }));
  expect(await screen.findByRole('listitem', { name: '1. Disk: passed' })).toBeVisible();
});

it('is compared with the last run, and a failure leads on after Finish', async () => {
  holds({ finished: { at: '2026-11-18T11:00:00Z', by: luc } }, failed);
  const { user } = open();
  expect(await screen.findByText('Load: passed → failed')).toBeVisible();
  const load = screen.getByRole('listitem', { name: '2. Load: failed' });
  expect(within(load).getByText('Last time: passed, 2 (changed)')).toBeVisible();
  const declare = within(load).getByRole('link', { name: 'Declare an incident' });
  const search = new URL(declare.getAttribute('href') ?? '', 'http://localhost').searchParams;
  expect(search.get('title')).toBe('Load');
  expect(search.get('summary')).toMatch(/^Daily: Load\n9\n2026-11-18T10:00:00Z\nhttp.*\/runs\/2026-W47\/r1$/);
  await user.click(within(load).getByRole('button', { name: 'Task for the review' }));
  await waitFor(() =>
    expect(Object.values(stored()?.review?.carried ?? {})).toMatchObject([
      { text: 'Load (Daily): 9, 2026-11-18 10:00 UTC', from: { run: 'r1', item: 'load' } },
    ])
  );
});

it('is signed off by somebody else only, and the refusal is seen at the bar; reopened with a reason', async () => {
  holds({ finished: { at: '2026-11-18T11:00:00Z', by: ana }, needsSignOff: true }, failed);
  const { user } = open();
  const bar = await screen.findByRole('group', { name: 'Progress' });
  await user.click(within(bar).getByRole('button', { name: 'Sign off as a second person' }));
  expect(await within(bar).findByText(/somebody else has to sign it off/)).toBeVisible();
  await user.click(within(bar).getByRole('button', { name: 'Reopen…' }));
  await user.click(within(bar).getByRole('textbox', { name: /Why is it taken up again/ }));
  await user.paste('Wrong host');
  await user.click(within(bar).getByRole('button', { name: 'Reopen the run' }));
  expect(await screen.findByText('Reopened by Ana: Wrong host')).toBeVisible();
  await waitFor(() => expect(stored()?.runs.r1.finished).toBeUndefined());
});

it('takes three hundred items, and draws one of them again for a tick', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `i${index}`,
      { kind: 'confirm' as const, position: index, title: `Item ${index}` },
    ])
  );
  holds({ items: many });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Pass: Item 250' }));
  expect(await screen.findByText('1 of 300')).toBeVisible();
});

it('says that a query answers too many series, and lets a person answer', async () => {
  holds({
    items: { q: { kind: 'query', position: 1, title: 'All', expr: 'everything', comparison: '>', threshold: 0 } },
  });
  grafana.answers(
    /everything/,
    Array.from({ length: 10_000 }, (_, index) => ({ labels: { n: String(index) }, value: 1 }))
  );
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Run the checks' }));
  const all = screen.getByRole('listitem', { name: /^1\. All/ });
  expect(await within(all).findByText(/too many|more than|series/i)).toBeVisible();
  await user.click(within(all).getByRole('button', { name: 'Pass: All' }));
  expect(await screen.findByRole('listitem', { name: '1. All: passed' })).toBeVisible();
});

it('hands the query of a failed item to the incident, to be kept as evidence', async () => {
  holdsFailedQuery();
  open();
  const link = await screen.findByRole('link', { name: 'Declare an incident' });
  const search = new URL(link.getAttribute('href') ?? '', 'http://localhost').searchParams;
  expect(fromParameters(search).evidence).toEqual({
    title: 'Disk',
    expr: 'max(disk)',
    datasource: 'prom',
    at: '2026-11-18T09:59:00.000Z',
    value: 91.5,
    unit: '%',
  });
});

it('makes an action of a failed query item, which leads to the run and has worked once the query passes', async () => {
  holdsFailedQuery();
  const name = 'inc-2026-0142';
  grafana.holds(incidentKind, name, { ...exampleIncident(), name, status: 'investigating' });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Add an action…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Action from a failed item' });
  expect(within(dialog).getByRole('textbox', { name: /^What is to be done/ })).toHaveValue(
    'Disk (Daily): max(disk) = 91.5 % (< 85)'
  );
  expect(within(dialog).getByRole('button', { name: 'Add the action' })).toBeDisabled();
  await user.click(within(dialog).getByRole('combobox', { name: 'Incident' }));
  await user.keyboard('{ArrowDown}{Enter}'); // the list itself needs a real layout
  await user.click(within(dialog).getByRole('button', { name: 'Add the action' }));
  expect(await screen.findByRole('link', { name: 'The action stands at INC-2026-0142' })).toHaveAttribute(
    'href',
    expect.stringContaining('/incidents/inc-2026-0142')
  );
  const actions = () => {
    const resource = grafana.records.get(name);
    const parsed = resource && fromResource(incidentKind, resource);
    return parsed?.state === 'ok' ? Object.values(parsed.record.actions) : [];
  };
  await waitFor(() =>
    expect(actions()).toContainEqual(
      expect.objectContaining({
        title: 'Disk (Daily): max(disk) = 91.5 % (< 85)',
        state: 'open',
        link: expect.stringMatching(/\/maintenance\/runs\/2026-W47\/r1$/),
        measure: { expr: 'max(disk)', comparison: '<', threshold: 85, datasource: 'prom' },
      })
    )
  );
});

import React from 'react';
import { emptyWeek, type Week, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { fromResource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { MaintenanceRoutes } from '../MaintenanceRoutes';

const BASE = '/a/haddock-opsbook-app/maintenance';
const NAME = weekName('2026-W47');
const luc = { uid: 'u-luc', name: 'Luc' };

const open = (browser: string) =>
  render(<MaintenanceRoutes />, { path: `${BASE}/runs/2026-W47/r1`, route: `${BASE}/*`, browser });

function entries(): Week['entries'] {
  const resource = grafana.records.get(NAME);
  const parsed = resource && fromResource(weekKind, resource);
  return parsed?.state === 'ok' ? parsed.record.entries : {};
}

jest.setTimeout(60_000);

it('is continued offline and over a reload, and nothing of it is lost', async () => {
  grafana.holds(weekKind, NAME, {
    ...emptyWeek('2026-W47'),
    runs: {
      r1: {
        checklist: 'daily',
        version: 1,
        title: 'Daily',
        items: {
          a: { kind: 'confirm', position: 1, title: 'Logs' },
          b: { kind: 'number', position: 2, title: 'Load', max: 4 },
        },
        started: { at: '2026-11-18T10:00:00Z', by: luc },
      },
    },
  });
  const before = open('offline-run');
  await screen.findByRole('button', { name: 'Pass: Logs' });
  grafana.fails(/\/dashboards/, 0); // the server is away, in the middle of the run
  await before.user.click(screen.getByRole('button', { name: 'Pass: Logs' }));
  expect(await screen.findByRole('listitem', { name: '1. Logs: passed' })).toBeVisible();
  await before.user.type(screen.getByRole('textbox', { name: 'Value' }), '9');
  await before.user.click(screen.getByRole('button', { name: 'Save: Load' }));
  expect(await screen.findByRole('listitem', { name: '2. Load: failed' })).toBeVisible();
  expect(entries()).toEqual({});

  before.unmount(); // reloaded, while it is still away
  const after = open('offline-run');
  await waitFor(() => expect(after.outbox.getState().items.filter(({ kind }) => kind === 'week')).toHaveLength(2));
  grafana.heals();
  after.outbox.flush(true);
  await waitFor(() =>
    expect(
      Object.values(entries())
        .map(({ item, outcome }) => [item, outcome.verdict, outcome.value])
        .sort()
    ).toEqual([
      ['a', 'pass', undefined],
      ['b', 'fail', 9],
    ])
  );
});

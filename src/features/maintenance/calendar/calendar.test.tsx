import React from 'react';
import { createEvent, fireEvent } from '@testing-library/react';
import ICAL from 'ical.js';
import { emptyPlan, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { windowKind } from '../../../domain/maintenance/windows/window';
import { fromResource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { MaintenanceRoutes } from '../MaintenanceRoutes';
import '../pages/CalendarPage'; // loaded beforehand, so that no test waits for it

const BASE = '/a/haddock-opsbook-app/maintenance';
const NAME = 'win-20261127-aa';

function open(path = '/calendar') {
  return render(<MaintenanceRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
}

function planned(count = 1) {
  const schedule = {
    rule: 'FREQ=WEEKLY;BYDAY=FR',
    start: '2024-01-05T17:00',
    zone: 'UTC',
    from: '2026-11-02T00:00:00Z',
    leadMinutes: 0,
    graceMinutes: 60,
    anchor: 'scheduled' as const,
  };
  const tasks = Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `task-${n}`,
      { position: n, title: `Check ${n}`, team: 'DevOps', schedules: { first: schedule } },
    ])
  );
  grafana.holds(planKind, PLAN_NAME, { ...emptyPlan(), adopted: '2026-11-02T00:00:00Z', tasks });
}

function stored() {
  const resource = grafana.records.get(NAME);
  const parsed = resource && fromResource(windowKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

const cell = (name: RegExp) => screen.findByRole('gridcell', { name });

jest.setTimeout(60_000);
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-26T11:00:00Z'), advanceTimers: true }); // a Thursday
});
afterEach(() => jest.useRealTimers());

it('shows tasks, windows and reviews of the month', async () => {
  planned();
  holdsWindow(NAME, {});
  open();
  const friday = within(await cell(/Nov 27: 1 entry/));
  expect(friday.getByRole('link', { name: '17:00 Check 0, task, upcoming' })).toHaveAttribute(
    'href',
    `${BASE}?week=2026-W48&open=task-0%402026-11-27`
  );
  const saturday = within(await cell(/Nov 28: 1 entry/));
  expect(saturday.getByRole('link', { name: '10:00 Update Redis, window, planned' })).toHaveAttribute(
    'href',
    `${BASE}/windows/${NAME}`
  );
  expect(within(await cell(/Nov 23: 1 entry/)).getByRole('link', { name: /Review of 2026-W47/ })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'November 2026' })).toBeVisible();
});

it('is walked by keyboard: days by arrows, months by pages, one day by Enter', async () => {
  planned(8);
  const { user, address } = open();
  (await cell(/Nov 26: 0 entries/)).focus();
  await user.keyboard('{ArrowRight}');
  expect(address()).toContain('at=2026-11-27');
  const friday = await cell(/Nov 27: 8 entries/);
  expect(friday).toHaveFocus();
  expect(within(friday).getAllByRole('link')).toHaveLength(3);
  await user.keyboard('{Enter}');
  const day = await openedDialog();
  expect(day.getAllByRole('link', { name: /Check/ })).toHaveLength(8);
  await user.click(day.getByRole('button', { name: /close/i }));
  (await cell(/Nov 27/)).focus();
  await user.keyboard('{PageDown}');
  expect(await screen.findByRole('heading', { name: 'December 2026' })).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Week' }));
  expect(await screen.findAllByRole('gridcell')).toHaveLength(7);
  await user.click(screen.getByRole('button', { name: 'Today' }));
  expect(address()).toContain('at=2026-11-26');
});

it('asks before a window that was dragged is moved', async () => {
  planned();
  holdsWindow(NAME, {});
  const { user } = open();
  const drag = async () => {
    fireEvent.dragStart(await screen.findByRole('link', { name: /Update Redis/ }), {
      dataTransfer: { setData: jest.fn() },
    });
    const target = await cell(/Nov 27/);
    fireEvent(target, createEvent.dragOver(target));
    fireEvent.drop(target);
  };
  await drag();
  const first = await openedDialog();
  expect(first.getByText('From 2026-11-28 10:00 – 12:00 to 2026-11-27 10:00 – 12:00.')).toBeVisible();
  await user.click(first.getByRole('button', { name: 'Cancel' }));
  expect(stored()?.start).toBe('2026-11-28T10:00:00.000Z');
  await drag();
  await user.click((await openedDialog()).getByRole('button', { name: 'Move' }));
  await waitFor(() =>
    expect(stored()).toMatchObject({ start: '2026-11-27T10:00:00.000Z', end: '2026-11-27T12:00:00.000Z' })
  );
  expect(within(await cell(/Nov 27: 2 entries/)).getByRole('link', { name: /Update Redis/ })).toBeVisible();
});

it('moves a window by keyboard as by drag, asked before', async () => {
  planned();
  holdsWindow(NAME, { exclude: true, silence: true });
  const { user } = open('/calendar?at=2026-11-28');
  const saturday = await cell(/Nov 28/);
  await screen.findByRole('link', { name: /Update Redis/ });
  saturday.focus();
  await user.keyboard('m');
  expect(screen.getByText(/“Update Redis” is taken up/)).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByText(/is taken up/)).not.toBeInTheDocument();
  await user.keyboard('m{ArrowRight}{ArrowRight}');
  expect(await cell(/Nov 30/)).toHaveFocus();
  await user.keyboard('{Enter}');
  const dialog = await openedDialog();
  expect(dialog.getByText('From 2026-11-28 10:00 – 12:00 to 2026-11-30 10:00 – 12:00.')).toBeVisible();
  expect(stored()?.start).toBe('2026-11-28T10:00:00.000Z');
  await user.click(dialog.getByRole('button', { name: 'Move' }));
  await waitFor(() => expect(stored()?.start).toBe('2026-11-30T10:00:00.000Z'));
});

it('takes up no window that runs, and none for those who may only read', async () => {
  planned();
  holdsWindow(NAME, { start: '2026-11-26T10:00:00.000Z' });
  const { user } = open();
  const today = await cell(/Nov 26: 1 entry/);
  today.focus();
  await user.keyboard('m');
  expect(screen.queryByText(/is taken up/)).not.toBeInTheDocument();
  expect(screen.getByText(/m takes up a planned window/)).toBeVisible();
});

it('moves nothing for those who may only read, nor what runs', async () => {
  grafana.options.canWrite = false;
  planned();
  holdsWindow(NAME, {});
  open();
  expect(await screen.findByRole('link', { name: /Update Redis/ })).toHaveAttribute('draggable', 'false');
  expect(screen.queryByText(/takes up a planned window/)).not.toBeInTheDocument();
});

it('says what could not be asked, and takes an address that is none for today', async () => {
  planned();
  grafana.fails(/\/search$/, 500);
  open('/calendar?at=2026-02-31');
  expect(
    await screen.findByText(/Not everything could be asked: windows, incidents/, {}, { timeout: 8000 })
  ).toBeVisible();
  expect(screen.getByRole('heading', { name: 'November 2026' })).toBeVisible();
});

it('hands plan, windows and reviews to calendar programs', async () => {
  planned();
  holdsWindow(NAME, {});
  const files: Blob[] = [];
  URL.createObjectURL = (file: Blob) => `blob:${files.push(file)}`;
  URL.revokeObjectURL = () => undefined;
  const { user } = open();
  await screen.findByRole('link', { name: /Update Redis/ });
  await user.click(screen.getByRole('button', { name: 'Download as calendar (.ics)' }));
  await waitFor(() => expect(files).toHaveLength(1));
  const calendar = new ICAL.Component(ICAL.parse(await files[0].text()) as unknown[]);
  expect(calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each).uid)).toEqual([
    expect.stringMatching(/^task-task-0@/),
    expect.stringMatching(/^window-win-20261127-aa@/),
    expect.stringMatching(/^reviews@/),
  ]);
});

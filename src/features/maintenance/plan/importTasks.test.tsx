import React from 'react';
import { emptyPlan, type Plan, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { fromResource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { MaintenanceRoutes } from '../MaintenanceRoutes';

const BASE = '/a/haddock-opsbook-app/maintenance';
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((each) => ['BEGIN:VEVENT', each, 'END:VEVENT']), 'END:VCALENDAR'].join('\n');

const CALENDAR = calendar(
  'UID:a\nSUMMARY:Patch hosts\nDTSTART;TZID=Europe/Paris:20261201T090000\nRRULE:FREQ=MONTHLY;BYDAY=1TU',
  'UID:b\nSUMMARY:Renew certificate\nDTSTART:20270301T100000Z',
  'UID:c\nSUMMARY:Long ago\nDTSTART:20200301T100000Z',
  'UID:d\nSUMMARY:Broken\nDTSTART:20271340T100000Z'
);

function tasks() {
  const resource = grafana.records.get(PLAN_NAME);
  const parsed = resource && fromResource(planKind, resource);
  return parsed?.state === 'ok' ? Object.values((parsed.record as Plan).tasks) : [];
}

async function choose(name: string, text: string) {
  const { user } = render(<MaintenanceRoutes />, { path: `${BASE}/plan`, route: `${BASE}/*` });
  await chooseAgain(user, name, text);
  return user;
}

async function chooseAgain(user: ReturnType<typeof render>['user'], name: string, text: string) {
  const field = await screen.findByLabelText('Tasks as a calendar file, CSV or JSON');
  const file = new File([text], name);
  file.arrayBuffer = () => Promise.resolve(new TextEncoder().encode(text).buffer as ArrayBuffer); // jsdom's files have none
  await user.upload(field, file);
}

jest.setTimeout(60_000);
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-28T11:00:00Z'), advanceTimers: true });
  grafana.holds(planKind, PLAN_NAME, { ...emptyPlan(), zone: 'Europe/Paris', adopted: '2026-11-01T00:00:00Z' });
});
afterEach(() => jest.useRealTimers());

it('takes the tasks of a calendar after a look at them, a second time none, and all of them back', async () => {
  const user = await choose('ops.ics', CALENDAR);
  const dialog = await openedDialog();
  expect(dialog.getByRole('status')).toHaveTextContent(
    '2 can be added, 0 there already, 1 only in the past, 1 with errors'
  );
  expect(dialog.getByText(/Line 18: Broken/)).toHaveTextContent('Line 21: “20271340T100000Z” is not a date');
  expect(dialog.getByText(/first Tuesday of the month at 09:00/)).toBeVisible();
  const add = dialog.getByRole('button', { name: 'Add 2 tasks' });
  expect(add).toBeDisabled(); // no team is known
  await user.type(dialog.getByLabelText(/^Team of the tasks/), 'Ops');
  await user.click(add);
  await waitFor(() =>
    expect(tasks().map(({ title, team }) => [title, team])).toEqual(
      expect.arrayContaining([
        ['Patch hosts', 'Ops'],
        ['Renew certificate', 'Ops'],
      ])
    )
  );
  expect(await screen.findByText('2 tasks of “ops.ics” were added')).toBeVisible();

  await chooseAgain(user, 'ops.ics', CALENDAR);
  const again = await openedDialog();
  expect(again.getByRole('status')).toHaveTextContent('0 can be added, 2 there already');
  expect(again.getByRole('button', { name: 'Add 0 tasks' })).toBeDisabled();
});

it('takes back in one step what it added', async () => {
  const user = await choose('tasks.csv', 'Task,Frequency,Team\nPatch,weekly,Dev\nScan,every 3 months,Security\n');
  const dialog = await openedDialog();
  await user.click(within(dialog.getByRole('list', { name: 'What will be added' })).getByLabelText(/^Scan/));
  await user.click(dialog.getByRole('button', { name: 'Add 1 task' }));
  await waitFor(() => expect(tasks().map(({ title, team }) => [title, team])).toEqual([['Patch', 'Dev']]));
  await user.click(await screen.findByRole('button', { name: 'Take all of them back' }));
  await waitFor(() => expect(tasks()).toEqual([]));
});

it.each([
  ['ops.ics', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n', /The file is cut off/],
  ['page.csv', '<html>', /neither a calendar file nor a table/],
])('says why %s is not taken in', async (name, text, reason) => {
  await choose(name, text);
  expect(await screen.findByText(reason)).toBeVisible();
  expect(tasks()).toEqual([]);
});

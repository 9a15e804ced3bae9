import React from 'react';
import { emptyPlan, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { fromResource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor } from '../../../test/render';
import { MaintenanceRoutes } from '../MaintenanceRoutes';

const BASE = '/a/haddock-opsbook-app/maintenance';
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((each) => ['BEGIN:VEVENT', each, 'END:VEVENT']), 'END:VCALENDAR'].join('\n');

function closed() {
  const resource = grafana.records.get(PLAN_NAME);
  const parsed = resource && fromResource(planKind, resource);
  return parsed?.state === 'ok' ? Object.values(parsed.record.closed ?? {}) : [];
}

async function choose(text: string) {
  const { user } = render(<MaintenanceRoutes />, { path: `${BASE}/plan`, route: `${BASE}/*` });
  const field = await screen.findByLabelText('Calendar file of closed days');
  const file = new File([text], 'holidays.ics', { type: 'text/calendar' });
  file.text = () => Promise.resolve(text); // jsdom's files have no text()
  await user.upload(field, file);
  return user;
}

jest.setTimeout(60_000);
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-28T11:00:00Z'), advanceTimers: true });
  grafana.holds(planKind, PLAN_NAME, { ...emptyPlan(), adopted: '2026-11-01T00:00:00Z' });
});
afterEach(() => jest.useRealTimers());

it('takes the days of a calendar file, after a look at them', async () => {
  const user = await choose(
    calendar(
      'DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas',
      'DTSTART;VALUE=DATE:20261228\nDTEND;VALUE=DATE:20261231\nSUMMARY:Freeze',
      'DTSTART;VALUE=DATE:20261340'
    )
  );
  const dialog = await openedDialog();
  expect(dialog.getByText(/December 28, 2026 – December 30, 2026 · Freeze/)).toBeVisible();
  expect(dialog.getByText('Line 12: “20261340” is not a date')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Add closed days' }));
  await waitFor(() =>
    expect(closed().map(({ date, to, title }) => [date, to, title])).toEqual([
      ['2026-12-25', undefined, 'Christmas'],
      ['2026-12-28', '2026-12-30', 'Freeze'],
      ['2027-12-25', undefined, 'Christmas'],
    ])
  );
});

it('reads five thousand events with hostile names, and says how many closed days a plan holds', async () => {
  const day = (index: number) =>
    new Date(Date.UTC(2026, 11, 1 + (index % 700))).toISOString().slice(0, 10).replaceAll('-', '');
  const hostile = '<img src=x onerror=alert(1)> \u202e${system:admin} =1+1';
  const user = await choose(
    calendar(
      ...Array.from(
        { length: 5000 },
        (_, index) => `DTSTART;VALUE=DATE:${day(index)}\nSUMMARY:${index % 10} ${hostile}`
      )
    )
  );
  const dialog = await openedDialog();
  expect(dialog.getAllByText(/<img src=x onerror=alert\(1\)> \$\{system:admin\} =1\+1/)).toHaveLength(30);
  await user.click(dialog.getByRole('button', { name: 'Add closed days' }));
  expect(await dialog.findByText('At most 500 of them')).toBeVisible();
  expect(closed()).toEqual([]);
});

it.each([
  ['is none', '<html></html>', /This is not a calendar file/],
  ['is cut off', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n', /The file is cut off: what begins in line 2 has no end/],
])('says why a file that %s is not taken in', async (_, text, reason) => {
  await choose(text);
  expect(await screen.findByText(reason)).toBeVisible();
  expect(closed()).toEqual([]);
});

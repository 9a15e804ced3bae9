import React from 'react';
import { fromResource } from '../../domain/record/resource';
import { noRota, ROTA, rotaKind } from '../../domain/services/rota';
import { DutyCommander } from '../../shared/rota/DutyCommander';
import { OnDuty } from '../../shared/rota/OnDuty';
import { grafana } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { RotaPage } from './pages/RotaPage';

const NOW = Date.parse('2026-11-04T12:00:00Z');
const rotation = { people: [{ name: 'Ana' }, { name: 'Luc' }], start: '2026-11-02', time: '09:00', zone: 'UTC' };
const hold = () => grafana.holds(rotaKind, ROTA, { ...noRota(), ...rotation, revision: 'r1' });
const stored = () => {
  const resource = grafana.records.get(ROTA);
  const read = resource && fromResource(rotaKind, resource);
  return read?.state === 'ok' ? read.record : undefined;
};

beforeEach(() => jest.useFakeTimers({ now: NOW, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

it('begins with nobody, and keeps a rotation of the names that were typed', async () => {
  const { user } = render(<RotaPage />);
  expect(await screen.findByText('Nobody is on duty')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: /^People/ }), 'Ana{Enter}Luc');
  await user.click(screen.getByRole('button', { name: 'Save the rotation' }));
  await waitFor(() => expect(stored()?.people).toEqual([{ name: 'Ana' }, { name: 'Luc' }]));
});

it('says who is on duty and who follows, and takes a note for them', async () => {
  hold();
  const { user } = render(<RotaPage />);
  expect(await screen.findByText(/^On duty: Ana, until 2026-11-09 09:00/)).toBeVisible();
  const turns = within(screen.getByRole('region', { name: 'Turns' })).getAllByRole('rowheader');
  expect(turns.slice(0, 3).map((each) => each.textContent?.trim())).toEqual(['Ana', 'Luc', 'Ana']);
  await user.type(screen.getByRole('textbox', { name: 'What the next person should know' }), 'Redis is slow');
  await user.click(screen.getByRole('button', { name: 'Leave this note' }));
  expect(await screen.findByText('Redis is slow', { selector: 'p' })).toBeVisible();
  await waitFor(() => expect(Object.values(stored()?.notes ?? {}).map(({ text }) => text)).toEqual(['Redis is slow']));
});

it('reads stand-ins from a calendar, and says what is none', async () => {
  hold();
  const { user } = render(<RotaPage />);
  const field = await screen.findByLabelText(/Read stand-ins from a calendar/);
  const file = (text: string) =>
    Object.assign(new File([], 'x.ics', { type: 'text/calendar' }), { text: () => Promise.resolve(text) });
  await user.upload(field, file('hello'));
  expect(await screen.findByText('Not saved')).toBeVisible();
  const event =
    'BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261106\r\nDTEND;VALUE=DATE:20261108\r\nSUMMARY:Zoë\r\nEND:VEVENT';
  await user.upload(field, file(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event}\r\nEND:VCALENDAR\r\n`));
  expect(await screen.findByText(/^Zoë: 2026-11-06 09:00:00 to 2026-11-08 09:00:00/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Remove Zoë' }));
  await user.click((await openedDialog()).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByText(/^Zoë:/)).not.toBeInTheDocument());
});

it('says when nobody is on duty, who stands in twice, and whose name nobody has', async () => {
  grafana.options.orgUsers = [{ uid: 'u-ana', login: 'Ana', name: 'Ana' }];
  const standIn = (from: string, to: string, name: string, at: string) => ({ from, to, person: { name }, at });
  grafana.holds(rotaKind, ROTA, {
    ...noRota(),
    ...rotation,
    start: '2026-11-09',
    revision: 'r1',
    overrides: {
      a: standIn('2026-11-10T00:00:00Z', '2026-11-12T00:00:00Z', 'Ana', '2026-11-01T00:00:00Z'),
      b: standIn('2026-11-11T00:00:00Z', '2026-11-13T00:00:00Z', 'Zoë', '2026-11-02T00:00:00Z'),
    },
  });
  render(<RotaPage />);
  expect(await screen.findByText('Nobody is on duty from 2026-11-04 12:00:00 to 2026-11-09 09:00:00')).toBeVisible();
  expect(
    screen.getByText(
      'Ana and Zoë both stand in from 2026-11-11 00:00:00 to 2026-11-12 00:00:00: Zoë, entered later, is on duty'
    )
  ).toBeVisible();
  expect(await screen.findByText('Nobody in this Grafana is called Luc, Zoë: they may have left')).toBeVisible();
});

it('is read-only for who may not write', async () => {
  hold();
  grafana.options.canWrite = false;
  render(<RotaPage />);
  expect(await screen.findByText(/^On duty: Ana/)).toBeVisible();
  expect(await screen.findByText(/^Read-only for you/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Save the rotation' })).not.toBeInTheDocument();
});

it('stands on Home and in a room, where it is proposed as commander', async () => {
  hold();
  const proposed: string[] = [];
  const { user } = render(
    <>
      <OnDuty />
      <DutyCommander onPropose={({ name }) => proposed.push(name)} />
    </>
  );
  expect(await screen.findByRole('link', { name: /^On duty: Ana/ })).toBeVisible();
  expect(screen.getByText('then Luc')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Make Ana commander' }));
  expect(proposed).toEqual(['Ana']);
});

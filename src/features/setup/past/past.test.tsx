import React from 'react';
import { SETTINGS } from '../../../domain/settings/settings';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { PastStep } from './PastStep';

const CSV = [
  'Key,Summary,Created,Resolved,Priority',
  'OPS-12,Checkout down,2024-03-02 10:00,2024-03-02 10:45,P1',
  'OPS-13,Search slow,not a date,,P2',
  'OPS-14,Cart slow,2024-04-02 10:00,2024-04-02 11:00,P3',
].join('\n');

const made = () => [...grafana.records.keys()].filter((name) => name.startsWith('inc-2024')).sort();

/** jsdom's files cannot be read. */
const file = (text: string, name: string) =>
  Object.assign(new File([text], name, { type: 'text/csv' }), { text: () => Promise.resolve(text) });

async function choose() {
  const rendered = render(<PastStep />);
  await rendered.user.upload(await screen.findByLabelText('Incidents as CSV or JSON'), file(CSV, 'ops.csv'));
  return rendered;
}

it('shows what will be made and what is wrong by line, makes it once, and takes it back in one step', async () => {
  const { user, unmount } = await choose();
  expect(await screen.findByText('2 to be made, 0 already there, 1 with errors')).toBeVisible();
  expect(screen.getByText(/^Line 3: Search slow/)).toBeVisible();
  expect(made()).toEqual([]);
  const preview = screen.getByRole('list', { name: 'What will be made' });
  expect(within(preview).getByText(/Checkout down \(OPS-12\)$/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Make 2 incidents' }));
  expect(await screen.findByText('2 made')).toBeVisible();
  expect(made()).toEqual(['inc-2024-0001', 'inc-2024-0002']);
  await waitFor(() => expect(JSON.stringify(grafana.records.get(SETTINGS))).toContain('"id":"Key"'));

  unmount();
  const again = await choose();
  expect(await screen.findByText('0 to be made, 2 already there, 1 with errors')).toBeVisible();
  again.unmount();
});

it('takes everything back', async () => {
  const { user } = await choose();
  await user.click(await screen.findByRole('button', { name: 'Make 2 incidents' }));
  await user.click(await screen.findByRole('button', { name: 'Take all of them back' }));
  expect(await screen.findByText('All were taken back')).toBeVisible();
  expect(made()).toEqual([]);
});

it('keeps what was made when Grafana refuses one, and says why', async () => {
  const { user } = await choose();
  grafana.refusesWrites(403);
  await user.click(await screen.findByRole('button', { name: 'Make 2 incidents' }));
  expect(await screen.findByText('0 made')).toBeVisible();
  expect(screen.getByText(/ops\.csv: You may not do this/)).toBeVisible();
});

it('says that a file is none that it can read', async () => {
  const { user } = render(<PastStep />);
  await user.upload(await screen.findByLabelText('Incidents as CSV or JSON'), file('hello', 'x.csv'));
  expect(await screen.findByText(/^This is neither CSV/)).toBeVisible();
});

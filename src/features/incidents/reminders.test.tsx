import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { type Incident, incidentKind } from '../../domain/incident/kind';
import { noReminders, REMINDERS, remindersKind } from '../../domain/reminder/choices';
import { type RulerGroup } from '../../domain/reminder/rules';
import { REMINDER_KINDS } from '../../domain/text/documents/reminder';
import { clockOffset } from '../../grafana/environment';
import { FOLDERS, ROOT_FOLDER } from '../../grafana/records/folders';
import { ReminderClock } from '../../shared/reminders/ReminderClock';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { IncidentPage } from './pages/IncidentPage';
import { quotesDown } from './testIncidents';

jest.mock('../../grafana/environment', () => ({
  ...jest.requireActual('../../grafana/environment'),
  clockOffset: jest.fn(() => Promise.resolve(undefined)),
}));

const NAME = 'inc-2026-0142';
const NOW = Date.parse('2026-11-20T14:35:00Z');
const KEY = `${ROOT_FOLDER.uid}/${NAME}`;
const rules = (key = KEY) => grafana.ruleGroups.get(key)?.rules ?? [];
const keysOf = (key = KEY) => rules(key).map(({ annotations }) => annotations?.opsbook_key);

beforeEach(() => jest.useFakeTimers({ now: NOW, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

function switchOn() {
  grafana.holds(remindersKind, REMINDERS, {
    ...noReminders(),
    kinds: Object.fromEntries(REMINDER_KINDS.map((kind) => [kind, true])),
  });
}

function open(part: Partial<Incident> = {}) {
  if (part.private) {
    grafana.privateFolder = [{ userId: 2, userLogin: 'ana', permission: 4 }];
  }
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(
    <>
      <ReminderClock />
      <IncidentPage />
    </>,
    { path: `/incidents/${NAME}`, route: '/incidents/:name' }
  );
}

/** Somebody takes the first role, which moves the deadlines. */
async function act({ user }: ReturnType<typeof open>) {
  await user.type(await screen.findByRole('textbox', { name: /what happened/i }), 'Looking into it{Enter}');
}

it('sets nothing until the team switched it on', async () => {
  const page = open();
  await act(page);
  await waitFor(() => expect(grafana.writes.length).toBeGreaterThan(0));
  expect(await screen.findByText('Looking into it')).toBeVisible();
  expect(grafana.ruleWrites).toEqual([]);
  expect(screen.queryByRole('heading', { name: 'Reminders' })).not.toBeInTheDocument();
});

it('writes the rules of the record after the change, and says which are set', async () => {
  switchOn();
  const page = open();
  expect(await screen.findByRole('heading', { name: 'Reminders' })).toBeVisible();
  expect(screen.getAllByText('not set').length).toBeGreaterThan(0);
  await act(page);
  await waitFor(() => expect(keysOf()).toEqual(['role-commander', 'role-communications', 'update']));
  await waitFor(() => expect(screen.queryByText('not set')).not.toBeInTheDocument());
  expect(screen.getAllByText('set')).toHaveLength(3);
  expect(rules()[2]?.grafana_alert?.title).toBe('INC-2026-0142: next update due');
});

it('keeps the rules as they are while no deadline moves', async () => {
  switchOn();
  const page = open();
  await act(page);
  await waitFor(() => expect(grafana.ruleWrites).toHaveLength(1));
  await act(page);
  await waitFor(() => expect(screen.getAllByText('Looking into it')).toHaveLength(2));
  expect(grafana.ruleWrites).toHaveLength(1);
});

it('takes them away with a change that leaves nothing to remind of', async () => {
  switchOn();
  const late = { opsbook: 'reminder' };
  const group: RulerGroup = { name: NAME, rules: [{ labels: late, annotations: { opsbook_key: 'update' } }] };
  grafana.ruleGroups.set(KEY, group);
  const page = open({ status: 'void', voided: { reason: 'duplicate' } });
  await act(page);
  await waitFor(() => expect(grafana.ruleGroups.has(KEY)).toBe(false));
});

it('keeps rules of a private incident in its folder, without its title', async () => {
  switchOn();
  const page = open({ private: true, title: 'A leak of salaries' });
  await act(page);
  const key = `${FOLDERS.private.uid}/${NAME}`;
  await waitFor(() => expect(keysOf(key)).toContain('update'));
  expect(grafana.ruleGroups.has(KEY)).toBe(false);
  expect(JSON.stringify(rules(key))).not.toMatch(/salaries|quotes/i);
});

it.each([
  [400, 'Grafana refused this'],
  [403, 'You may not do this'],
  [404, 'This does not exist in Grafana'],
])('saves the record where the ruler answers %s, says so, and tries again when asked', async (status, why) => {
  switchOn();
  grafana.fails(/\/api\/ruler\//, status, { method: 'POST' });
  const page = open();
  await act(page);
  expect(await screen.findByText(`Reminders are not set: ${why}`)).toBeVisible();
  expect(screen.getByText('The record itself is saved.')).toBeVisible();
  expect(await screen.findByText('Looking into it')).toBeVisible();
  expect(page.outbox.getState().items).toEqual([]);
  grafana.heals();
  await page.user.click(screen.getByRole('button', { name: 'Set them again' }));
  await waitFor(() => expect(keysOf()).toContain('update'));
  await waitFor(() => expect(screen.queryByText(/Reminders are not set/)).not.toBeInTheDocument());
});

it.each([409, 500])('tries again by itself where the ruler answers %s', async (status) => {
  switchOn();
  grafana.fails(/\/api\/ruler\//, status, { method: 'POST', times: 1 });
  const page = open();
  await act(page);
  await waitFor(() => expect(keysOf()).toContain('update'));
  await waitFor(() => expect(screen.queryByText(/Reminders are not set/)).not.toBeInTheDocument());
});

it('tells a person without Edit that others set them', async () => {
  switchOn();
  grafana.options.canWrite = false;
  open();
  expect(await screen.findByText(/You may not write alert rules in this folder/)).toBeVisible();
});

it('leaves a group of somebody else that is named like ours', async () => {
  switchOn();
  const theirs = { labels: {}, grafana_alert: { uid: 'theirs', title: 'INC-2026-0142: next update due' } };
  grafana.ruleGroups.set(KEY, { name: NAME, rules: [theirs] });
  const page = open();
  await act(page);
  await waitFor(() => expect(keysOf()).toContain('update'));
  expect(rules()[0]).toEqual(theirs);
});

describe('where the clocks are apart', () => {
  afterEach(() => void jest.mocked(clockOffset).mockResolvedValue(undefined));

  it('goes by that of Grafana, and says so', async () => {
    switchOn();
    const sources = { getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0];
    setDataSourceSrv(sources); // so that an expression counts down
    jest.mocked(clockOffset).mockResolvedValue(600);
    const page = open();
    expect(await screen.findByText(/Grafana’s clock is 10 min ahead of this computer’s/)).toBeVisible();
    await act(page);
    await waitFor(() => expect(keysOf()).toContain('update'));
    const update = rules().find(({ annotations }) => annotations?.opsbook_key === 'update');
    const left = (Date.parse(update?.annotations?.opsbook_deadline ?? '') - NOW) / 1000;
    expect(parseInt(update?.for ?? '', 10)).toBeGreaterThan(left - 600 - 60);
    expect(parseInt(update?.for ?? '', 10)).toBeLessThanOrEqual(left - 600);
  });
});

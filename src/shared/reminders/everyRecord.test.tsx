import React from 'react';
import { policyLines } from '../../domain/backup/defaults';
import { backupsKind, noBackups } from '../../domain/backup/register';
import { BACKUPS, type BackupsRegister } from '../../domain/backup/schema';
import { emptyRoadmap, IMPROVEMENTS, improvementsKind } from '../../domain/improvement/register';
import { type RoadmapState } from '../../domain/improvement/schema';
import { emptyPlan, exampleTasks, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { headOfWindow } from '../../domain/maintenance/windows/head';
import { emptyWindow, type MaintenanceWindow, windowName } from '../../domain/maintenance/windows/schema';
import { windowKind } from '../../domain/maintenance/windows/window';
import { isRefused } from '../../domain/record/outcome';
import { noReminders, REMINDERS, remindersKind } from '../../domain/reminder/choices';
import { emptySecurity, SECURITY_NAME, securityKind } from '../../domain/security/register';
import { REMINDER_KINDS } from '../../domain/text/documents/reminder';
import { ROOT_FOLDER } from '../../grafana/records/folders';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { HomeReminders } from './HomeReminders';
import { LazyReminders } from './LazyReminders';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const by = { uid: 'u-ana', name: 'Ana' };
const iso = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();
const at = iso(-1);
const WINDOW = windowName('0f9c1b2a-1111', at);

beforeEach(() => {
  jest.useFakeTimers({ now: NOW, advanceTimers: true });
  grafana.holds(remindersKind, REMINDERS, {
    ...noReminders(),
    kinds: Object.fromEntries(REMINDER_KINDS.map((kind) => [kind, true])),
  });
});
afterEach(() => jest.useRealTimers());

function planned(): MaintenanceWindow {
  const fields = {
    title: 'Update Redis',
    start: iso(2),
    end: iso(4),
    services: { redis: 'redis' },
    what: 'To version 8',
    risk: 'Slow',
    backOut: 'Start the old image',
    owner: 'Ana',
    silence: false,
    exclude: false,
  };
  const outcome = windowKind.apply(emptyWindow(WINDOW), { id: 'c1', at, by, type: 'plan', fields });
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

function holdAll({ isOver = false } = {}) {
  const [[key, element]] = Object.entries(policyLines('platform', 'en'));
  const log = { c1: { at: iso(-24 * element.drillDays + 48), by, type: 'adopt' } };
  const backups: BackupsRegister = {
    ...noBackups('b'),
    elements: { [key]: { ...element, revision: 'r1', ...(isOver && { retired: at }) } },
    log: log as never,
  };
  grafana.holds(backupsKind, BACKUPS, backups);
  const attestation = { command: 'c1', at: iso(-2_000), by, author: 'Ana', evidence: 'seen', expires: iso(200) };
  grafana.holds(securityKind, SECURITY_NAME, {
    ...emptySecurity(),
    attestations: isOver ? {} : { 'admin-password': attestation },
  });
  const state: RoadmapState = isOver ? 'done' : 'toDo';
  const links = { incidents: [], objectives: [], reviews: [], security: [] };
  grafana.holds(improvementsKind, IMPROVEMENTS, {
    ...emptyRoadmap('r'),
    items: {
      load: { ...links, title: 'Raise Load', priority: 'medium', due: '2026-11-25', state, created: at, by },
    },
  });
  grafana.holds(windowKind, WINDOW, {
    ...planned(),
    ...(isOver && { cancelled: { at, by, reason: 'later' } }),
  } as never);
}

const groups = () => [...grafana.ruleGroups.keys()].map((key) => key.slice(ROOT_FOLDER.uid.length + 1)).sort();
const kinds = () =>
  [...new Set([...grafana.ruleGroups.values()].flatMap(({ rules }) => rules.map(({ labels }) => labels?.kind)))].sort();

it('sets the deadlines of each record that is no incident, and takes them away with what ends them', async () => {
  holdAll();
  grafana.holds(planKind, PLAN_NAME, {
    ...emptyPlan(),
    adopted: '2026-11-01T00:00:00Z',
    zone: 'UTC',
    tasks: exampleTasks('en', 'UTC', '2026-11-01T00:00:00Z'),
  });
  const first = render(<HomeReminders />);
  await waitFor(() => expect(groups()).toEqual([BACKUPS, IMPROVEMENTS, PLAN_NAME, SECURITY_NAME, WINDOW].sort()));
  expect(kinds()).toEqual([
    'action-due',
    'attestation-expiring',
    'maintenance-due',
    'maintenance-overdue',
    'restore-drill',
    'window-end',
    'window-start',
  ]);
  first.unmount();
  holdAll({ isOver: true });
  render(<HomeReminders />);
  await waitFor(() => expect(groups()).toEqual([PLAN_NAME]));
});

it('says of a record which of them are set', async () => {
  holdAll();
  const window = headOfWindow(planned());
  const stored = { state: 'ok' as const, name: WINDOW, record: planned() };
  const page = render(<LazyReminders source={{ of: 'window', window }} stored={stored} />);
  expect(await screen.findAllByText('not set')).toHaveLength(2);
  page.unmount();
  const home = render(<HomeReminders />);
  await waitFor(() => expect(groups()).toContain(WINDOW));
  home.unmount();
  render(<LazyReminders source={{ of: 'window', window }} stored={stored} />);
  expect(await screen.findAllByText('set')).toHaveLength(2);
});

it('puts a rule right that somebody edited by hand, and makes one again that somebody deleted', async () => {
  holdAll();
  const home = render(<HomeReminders />);
  await waitFor(() => expect(groups()).toContain(IMPROVEMENTS));
  home.unmount();
  const key = `${ROOT_FOLDER.uid}/${IMPROVEMENTS}`;
  const group = grafana.ruleGroups.get(key);
  const [rule] = group?.rules ?? [];
  const edited = { ...rule, grafana_alert: { ...rule?.grafana_alert, title: 'Mine' } };
  grafana.ruleGroups.set(key, { name: IMPROVEMENTS, rules: [edited] });
  grafana.ruleGroups.delete(`${ROOT_FOLDER.uid}/${BACKUPS}`);
  render(<HomeReminders />);
  await waitFor(() => expect(groups()).toContain(BACKUPS));
  await waitFor(() =>
    expect(grafana.ruleGroups.get(key)?.rules[0]?.grafana_alert?.title).toBe(rule?.grafana_alert?.title)
  );
});

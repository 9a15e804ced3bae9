import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure, fireEvent } from '@testing-library/react';
import { emptyRoadmap, IMPROVEMENTS, improvementsKind } from '../../domain/improvement/register';
import { type Roadmap, type RoadmapItem } from '../../domain/improvement/schema';
import { exampleIncident } from '../../domain/incident/example';
import { incidentKind } from '../../domain/incident/kind';
import { demoObjectives } from '../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { fromResource } from '../../domain/record/resource';
import { grafana } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { ImprovementsRoutes } from './ImprovementsRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const BASE = '/a/haddock-opsbook-app/improvements';
const by = { uid: 'u-luc', name: 'Luc' };
const item = (part: Partial<RoadmapItem>): RoadmapItem => ({
  title: 'Redis autoscaling',
  priority: 'high',
  incidents: [],
  objectives: [],
  reviews: [],
  security: [],
  state: 'toDo',
  created: '2026-10-01T08:00:00.000Z',
  by,
  revision: 'r1',
  ...part,
});

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'r'));
});

function open(path = '') {
  return render(<ImprovementsRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
}

function stored(): Roadmap | undefined {
  const resource = grafana.records.get(IMPROVEMENTS);
  const parsed = resource && fromResource(improvementsKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

const hold = (items: Record<string, RoadmapItem>) =>
  grafana.holds(improvementsKind, IMPROVEMENTS, { ...emptyRoadmap('uuid'), items });
const column = async (name: RegExp) => within(await screen.findByRole('region', { name }));

it('is empty until the team writes an item or adopts the sample ones, of which none is late then', async () => {
  const { user } = open();
  expect(await screen.findByText('The roadmap is empty')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Look at the sample roadmap…' }));
  const dialog = await openedDialog();
  expect(dialog.getAllByRole('checkbox')).toHaveLength(7);
  await user.click(dialog.getByRole('checkbox', { name: /Central logging/ }));
  await user.click(dialog.getByRole('button', { name: 'Adopt' }));
  expect((await column(/^In progress/)).getByRole('button', { name: 'Autoscaling' })).toBeVisible();
  await waitFor(() => expect(Object.keys(stored()?.items ?? {})).toHaveLength(6));
  expect(screen.queryByText(/overdue/)).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Look at the sample roadmap…' }));
  expect((await openedDialog()).getAllByRole('checkbox')).toHaveLength(1);
});

it('adds an item, and says at its field what is missing', async () => {
  hold({});
  const { user } = open();
  await user.click((await screen.findAllByRole('button', { name: 'New improvement' }))[0]);
  const dialog = await openedDialog();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('This is required')).toBeVisible();
  await user.type(dialog.getByRole('textbox', { name: /What is to be improved/ }), 'Alert on memory');
  await user.type(dialog.getByRole('textbox', { name: /Owner/ }), 'DevOps');
  fireEvent.change(dialog.getByLabelText(/or on the day/), { target: { value: '2027-02-14' } });
  await user.click(dialog.getByRole('radio', { name: 'High' }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect((await column(/^To do/)).getByRole('button', { name: 'Alert on memory' })).toBeVisible();
  await waitFor(() =>
    expect(Object.values(stored()?.items ?? {})).toMatchObject([
      { title: 'Alert on memory', owner: 'DevOps', due: '2027-02-14', priority: 'high', by: { uid: 'u-ana' } },
    ])
  );
});

it('moves an item by its arrows, by the arrow keys and by dragging, and says so', async () => {
  hold({ a: item({}) });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Move “Redis autoscaling” to Planned' }));
  const card = (await column(/^Planned/)).getByRole('button', { name: 'Redis autoscaling' });
  expect(card).toHaveFocus();
  expect(screen.getByText('Redis autoscaling: Planned')).toBeInTheDocument();
  await user.keyboard('{ArrowRight}');
  const running = (await column(/^In progress/)).getByRole('button', { name: 'Redis autoscaling' });
  expect(running).toHaveFocus();
  const data = new Map<string, string>();
  const dataTransfer = {
    setData: (type: string, value: string) => data.set(type, value),
    getData: (type: string) => data.get(type) ?? '',
    get types() {
      return [...data.keys()];
    },
  };
  fireEvent.dragStart(running, { dataTransfer });
  const done = screen.getByRole('region', { name: /^Done/ });
  fireEvent.dragOver(done, { dataTransfer });
  fireEvent.drop(done, { dataTransfer });
  expect((await column(/^Done/)).getByRole('button', { name: 'Redis autoscaling' })).toBeVisible();
  await waitFor(() => expect(stored()?.items.a).toMatchObject({ state: 'done', done: expect.any(String) as string }));
});

it('shows what is overdue, on the board and in the table', async () => {
  hold({ a: item({ due: '2026-Q1' }), b: item({ title: 'Later', due: '2099-Q1' }) });
  const { user } = open();
  expect(await screen.findByText(/2 items.* 1 overdue/)).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Table' }));
  const row = within(await screen.findByRole('row', { name: /Redis autoscaling/ }));
  expect(row.getByText(/late$/)).toBeVisible();
  expect(row.getByText(/Q1 2026/)).toBeVisible();
  await user.click(screen.getByRole('checkbox', { name: 'Overdue only' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /Later/ })).not.toBeInTheDocument());
});

it('shows actions of incidents without copying them, and none of its own controls on them', async () => {
  hold({});
  const incident = exampleIncident('en');
  const milestones = { ...incident.milestones, declared: new Date().toISOString() };
  grafana.holds(incidentKind, 'inc-2026-0007', { ...incident, milestones, name: 'inc-2026-0007', id: 'i7' });
  open();
  const action = await screen.findByText('Redis autoscaling');
  const card = within(action.closest('li') ?? document.body);
  expect(card.getByRole('link', { name: /Action of INC-2026-0007/ })).toHaveAttribute(
    'href',
    expect.stringMatching(/incidents\/inc-2026-0007\?tab=actions$/)
  );
  expect(card.queryByRole('button')).not.toBeInTheDocument();
  expect(grafana.writes).toEqual([]);
});

it('shows in “Done” which actions were finished lately, read where they are kept', async () => {
  hold({});
  const incident = exampleIncident('en');
  const milestones = { ...incident.milestones, declared: new Date().toISOString() };
  const done = (days: number) => ({
    state: 'done' as const,
    done: new Date(Date.now() - days * 86_400_000).toISOString(),
  });
  const [[one, action]] = Object.entries(incident.actions);
  const actions = {
    [one]: { ...action, title: 'Raise the limit', ...done(3) },
    old: { ...action, title: 'Read the logs', ...done(60) },
  };
  grafana.holds(incidentKind, 'inc-2026-0008', { ...incident, milestones, actions, name: 'inc-2026-0008', id: 'i8' });
  const { unmount } = open();
  const finished = await column(/^Done: 1/);
  expect(finished.getByText('Raise the limit')).toBeVisible();
  expect(finished.getByText(/done on /)).toBeVisible();
  expect(finished.getByRole('link', { name: /Action of INC-2026-0008/ })).toBeVisible();
  unmount();
  open('?finished=90');
  expect(await (await column(/^Done: 2/)).findByText('Read the logs')).toBeVisible();
  expect(grafana.writes).toEqual([]);
});

it('shows the value before and after, with the day it was done, and keeps it', async () => {
  hold({
    a: item({ state: 'done', done: '2024-06-30T12:00:00.000Z', improves: { of: 'indicator', key: 'test-coverage' } }),
  });
  const { user } = open('?item=a');
  const effect = within(await screen.findByRole('region', { name: 'What did this improve?' }));
  expect(effect.getByText('Test coverage')).toBeVisible();
  expect(effect.getByText('June 30, 2024')).toBeVisible();
  expect(effect.getByText(/^75\s%$/)).toBeVisible();
  expect(effect.getByText('unknown')).toBeVisible();
  await user.click(effect.getByRole('button', { name: 'Keep these values' }));
  await waitFor(() => expect(stored()?.items.a.effect).toMatchObject({ after: 75, by: { uid: 'u-ana' } }));
});

it('shows OEE before and after as the product of its three factors, and unknown where one is gone', async () => {
  const done = new Date(Date.now() - 10 * 86_400_000);
  const at = (before: number, after: number) => (time: number) => (time <= done.getTime() / 1000 ? before : after);
  grafana.answers(/^sum\(count_over_time\(up/, 100);
  grafana.answers(/^sum\(sum_over_time\(up/, at(50, 90));
  grafana.answers(/_bucket\{le="\+Inf"\}/, 1000);
  grafana.answers(/_bucket\{le="0\.5"\}/, 800);
  grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
  grafana.answers(/^sum\(increase\(flask_errors_total/, at(500, 100));
  hold({ a: item({ state: 'done', done: done.toISOString(), improves: { of: 'objective', key: 'oee' } }) });
  setDataSourceSrv({
    getList: () => [{ uid: 'prom', name: 'prometheus', type: 'prometheus', isDefault: true }],
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  const { unmount } = open('?item=a');
  const effect = within(await screen.findByRole('region', { name: 'What did this improve?' }));
  expect(await effect.findByText(/^20\s%$/)).toBeVisible(); // 0.5 × 0.8 × 0.5
  expect(effect.getByText(/^64\.8\s%$/)).toBeVisible(); // 0.9 × 0.8 × 0.9
  expect(effect.getByText('Over the 10 days before and the 10 days after.')).toBeVisible();
  unmount();
  const { objectives, ...rest } = demoObjectives('en', 'r');
  const { oee } = objectives;
  grafana.holds(objectivesKind, OBJECTIVES, { ...rest, objectives: { oee } });
  open('?item=a');
  const alone = within(await screen.findByRole('region', { name: 'What did this improve?' }));
  await waitFor(() => expect(alone.getAllByText('unknown')).toHaveLength(2));
});

it('is read-only for people who may not write', async () => {
  hold({ a: item({}) });
  grafana.options.canWrite = false;
  open('?item=a');
  expect(await screen.findByText(/Read-only for you/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Move / })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Change…|Remove…|New improvement/ })).not.toBeInTheDocument();
});

it('says when the roadmap cannot be read, and when there is no such item', async () => {
  grafana.fails(/dashboards\/opsbook-improvements$/, 403);
  const { unmount } = open();
  expect(await screen.findByText(/You may not/)).toBeVisible();
  unmount();
  grafana.heals();
  open('?item=nothing');
  expect(await screen.findByText('There is no such item')).toBeVisible();
});

import React from 'react';
import { policyLines } from '../../domain/backup/defaults';
import { backupsKind, noBackups } from '../../domain/backup/register';
import { BACKUPS, type BackupsRegister, type Drill, type Element } from '../../domain/backup/schema';
import { fromResource } from '../../domain/record/resource';
import { BACKUPS_PATH } from '../../shared/backups/paths';
import { grafana, server } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { BackupsRoutes } from './BackupsRoutes';

const HOUR = 3_600;
const seconds = () => Date.now() / 1000;

function open(path = '') {
  return render(<BackupsRoutes />, { path: `${BACKUPS_PATH}${path}`, route: `${BACKUPS_PATH}/*` });
}

function stored(): BackupsRegister | undefined {
  const resource = grafana.records.get(BACKUPS);
  const parsed = resource && fromResource(backupsKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

/** The policy of the platform, with changes by element. */
function holds(changes: Record<string, Partial<Element>> = {}, part: Partial<BackupsRegister> = {}) {
  const elements = Object.entries(policyLines('platform', 'en')).map(([key, line]) => [
    key,
    { ...line, revision: 'r1', ...changes[key] },
  ]);
  grafana.holds(backupsKind, BACKUPS, { ...noBackups('uuid'), elements: Object.fromEntries(elements), ...part });
}

/** What Prometheus says of one element by the convention. */
function says(element: string, success: number | 'empty', up: 0 | 1 | 'empty' = 1) {
  const series = `backup_last_success_timestamp_seconds{element="${element}"}`;
  const of = (before: string) => new RegExp(`^${before}.*${series.replace(/[{}]/g, '\\$&')}`);
  grafana.answers(of('max\\('), success);
  grafana.answers(of('max\\(\\('), success === 0 ? 'empty' : success);
  grafana.answers(of('max\\(last_over_time'), success);
  grafana.answers(of('max\\(up and'), up);
}

const row = async (name: string) => {
  const found = (await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })).closest('tr');
  if (!found) {
    throw new Error(`no row ${name}`);
  }
  return found;
};

it('offers the two policies, calls nothing late, and adopts one with a click', async () => {
  const { user } = open();
  expect(await screen.findByText(/No policy is adopted yet/)).toBeVisible();
  expect(screen.getByText('Redis data: daily / 7 d / RDB')).toBeVisible();
  expect(screen.getByText('Source code: continuous / unlimited / Git')).toBeVisible();
  expect(screen.getByText('Configuration files: on change / unlimited / Git')).toBeVisible();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: 'Adopt this policy' })[1]);
  expect(await row('Grafana database')).toHaveTextContent('Unknown');
  expect(screen.getByRole('region', { name: 'Coverage' })).toHaveTextContent('Coverage: 8 of 9 elements');
  expect(screen.getByRole('region', { name: 'Coverage' })).toHaveTextContent(
    'Users and teams only within Grafana database'
  );
  expect(screen.getByRole('region', { name: 'Coverage' })).toHaveTextContent('Data sources not covered');
  await waitFor(() => expect(Object.keys(stored()?.elements ?? {})).toHaveLength(7));
  expect(screen.getAllByRole('button', { name: 'Adopt this policy' })).toHaveLength(1);
});

it('shows what is at risk first, 0 and what does not answer as unknown, and says why', async () => {
  holds();
  says('grafana-database', seconds() - 2 * HOUR);
  says('influxdb', seconds() - 60 * HOUR);
  says('mssql', 0);
  says('dashboards', 'empty', 0);
  open();
  expect(await row('InfluxDB')).toHaveTextContent(/At risk.*Late: older than the RPO allows.*2 d 12 h/);
  expect(await row('MS SQL')).toHaveTextContent(/Unknown.*The metric says 0: no success is known/);
  expect(await row('Dashboards')).toHaveTextContent(/Unknown.*What exposes the metric does not answer/);
  expect(await row('Grafana database')).toHaveTextContent(/Not proven.*Never restored in a drill.*2 h 00/);
  const names = screen.getAllByRole('rowheader').map((header) => header.textContent ?? '');
  expect(names[0]).toMatch(/^InfluxDB/);
  expect(names[names.length - 1]).toMatch(/^Grafana database/);
  expect(document.body).not.toHaveTextContent('1970');
});

it('takes a time to come, milliseconds and a time long gone for no success, and a clock that is ahead for one just now', async () => {
  holds();
  const impossible = (element: string, value: number) => {
    says(element, value);
    grafana.answers(new RegExp(`^max\\(\\(.*element="${element}"`), 'empty'); // asked for what can be
  };
  impossible('influxdb', seconds() + 3 * HOUR);
  impossible('mssql', seconds() * 1000);
  impossible('dashboards', 86_400);
  says('grafana-database', seconds() + 60);
  open();
  expect(await row('InfluxDB')).toHaveTextContent(/Unknown.*a time to come: its clock or its unit is wrong/);
  expect(await row('MS SQL')).toHaveTextContent(/Unknown.*a time to come: its clock or its unit is wrong/);
  expect(await row('Dashboards')).toHaveTextContent(/Unknown.*a number that is no time of a backup/);
  expect(await row('Grafana database')).toHaveTextContent(/Not proven.*0 s/);
  expect(document.body).not.toHaveTextContent(/1970|584\d\d/);
});

it('asks what there is now of all elements in one request', async () => {
  holds();
  const asked: Array<Promise<string>> = [];
  const listen = ({ request }: { request: Request }) => {
    if (new URL(request.url).pathname.endsWith('/api/v1/query')) {
      asked.push(request.clone().text());
    }
  };
  server.events.on('request:start', listen);
  open();
  await row('InfluxDB');
  server.events.removeListener('request:start', listen);
  expect(grafana.queries.filter((query) => /max\(last_over_time/.test(query))).toHaveLength(7);
  const told = await Promise.all(asked);
  expect(told.filter((body) => body.includes('last_over_time'))).toHaveLength(1);
});

it('asks whether it is retired where the schedule is gone, and takes the answer', async () => {
  holds({ mssql: { source: { kind: 'exporter', exporter: 'velero', labels: { schedule: 'old' } } } });
  const late = seconds() - 40 * 24 * HOUR;
  grafana.answers(/velero_backup_last_successful_timestamp/, late);
  grafana.answers(/max\(last_over_time\(velero/, late);
  grafana.answers(/max\(up and.*velero/, 1);
  grafana.answers(/velero_backup_last_status/, 1);
  const { user } = open('?element=mssql');
  const drawer = await openedDialog();
  expect(drawer.getByText('Its schedule is gone: is this retired?')).toBeVisible();
  expect(drawer.getByText(/Contradiction: its status says success/)).toBeVisible();
  await user.click(drawer.getByRole('button', { name: 'Yes, it is retired' }));
  await waitFor(() => expect(stored()?.elements.mssql.retired).toBeDefined());
  expect(await row('MS SQL')).toHaveTextContent('Retired');
});

it('takes a success by hand, with evidence', async () => {
  holds();
  const { user } = open('?element=mssql&form=evidence');
  const dialog = within(await screen.findByRole('dialog', { name: 'A success by hand' }));
  await user.click(dialog.getByRole('button', { name: 'Write it down' }));
  expect(await dialog.findByText('This is required')).toBeVisible();
  await user.click(dialog.getByLabelText(/Evidence: what was looked at/));
  await user.paste('The file is in the bucket, token=abcdef123456');
  await user.click(dialog.getByRole('button', { name: 'Write it down' }));
  await waitFor(() => expect(Object.values(stored()?.evidence ?? {})).toHaveLength(1));
  expect(JSON.stringify(stored())).not.toContain('abcdef123456');
  expect(await row('MS SQL')).toHaveTextContent(/Not proven.*by hand/);
});

it('saves a line of the policy, and says what contradicts itself', async () => {
  holds();
  grafana.answers(/^max by \(element, job, instance\)/, [{ labels: { element: 'orders' }, value: 1 }]);
  const { user } = open('?edit=new');
  const drawer = await openedDialog();
  const fill = async (label: RegExp, text: string) => {
    await user.clear(drawer.getByLabelText(label));
    await user.click(drawer.getByLabelText(label));
    await user.paste(text);
  };
  await fill(/^Name/, 'Orders');
  await fill(/Every, in hours/, '168');
  await fill(/Kept for, in days/, '3');
  await user.click(drawer.getByRole('button', { name: 'Save' }));
  expect((await drawer.findAllByText(/between them there would be no copy/))[0]).toBeVisible();
  expect(stored()?.elements.orders).toBeUndefined();
  await fill(/Kept for, in days/, '28');
  await user.click(await drawer.findByRole('button', { name: 'element=orders' }));
  expect(drawer.getByLabelText(/Labels/)).toHaveValue('element=orders');
  await user.click(drawer.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(stored()?.elements.orders).toMatchObject({
      frequency: { kind: 'every', hours: 168 },
      retention: { kind: 'days', days: 28 },
      source: { kind: 'exporter', exporter: 'convention', labels: { element: 'orders' } },
    })
  );
});

it('tells that somebody else changed the element meanwhile, and keeps what was typed', async () => {
  holds();
  const { user } = open('?edit=influxdb');
  const drawer = await openedDialog();
  await user.click(drawer.getByLabelText(/^Owner/));
  await user.paste('Mine');
  holds({ influxdb: { owner: 'Theirs', revision: 'r2' } });
  await user.click(drawer.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Somebody else changed this element meanwhile/)).toBeVisible();
  expect(stored()?.elements.influxdb.owner).toBe('Theirs');
});

/** A drill of InfluxDB that is running since its cut, `ago` seconds before now. */
function runs(ago: number, part: Partial<Drill> = {}) {
  const cut = seconds() - ago;
  const started = new Date(cut * 1000).toISOString();
  const drill: Drill = {
    element: 'influxdb',
    started,
    by: { uid: 'u', name: 'Luc' },
    plan: {
      element: 'influxdb',
      target: { labels: { copy: 'restored' } },
      original: { labels: { copy: 'live' } },
      cut: started,
      probe: 'up',
      newest: 'orders_newest_seconds',
      invariants: [{ name: 'Rows', kind: 'count', expr: 'orders_rows' }],
      level: 'restored',
    },
    level: 'restored',
    ...part,
  };
  holds({}, { drills: { d1: drill } });
  grafana.answers(/up\{copy="restored"\}/, 1);
  grafana.answers(/orders_newest_seconds\{copy="restored"\}/, Math.floor(cut) - 17 * 60);
  grafana.answers(/orders_rows\{copy="live"\}/, 1000);
  grafana.answers(/orders_rows\{copy="restored"\}/, 999);
  return { drill, cut };
}

const runningDrill = async () =>
  within(await screen.findByRole('region', { name: /Restore drill of “InfluxDB” is running/ }));

it('measures a drill by queries on both sides, and keeps it as proof', async () => {
  runs(10 * 60);
  const { user } = open();
  const running = await runningDrill();
  expect(await running.findByText(/RPO: 17 min ± 15 s/)).toBeVisible();
  expect(running.getByText(/It is back, and stays/)).toBeVisible();
  expect(running.getByText(/Rows: differs \(original 1,000, restored 999\)/)).toBeVisible();
  await user.click(running.getByRole('button', { name: 'Finish and keep' }));
  await waitFor(() => expect(stored()?.drills.d1.finished).toBeDefined());
  expect(stored()?.drills.d1.result).toMatchObject({ comparisons: [{ verdict: 'differs' }] });
  expect(stored()?.drills.d1.result?.rtoSeconds).toBeLessThan(1);
  expect(await row('InfluxDB')).toHaveTextContent('The last restore drill failed');
});

it.each([
  { back: 3 * HOUR, says: 'RPO: 3 h 00 ± 15 s' },
  { back: 40, says: 'RPO: 40 s ± 15 s' },
  { back: 9, says: 'RPO: 9 s ± 15 s (shorter than one scrape)' },
])('says of a copy from $back s before the cut how exact that is', async ({ back, says: told }) => {
  const { cut } = runs(10 * 60);
  const newest = Math.floor(cut * 1000) / 1000 - back;
  grafana.answers(/orders_newest_seconds\{copy="restored"\}/, newest);
  open();
  const running = await runningDrill();
  expect(await running.findByText(/RPO: \d/)).toHaveTextContent(told);
});

it('takes a figure that is no number for no proof', async () => {
  runs(10 * 60);
  grafana.answers(/orders_rows\{copy="restored"\}/, NaN);
  const { user } = open();
  const running = await runningDrill();
  expect(await running.findByText(/Rows: one side gives no number \(original 1,000, restored \?\)/)).toBeVisible();
  await user.click(running.getByRole('button', { name: 'Finish and keep' }));
  expect(await row('InfluxDB')).toHaveTextContent('The last restore drill failed');
});

it('goes on measuring after a reload, from the same start and with what was typed', async () => {
  runs(10 * 60);
  const { user, unmount } = open();
  await user.click((await runningDrill()).getByLabelText('What happened'));
  await user.paste('The disk was slow');
  unmount();
  open();
  const running = await runningDrill();
  expect(running.getByRole('heading')).toHaveTextContent(/is running · 10 min/);
  expect(running.getByLabelText('What happened')).toHaveValue('The disk was slow');
  expect(await running.findByText(/RPO: 17 min ± 15 s/)).toBeVisible();
});

it('says that somebody else ended the drill meanwhile, and keeps their end', async () => {
  const { drill } = runs(10 * 60);
  const { user, unmount } = open();
  const running = await runningDrill();
  await running.findByText(/RPO: 17 min/);
  const ended = {
    ...drill,
    finished: new Date().toISOString(),
    finishedBy: { uid: 'u-bea', name: 'Bea' },
    failed: true,
    result: { comparisons: [], text: 'Wrong copy' },
  };
  holds({}, { drills: { d1: ended } });
  await user.click(running.getByRole('button', { name: 'Finish and keep' }));
  expect(await screen.findByText(/This drill is finished already/)).toBeVisible();
  expect(stored()?.drills.d1).toMatchObject({ finishedBy: { name: 'Bea' }, result: { text: 'Wrong copy' } });
  unmount();
  open('?element=influxdb');
  const drawer = await openedDialog();
  expect(await drawer.findByText(/ended by Bea/)).toBeVisible();
  expect(screen.queryByRole('region', { name: /is running/ })).not.toBeInTheDocument();
});

it('starts a drill with the questions of both sides', async () => {
  holds();
  const { user } = open('?element=influxdb&form=drill');
  const dialog = within(await screen.findByRole('dialog', { name: /Restore drill of “InfluxDB”/ }));
  await user.click(dialog.getByRole('button', { name: 'Start the drill' }));
  expect(await dialog.findByText('Name at least one figure that has to be the same on both sides')).toBeVisible();
  await user.click(dialog.getByLabelText('Figure 1: PromQL'));
  await user.paste('sum(orders_rows)');
  await user.click(dialog.getAllByLabelText(/^Labels/)[0]);
  await user.paste('copy=restored');
  await user.click(dialog.getByRole('button', { name: 'Start the drill' }));
  await waitFor(() => expect(Object.values(stored()?.drills ?? {})).toHaveLength(1));
  expect(Object.values(stored()?.drills ?? {})[0].plan).toMatchObject({
    target: { labels: { copy: 'restored' } },
    invariants: [{ name: 'sum(orders_rows)', kind: 'count', expr: 'sum(orders_rows)' }],
  });
  // the drawer would cover it, also for those who cannot see
  expect(await screen.findByRole('region', { name: /Restore drill of “InfluxDB” is running/ })).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('is read-only for people who may not write', async () => {
  holds();
  grafana.options.canWrite = false;
  open('?element=mssql');
  expect(await screen.findByText(/Read-only for you/)).toBeVisible();
  await openedDialog();
  expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'New element' })).not.toBeInTheDocument();
});

it('says so when Prometheus or the register cannot be asked', async () => {
  holds();
  grafana.fails(/api\/v1\/query/, 502);
  const { unmount } = open();
  expect(await screen.findByText(/Metrics of the backups/)).toBeVisible();
  expect(await row('InfluxDB')).toHaveTextContent(/Unknown.*Prometheus does not answer/);
  unmount();
  grafana.fails(/dashboards\/opsbook-backups$/, 403);
  open();
  expect(await screen.findByText(/You may not/)).toBeVisible();
});

import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { demoObjectives } from '../../../domain/objective/demo';
import { objectiveGroup } from '../../../domain/objective/grafanaRules';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { type ObjectivesRegister } from '../../../domain/objective/schema';
import { fromResource } from '../../../domain/record/resource';
import { emptyServices, SERVICES, servicesKind } from '../../../domain/services/services';
import { ROOT_FOLDER } from '../../../grafana/records/folders';
import { ReminderClock } from '../../../shared/reminders/ReminderClock';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

const KEY = `${ROOT_FOLDER.uid}/${objectiveGroup('error-rate')}`;
const register = demoObjectives('en', 'x');
const rules = () => grafana.ruleGroups.get(KEY)?.rules ?? [];

beforeEach(() => {
  const source = { uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true };
  setDataSourceSrv({ getList: () => [source] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.holds(objectivesKind, OBJECTIVES, {
    ...register,
    objectives: { 'error-rate': { ...register.objectives['error-rate'], service: 'quotes' } },
  });
  const runbooks = [{ title: 'Errors', url: '/a/haddock-opsbook-app/runbooks/rb-errors' }];
  const quotes = { name: 'Quotes', objectives: [], labels: {}, dashboards: [], runbooks };
  grafana.holds(servicesKind, SERVICES, { ...emptyServices('s'), services: { quotes } });
});

function stored(): ObjectivesRegister | undefined {
  const resource = grafana.records.get(OBJECTIVES);
  const parsed = resource && fromResource(objectivesKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

function open() {
  return render(
    <>
      <ReminderClock />
      <ObjectivesRoutes />
    </>,
    { path: '/error-rate', route: '/*' }
  );
}

async function alerting() {
  const page = open();
  await page.user.click(await screen.findByRole('button', { name: 'Alert in Grafana…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await page.user.click(dialog.getByRole('button', { name: 'Create 4 rules' }));
  expect(await screen.findByText('Its rules are in the folder “Opsbook”.')).toBeVisible();
  return page;
}

it('shows what the rules would have done, then writes them in one group', async () => {
  grafana.answers(/> bool/, 0);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Alert in Grafana…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Error rate: ErrorBudgetBurn 1h')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: /last 30 days/ }));
  expect(await dialog.findAllByText('Would have fired 0 times, 0 s in all, 0 in incidents')).toHaveLength(4);
  expect(rules()).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Create 4 rules' }));
  await waitFor(() => expect(rules()).toHaveLength(4));
  expect(rules()[0]).toMatchObject({
    labels: { opsbook: 'objective', objective: 'error-rate', service: 'quotes', severity: 'page' },
    annotations: { runbook_url: 'http://localhost/a/haddock-opsbook-app/runbooks/rb-errors' },
  });
});

it('tries other thresholds, windows and waits on the past, before they are rules, and keeps them with the objective', async () => {
  grafana.answers(/> bool 0\.144/, 1); // as it is, it would have fired all the time
  grafana.answers(/> bool 0\.2\b/, 0);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Alert in Grafana…' }));
  const dialog = within(await screen.findByRole('dialog'));
  for (const pair of ['Pair 2', 'Pair 3', 'Pair 4']) {
    await user.click(dialog.getByRole('checkbox', { name: pair }));
  }
  const group = within(dialog.getByRole('group', { name: 'Pair 1' }));
  const type = async (field: string, text: string) => {
    await user.clear(group.getByRole('textbox', { name: field }));
    await user.type(group.getByRole('textbox', { name: field }), text);
  };
  await type('Burns faster than', 'fast');
  expect(dialog.getByText(/Thresholds are numbers/)).toBeVisible();
  expect(dialog.getByRole('button', { name: /^Create/ })).toBeDisabled();
  await type('Burns faster than', '20');
  await type('Short window', '7m');
  expect(dialog.getByText(/whole multiples of five minutes/)).toBeVisible();
  await type('Short window', '10m');
  await type('For', '2m');
  await user.click(dialog.getByRole('button', { name: /last 30 days/ }));
  expect(await dialog.findByText('Would have fired 0 times, 0 s in all, 0 in incidents')).toBeVisible();
  expect(dialog.getByText(/^Error rate: ErrorBudgetBurn 1h: Would have fired 1 time, /)).toBeVisible();
  expect(rules()).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Create 1 rule' }));
  await waitFor(() => expect(rules()).toMatchObject([{ for: '2m', labels: { window: '1h' } }]));
  const kept = { pairs: [{ long: 3600, short: 600, factor: 20, wait: 120 }] };
  await waitFor(() => expect(stored()?.objectives['error-rate'].alerting).toEqual(kept));
  expect(await screen.findByText('Its rules are in the folder “Opsbook”.')).toBeVisible();
});

it('lets somebody without Edit try, and write nothing', async () => {
  grafana.options.canWrite = false;
  grafana.answers(/> bool/, 0);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Try other thresholds…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: /last 30 days/ }));
  expect(await dialog.findAllByText(/^Would have fired 0 times/)).toHaveLength(4);
  expect(dialog.queryByRole('button', { name: /^Create|export only/ })).not.toBeInTheDocument();
});

it('asks before it changes rules that drifted, and leaves what somebody edited', async () => {
  await alerting();
  const [first, ...others] = rules();
  const mine = { ...first, for: '10m' };
  grafana.ruleGroups.set(KEY, { name: objectiveGroup('error-rate'), interval: '1m', rules: [mine, ...others] });
  const { user } = open();
  const [warning] = await screen.findAllByText('Edited in Grafana: Error rate: ErrorBudgetBurn 1h');
  expect(warning).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Update the rules' })).not.toBeInTheDocument();
  const [box] = screen.getAllByRole('checkbox', { name: /Also overwrite/ });
  await user.click(box);
  expect(rules()[0]?.for).toBe('10m');
  await user.click(screen.getByRole('button', { name: 'Update the rules' }));
  await waitFor(() => expect(rules()[0]?.for).toBe('0s'));
});

it('takes the rules away when the team no longer wants them', async () => {
  const { user } = await alerting();
  await user.click(screen.getByRole('button', { name: 'Stop alerting…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the rules' }));
  await waitFor(() => expect(grafana.ruleGroups.size).toBe(0));
});

it('says why when Grafana refuses the rules', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Alert in Grafana…' }));
  grafana.fails(/\/api\/ruler\//, 400, { method: 'POST', body: { message: 'invalid alert rule' } });
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Create 4 rules' }));
  expect((await screen.findAllByText(/invalid alert rule/)).length).toBeGreaterThan(0);
});

it('tells who may not write rules', async () => {
  grafana.options.canWrite = false;
  open();
  expect(await screen.findByText(/You may not write alert rules in the folder “Opsbook”/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Alert in Grafana…' })).not.toBeInTheDocument();
});

import React from 'react';
import { config } from '@grafana/runtime';
import { http, HttpResponse } from 'msw';
import { exampleIncident } from '../../../domain/incident/example';
import { incidentKind } from '../../../domain/incident/kind';
import { noReminders, REMINDERS, remindersKind } from '../../../domain/reminder/choices';
import { ROOT_FOLDER } from '../../../grafana/records/folders';
import { HomeReminders } from '../../../shared/reminders/HomeReminders';
import { ReminderClock } from '../../../shared/reminders/ReminderClock';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { ReminderSettings } from './ReminderSettings';

const NAME = 'inc-2026-0142';
const KEY = `${ROOT_FOLDER.uid}/${NAME}`;
const NOW = Date.parse('2026-11-20T14:35:00Z');

beforeEach(() => {
  jest.useFakeTimers({ now: NOW, advanceTimers: true });
  server.use(
    http.get('*/v0alpha1/namespaces/default/receivers', () =>
      HttpResponse.json({
        items: [
          { spec: { title: 'empty', integrations: [] } },
          { spec: { title: 'on-call', integrations: [{ type: 'webhook' }] } },
        ],
      })
    )
  );
});
afterEach(() => {
  jest.useRealTimers();
  server.resetHandlers();
});

function holdOpen() {
  grafana.holds(incidentKind, NAME, {
    ...exampleIncident(),
    name: NAME,
    id: 'uuid-142',
    status: 'investigating',
    severity: 'sev1',
    milestones: { declared: '2026-11-20T14:30:00Z' },
    timeline: {},
    roles: {},
    actions: {},
  });
}

function setup() {
  return render(
    <>
      <ReminderClock />
      <ReminderSettings />
    </>
  );
}

const update = () => screen.findByRole('checkbox', { name: 'Next update of an incident' });
const save = () => screen.getByRole('button', { name: 'Save reminders' });

describe('reminders in Setup', () => {
  it('are off, then set for what is open, then taken away', async () => {
    holdOpen();
    const { user } = setup();
    expect(await update()).not.toBeChecked();
    expect(save()).toBeDisabled();
    await user.click(await update());
    await user.click(save());
    await waitFor(() => expect(grafana.ruleGroups.get(KEY)?.rules).toHaveLength(1));
    await waitFor(async () => expect(await update()).toBeChecked());
    await user.click(await update());
    await user.click(save());
    await waitFor(() => expect(grafana.ruleGroups.size).toBe(0));
  });

  it('say when their rules could not be looked at, and try again by themselves', async () => {
    holdOpen();
    grafana.fails(/\/api\/ruler\//, 500, { times: 1 });
    const { user } = setup();
    await user.click(await update());
    await user.click(save());
    expect(await screen.findByText('Whether reminders are set cannot be said')).toBeVisible();
    await waitFor(() => expect(grafana.ruleGroups.get(KEY)?.rules).toHaveLength(1), { timeout: 5_000 });
    await waitFor(() => expect(screen.queryByText(/cannot be said/)).not.toBeInTheDocument());
  });

  it('say when they may not be looked at, and try again when asked', async () => {
    holdOpen();
    grafana.fails(/\/api\/ruler\//, 403);
    const { user } = setup();
    await user.click(await update());
    await user.click(save());
    expect(await screen.findByText('Whether reminders are set cannot be said')).toBeVisible();
    grafana.heals();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(grafana.ruleGroups.get(KEY)?.rules).toHaveLength(1));
  });

  it('tell a contact point that is chosen', async () => {
    holdOpen();
    const { user } = setup();
    await user.click(await update());
    await waitFor(() => expect(screen.getByRole('combobox', { name: /^Who is told/ })).toBeEnabled());
    await user.click(screen.getByRole('combobox', { name: /^Who is told/ }));
    await user.keyboard('{ArrowDown}{Enter}'); // the list itself needs a real layout
    await user.click(save());
    await waitFor(() =>
      expect(grafana.ruleGroups.get(KEY)?.rules[0]?.grafana_alert?.notification_settings).toEqual({
        receiver: 'on-call',
      })
    );
  });

  it('say which data source evaluates them, and that contact points may not be read', async () => {
    server.use(http.get('*/receivers', () => HttpResponse.json({ message: 'no' }, { status: 403 })));
    setup();
    expect(await screen.findByText(/Grafana asks “prometheus” for the time/)).toBeVisible();
    expect(await screen.findByText('You may not read the contact points of this Grafana.')).toBeVisible();
  });

  it('says that their folder is yet to be made, not that somebody may not write there', async () => {
    grafana.options.canWrite = false;
    server.use(http.get('*/api/folders/:uid', () => HttpResponse.json({ message: 'not found' }, { status: 404 })));
    setup();
    expect(await screen.findByText(/The folder “Opsbook” is not there yet/)).toBeVisible();
    expect(screen.queryByText(/You may not write alert rules/)).not.toBeInTheDocument();
  });

  it('are read-only for who may not write, who is told so', async () => {
    grafana.options.canWrite = false;
    setup();
    expect(await screen.findByText(/You may not write alert rules in the folder “Opsbook”/)).toBeVisible();
    expect(await update()).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save reminders' })).not.toBeInTheDocument();
  });

  it('say so where alerting is switched off', async () => {
    config.unifiedAlertingEnabled = false;
    setup();
    expect(await screen.findByText(/Alerting is switched off in this Grafana/)).toBeVisible();
    config.unifiedAlertingEnabled = true;
  });
});

describe('Home', () => {
  const switchOn = () =>
    grafana.holds(remindersKind, REMINDERS, { ...noReminders(), kinds: { 'next-update': true, 'role-empty': true } });
  const orphan = {
    name: 'inc-2026-0001',
    rules: [{ labels: { opsbook: 'reminder' }, annotations: { opsbook_key: 'update' } }],
  };

  it('sets what is missing and takes away what no record asks for, with one request for the folder', async () => {
    switchOn();
    holdOpen();
    grafana.ruleGroups.set(`${ROOT_FOLDER.uid}/inc-2026-0001`, orphan);
    const listed: string[] = [];
    server.events.on('request:start', ({ request }) => {
      const { pathname } = new URL(request.url);
      if (request.method === 'GET' && pathname.endsWith(`/rules/${ROOT_FOLDER.uid}`)) {
        listed.push(pathname);
      }
    });
    render(<HomeReminders />);
    await waitFor(() => expect([...grafana.ruleGroups.keys()]).toEqual([KEY]));
    expect(listed).toHaveLength(1);
    expect(grafana.ruleGroups.get(KEY)?.rules.length).toBeGreaterThan(1);
  });

  it('leaves that to others where the person may not write', async () => {
    switchOn();
    grafana.ruleGroups.set(`${ROOT_FOLDER.uid}/inc-2026-0001`, orphan);
    grafana.options.canWrite = false;
    render(<HomeReminders />);
    await waitFor(() => expect(grafana.requests).toBeGreaterThan(6));
    expect(grafana.ruleGroups.size).toBe(1);
    expect(grafana.ruleWrites).toEqual([]);
  });

  it('says when the rules cannot be read', async () => {
    switchOn();
    grafana.fails(/\/api\/ruler\//, 404);
    render(<HomeReminders />);
    expect(await screen.findByText('Whether reminders are set cannot be said')).toBeVisible();
  });

  it('sets no more than five hundred, and says so', async () => {
    switchOn();
    holdOpen();
    const rule = { labels: { opsbook: 'reminder' }, annotations: { opsbook_key: 'start' } };
    grafana.ruleGroups.set(`${ROOT_FOLDER.uid}/opsbook-other`, {
      name: 'opsbook-other',
      rules: Array.from({ length: 499 }, () => rule),
    });
    render(<HomeReminders />);
    expect(await screen.findByText('There are 500 reminders already')).toBeVisible();
    expect(screen.getByText('Reminders of 1 record are not set: INC-2026-0142')).toBeVisible();
  });
});

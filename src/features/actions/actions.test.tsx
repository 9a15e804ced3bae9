import React from 'react';
import { emptyRoadmap, IMPROVEMENTS, improvementsKind } from '../../domain/improvement/register';
import { declare } from '../../domain/incident/declare/declare';
import { incidentKind } from '../../domain/incident/kind';
import { type Action, type Incident } from '../../domain/incident/schema';
import { fromResource } from '../../domain/record/resource';
import { emptyServices, SERVICES, servicesKind } from '../../domain/services/services';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { ActionsRoutes } from './ActionsRoutes';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({
    getList: () => [{ uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true }],
  }),
}));

const BASE = '/a/haddock-opsbook-app/actions';
const ANA = { uid: 'u-ana', name: 'Ana' };
const AT = '2026-11-01T08:00:00.000Z';

function action(title: string, part: Partial<Action> = {}): Action {
  return { title, state: 'open', created: AT, by: ANA, ...part };
}

function holds(name: string, actions: Record<string, Action>, part: Partial<Incident> = {}) {
  const declared = declare({ name, id: `id-${name}`, at: AT, by: ANA, zone: 'UTC', title: 'Redis down', services: {} });
  grafana.holds(incidentKind, name, { ...declared, actions, ...part });
}

function stored(name: string): Incident | undefined {
  const resource = grafana.records.get(name);
  const parsed = resource && fromResource(incidentKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

function twoIncidents() {
  holds('inc-2026-0001', {
    late: action('Raise the memory limit', { due: '2020-01-01', owner: { name: 'Luc' }, type: 'prevent' }),
    done: action('Restart procedure', { state: 'done', done: AT }),
  });
  holds('inc-2026-0002', {
    soon: action('Alert on memory', {
      due: '2999-01-01',
      owner: { name: 'Ana' },
      measure: { expr: 'memory_ratio', comparison: '<', threshold: 0.8 },
    }),
    given: action('Buy more memory', { state: 'wontDo', reason: 'too dear' }),
  });
}

function open(search = '') {
  return render(<ActionsRoutes />, { path: `${BASE}${search}`, route: `${BASE}/*` });
}

const rows = () => screen.getAllByRole('row').slice(1);

it.each([
  ['mine', ['Alert on memory']],
  ['my-team', ['Raise the memory limit', 'Move to a larger machine']],
])('shows those that are %s', async (owner, expected) => {
  twoIncidents();
  holds('inc-2026-0003', { team: action('Move to a larger machine', { owner: { name: 'SRE' } }) });
  holds(
    'inc-2026-0001',
    { late: action('Raise the memory limit', { owner: { name: 'Luc' } }) },
    { services: { redis: 'Redis' } }
  );
  grafana.holds(servicesKind, SERVICES, {
    ...emptyServices('s'),
    services: { redis: { name: 'Redis', team: 'sre', objectives: [], labels: {}, dashboards: [], runbooks: [] } },
  });
  open(`?owner=${owner}`);
  for (const title of expected) {
    expect(await screen.findByText(title)).toBeVisible();
  }
  await waitFor(() => expect(rows()).toHaveLength(expected.length));
});

it('lists what is to do across incidents, overdue ones first', async () => {
  twoIncidents();
  open();
  expect(await screen.findByRole('row', { name: /Raise the memory limit/ })).toBeVisible();
  expect(rows()).toHaveLength(2);
  expect(within(rows()[0]).getByText(/days late/)).toBeVisible();
  expect(within(rows()[0]).getByRole('link', { name: /INC-2026-0001/ })).toHaveAttribute(
    'href',
    '/a/haddock-opsbook-app/incidents/inc-2026-0001?tab=actions'
  );
  expect(screen.getByText(/1 overdue/)).toBeVisible();
});

it.each([
  [0.5, 'reached: 0.5'],
  [0.93, 'not reached: 0.93'],
  ['empty' as const, 'no data'],
  [{ status: 502 }, 'the query failed'],
])('shows the result of a success query now: %j is “%s”', async (answer, text) => {
  twoIncidents();
  grafana.answers(/memory_ratio/, answer);
  open();
  expect(await screen.findByText(text)).toBeVisible();
  expect(screen.getByText('memory_ratio < 0.8')).toBeVisible();
});

it('keeps its filters in the URL', async () => {
  twoIncidents();
  const { user, address } = open('?owner=luc&type=prevent');
  expect(await screen.findByRole('row', { name: /Raise the memory limit/ })).toBeVisible();
  expect(rows()).toHaveLength(1);
  await user.click(screen.getByRole('radio', { name: 'Done' }));
  expect(await screen.findByText('No action matches these filters')).toBeVisible();
  expect(address()).toContain('state=done');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(address()).toBe(BASE);
});

it('finds the finished ones in their records, with the reason', async () => {
  twoIncidents();
  open('?state=wontDo');
  expect(await screen.findByRole('row', { name: /Buy more memory/ })).toBeVisible();
  expect(screen.getByText('too dear')).toBeVisible();
  expect(rows()).toHaveLength(1);
});

it('gives an action up only with a reason', async () => {
  twoIncidents();
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /Change the state of “Raise the memory limit”/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('radio', { name: 'Won’t do' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Say why it will not be done')).toBeVisible();
  expect(stored('inc-2026-0001')?.actions.late.state).toBe('open');
  await user.type(screen.getByRole('textbox', { name: /Why it will not be done/ }), 'The service goes away');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(stored('inc-2026-0001')?.actions.late).toMatchObject({ state: 'wontDo', reason: 'The service goes away' })
  );
  await waitFor(() => expect(screen.queryByRole('row', { name: /Raise the memory limit/ })).not.toBeInTheDocument());
});

it('lets people who may not write only read', async () => {
  grafana.options.canWrite = false;
  twoIncidents();
  open();
  expect(await screen.findByText(/Read-only for you/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: /Change the state/ })).not.toBeInTheDocument());
  expect(rows()).toHaveLength(2);
});

it('writes a CSV that no spreadsheet runs', async () => {
  holds('inc-2026-0003', { a: action('=HYPERLINK("http://evil")', { owner: { name: '@luc, "boss"' } }) });
  const blobs: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => {
    blobs.push(blob);
    return 'blob:x';
  };
  URL.revokeObjectURL = () => undefined;
  const { user } = open();
  await screen.findByRole('row', { name: /HYPERLINK/ });
  await user.click(screen.getByRole('button', { name: 'Download CSV' }));
  const text = await new Response(blobs[0]).text();
  expect(text).toContain('"\'=HYPERLINK(""http://evil"")"');
  expect(text).toContain('"\'@luc, ""boss"""');
  expect(text).toContain('http://localhost/a/haddock-opsbook-app/incidents/inc-2026-0003?tab=actions\r\n');
});

it('escapes Markdown', async () => {
  holds('inc-2026-0003', { a: action('a | <b>\n</details> `c`') });
  const { user } = open();
  const written = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  await screen.findByRole('row', { name: /details/ });
  await user.click(screen.getByRole('button', { name: 'Copy Markdown' }));
  await waitFor(() => expect(written).toHaveBeenCalled());
  expect(written.mock.calls[0][0]).toContain('| a \\| &lt;b> &lt;/details> \\`c\\` | [INC-2026-0003](');
});

it('says what actions are for while there are no incidents', async () => {
  open();
  expect(await screen.findByText('No actions yet')).toBeVisible();
});

it('says why it cannot list them, and tries again', async () => {
  twoIncidents();
  grafana.fails(/search/, 500);
  const { user } = open();
  expect(await screen.findByText(/Grafana had an error/)).toBeVisible();
  grafana.heals();
  await user.click(screen.getByRole('button', { name: /try again/i }));
  expect(await screen.findByRole('row', { name: /Raise the memory limit/ })).toBeVisible();
});

it('leaves actions of private incidents out of what it exports, and says so', async () => {
  grafana.privateFolder = [{ userId: 2, permission: 4 }];
  holds('inc-2026-0003', { a: action('Raise the limit') });
  holds('inc-2026-0004', { b: action('Revoke the key') }, { private: true });
  const { user } = open();
  const written = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  await screen.findByRole('row', { name: /Revoke the key/ });
  await user.click(screen.getByRole('button', { name: 'Copy Markdown' }));
  await waitFor(() => expect(written).toHaveBeenCalledTimes(1));
  expect(written.mock.calls[0][0]).toContain('_Private ones left out: 1_');
  expect(written.mock.calls[0][0]).not.toContain('Revoke the key');
  await user.click(screen.getByRole('checkbox', { name: /With private incidents/ }));
  await user.click(screen.getByRole('button', { name: 'Copy Markdown' }));
  await waitFor(() => expect(written).toHaveBeenCalledTimes(2));
  expect(written.mock.calls[1][0]).toContain('Revoke the key');
});

describe('with years of incidents', () => {
  const past = { status: 'closed', milestones: { declared: '2024-02-01T10:00:00.000Z' } } as const;

  beforeEach(() => {
    for (let number = 1; number <= 600; number++) {
      holds(`inc-2024-${String(number).padStart(4, '0')}`, {}, past);
    }
    holds('inc-2020-0001', { old: action('Replace the router') }, past);
    holds('inc-2020-0002', { older: action('Label the cables', { state: 'done' }) }, past);
  });

  it('finds what is to do without reading all of them', async () => {
    open();
    expect(await screen.findByRole('row', { name: /Replace the router/ })).toBeVisible();
    expect(rows()).toHaveLength(1);
    expect(grafana.searches.filter((query) => query.has('offset'))).toEqual([]);
  });

  it('reads on where somebody asks for what is done', async () => {
    open('?state=done');
    expect(await screen.findByRole('row', { name: /Label the cables/ })).toBeVisible();
    expect(rows()).toHaveLength(1);
  });
});

describe('what a weekly review took on', () => {
  const item = 'alert|raise|Load|2026-W47';

  function takenOn() {
    const fields = { priority: 'medium' as const, incidents: [], objectives: [], security: [], created: AT, by: ANA };
    const reviews = ['opsbook-week-2026-w47'];
    grafana.holds(improvementsKind, IMPROVEMENTS, {
      ...emptyRoadmap('r'),
      items: {
        [item]: {
          ...fields,
          reviews,
          title: 'Raise the threshold of Load',
          owner: 'Luc',
          due: '2020-01-01',
          state: 'planned',
        },
        other: { ...fields, reviews: [], title: 'A second Redis', state: 'toDo' },
      },
    });
  }

  it('stands among the actions, is followed to its end, and leads to the roadmap', async () => {
    takenOn();
    const { user } = open();
    const row = await screen.findByRole('row', { name: /Raise the threshold of Load/ });
    expect(rows()).toHaveLength(1);
    expect(within(row).getByText(/days late/)).toBeVisible();
    expect(within(row).getByRole('link', { name: 'Weekly review 2026-W47' })).toHaveAttribute(
      'href',
      expect.stringMatching(/\/improvements\?item=alert/)
    );
    await user.click(within(row).getByRole('button', { name: /Change the state/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByRole('radio', { name: 'Won’t do' })).not.toBeInTheDocument();
    await user.click(dialog.getByRole('radio', { name: 'Done' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('No action matches these filters')).toBeVisible();
    await waitFor(() => {
      const resource = grafana.records.get(IMPROVEMENTS);
      const parsed = resource && fromResource(improvementsKind, resource);
      expect(parsed?.state === 'ok' && parsed.record.items[item]?.state).toBe('done');
    });
  });
});

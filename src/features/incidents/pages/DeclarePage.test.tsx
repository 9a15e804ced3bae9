import React from 'react';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { alertKey, fromParameters } from '../../../domain/incident/declare/prefill';
import { incidentKind, type Incident } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { holdsDemo } from '../../../test/demo';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { quotesDown } from '../testIncidents';
import { DeclarePage } from './DeclarePage';

const title = () => screen.getByRole('textbox', { name: /what is wrong/i });

function declared(name: string): Incident {
  const parsed = fromResource(incidentKind, grafana.records.get(name) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(`${name} is ${parsed.state}`);
  }
  return parsed.record;
}

const year = new Date().getUTCFullYear();

it('declares with a title and Enter', async () => {
  const { user, address } = render(<DeclarePage />);
  await user.type(title(), 'Quotes service down{Enter}');
  await waitFor(() => expect(address()).toBe(`/a/haddock-opsbook-app/incidents/inc-${year}-0001`));
  expect(declared(`inc-${year}-0001`)).toMatchObject({
    title: 'Quotes service down',
    status: 'declared',
    declaredBy: { uid: 'u-ana', name: 'Ana' },
  });
});

it('makes the folders only after saying who will write there, and keeps what was typed', async () => {
  grafana.fails(/\/dashboards$/, 404, { method: 'POST', times: 1 });
  const { user } = render(<DeclarePage />);
  await user.type(title(), 'Quotes service down{Enter}');
  expect((await screen.findAllByText(/The folder of these records does not exist yet/))[0]).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Make the folders…' }));
  expect(await screen.findByText(/will write records/)).toBeVisible();
  expect(grafana.folders).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Make them' }));
  await waitFor(() => expect(screen.queryByText(/does not exist yet/)).not.toBeInTheDocument());
  await user.click(await screen.findByRole('button', { name: /declare incident/i }));
  await waitFor(() => expect(grafana.records.has(`inc-${year}-0001`)).toBe(true));
  expect(grafana.folders).toContain('haddock-opsbook-app-incidents');
});

it('takes the next number, and steps on from one that is taken', async () => {
  grafana.holds(incidentKind, `inc-${year}-0007`, quotesDown({ name: `inc-${year}-0007` }));
  const { user, address } = render(<DeclarePage />);
  await user.type(title(), 'Another one{Enter}');
  await waitFor(() => expect(address()).toContain(`inc-${year}-0008`));
});

it('asks for the title and nothing else', async () => {
  const { user } = render(<DeclarePage />);
  await user.click(await screen.findByRole('button', { name: /declare incident/i }));
  expect(await screen.findByText(/say what is wrong/i)).toBeVisible();
  expect(grafana.writes).toHaveLength(0);
});

it('takes a service that was typed, with Enter or by leaving the field, known or not', async () => {
  holdsDemo();
  const { user, address } = render(<DeclarePage />);
  await user.type(title(), 'Quotes service down');
  await user.type(screen.getByRole('combobox', { name: /affected services/i }), 'QUOTES{Enter}');
  expect(grafana.writes).toHaveLength(0); // Enter in this field declares nothing
  await user.type(screen.getByRole('combobox', { name: /affected services/i }), 'Payment gateway');
  await user.click(screen.getByRole('button', { name: /declare incident/i }));
  await waitFor(() => expect(address()).toContain(`inc-${year}-0001`));
  expect(declared(`inc-${year}-0001`).services).toEqual({ quotes: 'quotes', 'payment-gateway': 'Payment gateway' });
});

it('refuses a text that is too long at its field, and keeps it', async () => {
  const { user } = render(<DeclarePage />);
  await user.type(title(), 'Long');
  await user.click(screen.getByRole('textbox', { name: /what is seen/i }));
  await user.paste('x'.repeat(100_000));
  await user.click(screen.getByRole('button', { name: /declare incident/i }));
  expect(await screen.findByText(/at most 20000 characters/i)).toBeVisible();
  expect(screen.getByRole('textbox', { name: /what is seen/i })).toHaveValue('x'.repeat(100_000));
  expect(grafana.writes).toHaveLength(0);
});

it('keeps what was typed over a reload', async () => {
  const first = render(<DeclarePage />);
  await first.user.type(title(), 'Quotes');
  first.unmount();
  render(<DeclarePage />);
  expect(title()).toHaveValue('Quotes');
});

it('finds its own incident when the answer was lost', async () => {
  grafana.fails(/\/dashboards$/, 0, { method: 'POST', times: 1 });
  const { user, address } = render(<DeclarePage />);
  await user.type(title(), 'Quotes service down{Enter}');
  await waitFor(() => expect(address()).toContain(`inc-${year}-0001`), { timeout: 5000 });
  expect(grafana.records.size).toBe(1);
});

it('says why Grafana refused, and gives the text back', async () => {
  grafana.refusesWrites(403);
  const { user } = render(<DeclarePage />);
  await user.type(title(), 'Quotes service down{Enter}');
  expect(await screen.findByText(/the incident was not declared/i)).toBeVisible();
  expect(title()).toHaveValue('Quotes service down');
});

it('has no form for somebody who may not', async () => {
  grafana.options.canWrite = false;
  render(<DeclarePage />);
  expect(await screen.findByText(/read-only for you/i)).toBeVisible();
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});

it('carries an alert over, with the time it began', async () => {
  const labels = { alertname: 'HighErrorRate', service: 'quotes' };
  const query = new URLSearchParams({
    title: 'HighErrorRate',
    alert: 'HighErrorRate',
    service: 'quotes',
    labels: JSON.stringify(labels),
    startsAt: '2026-11-20T14:30:00Z',
    uel_pid: 'x',
  });
  const { user, address } = render(<DeclarePage />, { path: `/?${query}` });
  expect(title()).toHaveValue('HighErrorRate');
  await user.click(screen.getByRole('button', { name: /declare incident/i }));
  await waitFor(() => expect(address()).toContain(`inc-${year}-0001`));
  const incident = declared(`inc-${year}-0001`);
  expect(incident.milestones.detected).toBe('2026-11-20T14:30:00Z');
  expect(incident.alerts).toEqual({
    [alertKey('HighErrorRate', labels)]: { name: 'HighErrorRate', labels, startsAt: '2026-11-20T14:30:00Z' },
  });
});

it('offers to join where the alert already has an incident', async () => {
  const labels = { alertname: 'HighErrorRate' };
  const key = alertKey('HighErrorRate', labels);
  grafana.holds(incidentKind, 'inc-2026-0142', quotesDown({ alerts: { [key]: { name: 'HighErrorRate', labels } } }));
  const query = new URLSearchParams({ alert: 'HighErrorRate', labels: JSON.stringify(labels) });
  render(<DeclarePage />, { path: `/?${query}` });
  expect(await screen.findByRole('link', { name: /join INC-2026-0142/i })).toBeVisible();
});

it('offers to join an open incident that resembles what is typed, and none that is over', async () => {
  grafana.holds(incidentKind, 'inc-2026-0142', quotesDown());
  grafana.holds(incidentKind, 'inc-2026-0141', quotesDown({ name: 'inc-2026-0141', status: 'closed' }));
  const { user } = render(<DeclarePage />);
  await user.type(title(), 'Quotes service is down');
  expect(await screen.findByText('Something like this is open already: join instead?')).toBeVisible();
  expect(screen.getAllByRole('link', { name: /^Join/ }).map(({ textContent }) => textContent)).toEqual([
    'Join INC-2026-0142',
  ]);
  await user.clear(title());
  await user.type(title(), 'Backup late');
  await waitFor(() => expect(screen.queryByText(/join instead/)).not.toBeInTheDocument());
});

it('cuts a summary that is too long for a title, and keeps all of it below', async () => {
  const summary = `Redis refuses connections on three of four nodes. ${'The queue grows '.repeat(20)}`.trim();
  render(<DeclarePage />, { path: `/?${new URLSearchParams({ title: summary })}` });
  expect(title()).toHaveValue('Redis refuses connections on three of four nodes');
  expect(screen.getByRole('textbox', { name: /what is seen/i })).toHaveValue(summary);
});

it('knows the service of an alert by the labels in the register', async () => {
  holdsDemo();
  const labels = { alertname: 'RedisDown', namespace: 'haddock', service: 'redis', job: 'demo' };
  const query = new URLSearchParams({ title: 'Redis down', alert: 'RedisDown', labels: JSON.stringify(labels) });
  const { user, address } = render(<DeclarePage />, { path: `/?${query}` });
  expect(await screen.findByRole('button', { name: /redis/i })).toBeVisible();
  await user.click(screen.getByRole('button', { name: /declare incident/i }));
  await waitFor(() => expect(address()).toContain(`inc-${year}-0001`));
  expect(declared(`inc-${year}-0001`).services).toEqual({ redis: 'redis' });
});

describe('firing alerts', () => {
  const firing = (body: JsonBodyType) =>
    server.use(
      http.get('*/api/prometheus/:source/api/v1/alerts', ({ params }) =>
        HttpResponse.json(params.source === 'grafana' ? body : { data: { alerts: [] } })
      )
    );
  const labels = { alertname: 'HighErrorRate', service: 'quotes', severity: 'critical' };
  const alert = { labels, annotations: { summary: 'Quotes fail' }, state: 'firing', activeAt: '2026-11-20T14:30:00Z' };

  afterEach(() => server.resetHandlers());

  it('shows the beginning of a summary that is a whole text', async () => {
    firing({
      data: { alerts: [{ ...alert, annotations: { summary: `Disk full. ${'See the guide. '.repeat(300)}` } }] },
    });
    render(<DeclarePage />);
    const list = await screen.findByRole('list', { name: 'Firing alerts' });
    expect(list).toHaveTextContent(/Disk full\. See .*…/);
    expect(list.textContent?.length).toBeLessThan(400);
  });

  it('are one click away from an incident', async () => {
    firing({ data: { alerts: [alert, { ...alert, labels: { alertname: 'Quiet' }, state: 'pending' }] } });
    render(<DeclarePage />);
    const link = await screen.findByRole('link', { name: /declare from “HighErrorRate”/i });
    expect(screen.queryByText(/Quiet/)).not.toBeInTheDocument();
    expect(fromParameters(new URL(link.getAttribute('href') ?? '', 'http://localhost').searchParams)).toMatchObject({
      title: 'Quotes fail',
      severity: 'sev1',
      service: 'quotes',
      alert: { name: 'HighErrorRate', labels, startsAt: '2026-11-20T14:30:00.000Z' },
    });
  });

  it('lead to the incident that is open for them', async () => {
    const key = alertKey('HighErrorRate', labels);
    grafana.holds(incidentKind, 'inc-2026-0142', quotesDown({ alerts: { [key]: { name: 'HighErrorRate', labels } } }));
    firing({ data: { alerts: [alert] } });
    render(<DeclarePage />);
    expect(await screen.findByRole('link', { name: /join INC-2026-0142/i })).toBeVisible();
  });

  it('that fire for want of data are listed too, the worst first, and found by a search', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      labels: { alertname: `Warning {${index}}`, severity: 'warning' },
      state: 'Alerting',
      activeAt: `2026-11-20T14:${10 + index}:00Z`,
    }));
    const own = { labels: { alertname: 'RedisDown', severity: 'critical' }, activeAt: '2026-11-20T10:00:00Z' };
    const quiet = { labels: { alertname: 'Quiet' }, state: 'Normal (NoData)' };
    const failing = { labels: { alertname: 'Blind' }, state: 'Alerting (Error)' };
    firing({ data: { alerts: [...many, { ...own, state: 'NoData' }, quiet, failing] } });
    const { user } = render(<DeclarePage />);
    const list = within(await screen.findByRole('list', { name: 'Firing alerts' }));
    const rows = () => list.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(rows()).toHaveLength(32);
    expect(rows()[0]).toMatch(/critical RedisDown the rule has no data/);
    expect(rows()[1]).toMatch(/warning Warning \{29\}/);
    expect(rows()[31]).toMatch(/Blind the rule cannot be evaluated/);
    await user.type(screen.getByRole('textbox', { name: 'Search firing alerts' }), '{{7}');
    expect(rows()).toHaveLength(1);
    await user.type(screen.getByRole('textbox', { name: 'Search firing alerts' }), 'x');
    expect(screen.getByText('None of those that fire says this.')).toBeVisible();
  });

  it('stand behind the form, so that one that arrives moves nothing of it', async () => {
    firing({ data: { alerts: [alert] } });
    render(<DeclarePage />);
    const heading = await screen.findByRole('heading', { name: /firing now/i });
    expect(title().compareDocumentPosition(heading)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('that cannot be listed do not stand in the way', async () => {
    firing({ nonsense: true });
    render(<DeclarePage />);
    expect(await screen.findByText(/the answer does not come from Grafana/i)).toBeVisible();
    expect(title()).toBeEnabled();
  });
});

describe('a draft that was left behind', () => {
  const leave = async (tick: RegExp) => {
    const first = render(<DeclarePage />);
    await first.user.type(await screen.findByRole('textbox', { name: /what is wrong/i }), 'Secrets leaked');
    await first.user.click(screen.getByRole('checkbox', { name: tick }));
    first.unmount();
    render(<DeclarePage />);
    return screen.findByRole('textbox', { name: /what is wrong/i });
  };

  it('comes back without the tick of a drill', async () => {
    expect(await leave(/this is a drill/i)).toHaveValue('Secrets leaked');
    expect(screen.getByRole('checkbox', { name: /this is a drill/i })).not.toBeChecked();
  });

  it('does not come back at all when it was private', async () => {
    expect(await leave(/^private/i)).toHaveValue('');
    expect(screen.getByRole('checkbox', { name: /^private/i })).not.toBeChecked();
  });
});

it('warns that a service is in a maintenance window', async () => {
  const [start, end] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  holdsWindow('win-20261127-aa', { start, end });
  const { user } = render(<DeclarePage />);
  await user.type(screen.getByRole('combobox', { name: 'Affected services' }), 'redis{Enter}');
  expect(await screen.findByText('In a maintenance window of redis')).toBeVisible();
  expect(screen.getByText(/Declare an incident when it goes beyond/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Update Redis' })).toHaveAttribute(
    'href',
    '/a/haddock-opsbook-app/maintenance/windows/win-20261127-aa'
  );
});

describe('with what a check said', () => {
  const asked = {
    title: 'Disk space',
    expr: 'max(disk)',
    datasource: 'prom',
    at: '2026-11-18T10:00:00.000Z',
    value: 91.5,
    unit: '%',
  };
  const path = `/a/x/incidents/new?${new URLSearchParams({ title: 'Disk space', evidence: JSON.stringify(asked) })}`;
  const evidence = () => Object.values(declared(`inc-${year}-0001`).timeline).flatMap((each) => each.evidence ?? []);

  it('keeps query, value, time and the hour before as evidence', async () => {
    grafana.answers(/max\(disk\)/, 91);
    const { user } = render(<DeclarePage />, { path });
    expect(await screen.findByText('Kept as evidence: Disk space = 91.5 %')).toBeVisible();
    await waitFor(() => expect(grafana.queries.some((query) => query.includes('max(disk)'))).toBe(true));
    await user.click(await screen.findByRole('button', { name: /declare incident/i }));
    await waitFor(() => expect(grafana.records.has(`inc-${year}-0001`)).toBe(true));
    expect(evidence()).toMatchObject([
      {
        title: 'Disk space',
        expr: 'max(disk)',
        datasource: 'prom',
        from: '2026-11-18T09:00:00.000Z',
        to: '2026-11-18T10:00:00.000Z',
        value: 91.5,
        unit: '%',
      },
    ]);
    expect(evidence()[0].series).not.toEqual([]);
  });

  it('keeps what is known, also where Prometheus does not answer', async () => {
    grafana.fails(/query_range/, 502);
    const { user } = render(<DeclarePage />, { path });
    await user.click(await screen.findByRole('button', { name: /declare incident/i }));
    await waitFor(() => expect(grafana.records.has(`inc-${year}-0001`)).toBe(true));
    expect(evidence()).toMatchObject([{ expr: 'max(disk)', value: 91.5, to: '2026-11-18T10:00:00.000Z', series: [] }]);
  });

  it.each(['{"expr":1}', 'null', '<script>', '[]'])('takes no evidence from %s', async (text) => {
    render(<DeclarePage />, { path: `/a/x/incidents/new?${new URLSearchParams({ title: 'T', evidence: text })}` });
    expect(await screen.findByDisplayValue('T')).toBeVisible();
    expect(screen.queryByText(/Kept as evidence/)).not.toBeInTheDocument();
  });
});

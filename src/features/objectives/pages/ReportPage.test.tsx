import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { declare } from '../../../domain/incident/declare/declare';
import { incidentKind } from '../../../domain/incident/kind';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const by = { uid: 'u-ana', name: 'Ana' };
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

let count = 0;
beforeEach(() => {
  const source = { uid: `report-${count++}`, name: 'Prometheus', type: 'prometheus', isDefault: true };
  setDataSourceSrv({ getList: () => [source] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.answers(/^time\(\)$/, Date.now() / 1000);
  grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
  grafana.answers(/^sum\(increase\(flask_errors_total/, 5);
});

function holds(change: (register: ReturnType<typeof demoObjectives>) => void = () => undefined) {
  const { objectives, ...rest } = demoObjectives('en', 'r');
  const register = {
    ...rest,
    objectives: { 'error-rate': objectives['error-rate'], 'test-coverage': objectives['test-coverage'] },
  };
  change(register);
  grafana.holds(objectivesKind, OBJECTIVES, register);
}

const page = (path: string) => render(<ObjectivesRoutes />, { path, route: '/*' });
const article = async () => screen.findByRole('article', { name: 'Report' });

it('tells by service what was attained, the budget, the incidents and the exclusions with who approved them', async () => {
  holds((register) => {
    register.exclusions = {
      x: {
        from: ago(1),
        to: ago(0.5),
        objectives: ['error-rate'],
        reason: 'Database upgrade',
        approvedBy: 'Change board',
        at: ago(2),
        by,
      },
    };
  });
  grafana.holds(incidentKind, 'inc-2026-0007', {
    ...declare({
      name: 'inc-2026-0007',
      id: 'uuid-7',
      at: ago(0.2),
      by,
      zone: 'UTC',
      title: 'Search is slow',
      services: { search: 'Search' },
    }),
    milestones: { started: ago(0.2), declared: ago(0.2) },
  });
  page('/report?type=month');
  const report = within(await article());
  expect(report.getByRole('heading', { name: /^Monthly SLA report \d{4}-\d\d$/ })).toBeVisible();
  const line = report.getByRole('link', { name: 'Error rate' }).closest('tr') as HTMLTableRowElement;
  expect(within(line).getByText('● Attained')).toBeVisible();
  expect(within(line).getByText(/^0\.5\s% · raw 0\.5\s%/)).toBeVisible();
  expect(report.getByRole('heading', { name: 'Search' })).toBeVisible();
  expect(report.getByRole('link', { name: 'INC-2026-0007' })).toHaveAttribute(
    'href',
    'http://localhost/a/haddock-opsbook-app/incidents/inc-2026-0007'
  );
  expect(report.getByText('Change board')).toBeVisible();
  const coverage = report.getByRole('link', { name: 'Test coverage' }).closest('tr') as HTMLTableRowElement;
  expect(within(coverage).getAllByText(/no data/i)).not.toHaveLength(0);
});

it('goes back to the week before, in French, and keeps both in the URL', async () => {
  holds();
  const { user, address } = page('/report?type=week');
  await article();
  expect(screen.getByRole('button', { name: 'Next period' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Period before' }));
  await user.click(screen.getByRole('radio', { name: 'Français' }));
  expect(address()).toMatch(/period=\d{4}-W\d\d/);
  expect(address()).toContain('language=fr');
  expect(await screen.findByRole('heading', { name: /^Rapport SLA hebdomadaire \d{4}-W\d\d$/ })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Next period' })).toBeEnabled();
});

it('offers the Markdown, and a page to print', async () => {
  holds();
  const created = jest.fn((_: Blob) => 'blob:report');
  URL.createObjectURL = created as typeof URL.createObjectURL;
  URL.revokeObjectURL = jest.fn();
  const { user } = page('/report?type=month');
  await article();
  expect(screen.getByRole('button', { name: 'Copy Markdown' })).toBeEnabled();
  await user.click(screen.getByRole('button', { name: 'Download Markdown' }));
  const [[file]] = created.mock.calls;
  expect(file.type).toContain('text/markdown');
  expect(file.size).toBeGreaterThan(500);
  expect(screen.getByRole('link', { name: 'Printable page' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/a\/haddock-opsbook-app\/objectives\/report\/print\?period=\d{4}-\d\d&language=en&kiosk$/)
  );
});

it('is a page of its own on paper', async () => {
  holds();
  page('/report/print?period=2026-10&language=fr');
  expect(await screen.findByRole('heading', { name: 'Rapport SLA mensuel 2026-10' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Print' })).toBeEnabled();
  expect(screen.queryByRole('radio', { name: 'Week' })).not.toBeInTheDocument();
});

it('says no data and why while Prometheus is down, and still lists incidents', async () => {
  holds();
  grafana.fails(/\/proxy\//, 502);
  page('/report?type=month');
  const report = within(await article());
  const line = report.getByRole('link', { name: 'Error rate' }).closest('tr') as HTMLTableRowElement;
  expect(within(line).getByText('? No data')).toBeVisible();
  expect(within(line).getByText(/Prometheus does not answer/)).toBeVisible();
});

it('tells what it can where only one objective has a data source', async () => {
  const named = { uid: `own-${count}`, name: 'Own', type: 'prometheus' };
  const other = { uid: `other-${count}`, name: 'Other', type: 'prometheus' };
  setDataSourceSrv({ getList: () => [named, other] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  holds((register) => {
    const own = register.objectives['error-rate'];
    Object.assign(register.objectives, {
      'error-rate': { ...own, dataSource: named.uid },
      orphan: { ...own, name: 'Orphan', position: 9 },
    });
  });
  page('/report');
  expect(within(await article()).getAllByText(/no Prometheus data source is configured/).length).toBeGreaterThan(0);
});

it.each([
  ['incidents', /\/search$/, /^Incidents of this report: Grafana had an error/],
  ['objectives', /\/dashboards\/opsbook-objectives$/, /^Objectives: Grafana had an error/],
])('makes no report of nothing when the %s cannot be read', async (_, url, failure) => {
  holds();
  grafana.fails(url, 500);
  page('/report?type=month');
  expect(await screen.findByText(failure)).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/^Asking Prometheus/)).not.toBeInTheDocument());
  expect(screen.queryByRole('article', { name: 'Report' })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Download Markdown' })).toBeDisabled();
});

it('has something to say of an empty register', async () => {
  grafana.holds(objectivesKind, OBJECTIVES, { ...demoObjectives('en', 'r'), objectives: {} });
  page('/report?type=week');
  const report = within(await article());
  expect(report.getByText('None.')).toBeVisible();
});

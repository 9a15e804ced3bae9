import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { http, HttpResponse } from 'msw';
import { BACKUPS } from '../../../domain/backup/schema';
import { CHECKLISTS_NAME } from '../../../domain/maintenance/checklist';
import { OBJECTIVES } from '../../../domain/objective/register';
import { SERVICES } from '../../../domain/services/services';
import { SETTINGS } from '../../../domain/settings/settings';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { SetupPage } from '../pages/SetupPage';

jest.setTimeout(60_000);

const NAMES = [
  'up',
  'scrape_duration_seconds',
  'http_server_requests_seconds_count',
  'http_server_requests_seconds_bucket',
  'node_memory_MemAvailable_bytes',
  'node_memory_MemTotal_bytes',
  'node_uname_info',
];

let count = 0;
let uid = '';
beforeEach(() => {
  uid = `look-${count++}`;
  const source = { uid, name: 'Prometheus', type: 'prometheus', isDefault: true };
  setDataSourceSrv({ getList: () => [source] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.answers(/^time\(\)$/, Date.now() / 1000);
});
afterEach(() => server.resetHandlers());
beforeEach(() => server.use(http.get('*/api/folders/*/permissions', () => HttpResponse.json([]))));

const proxy = (path: string) => `*/api/datasources/proxy/uid/*/api/v1/${path}`;

/** What the server answers about names and labels. */
function has(
  metrics: string[],
  {
    labels = ['job', 'status', 'uri'],
    bounds = ['0.1', '0.5', '1.0', '+Inf'],
    types = {},
  }: { labels?: string[]; bounds?: string[]; types?: Record<string, Array<{ type: string }>> } = {}
) {
  server.use(
    http.get(proxy('label/__name__/values'), () => HttpResponse.json({ status: 'success', data: metrics })),
    http.get(proxy('labels'), () => HttpResponse.json({ status: 'success', data: labels })),
    http.get(proxy('label/le/values'), () => HttpResponse.json({ status: 'success', data: bounds })),
    http.get(proxy('metadata'), () => HttpResponse.json({ status: 'success', data: types }))
  );
}

async function look() {
  const rendered = render(<SetupPage />, { path: '/setup?step=look' });
  await rendered.user.click(await screen.findByRole('button', { name: 'Look in Prometheus' }));
  return rendered;
}

it('proposes what the series carry, adopts only what is ticked, and keeps that it was done', async () => {
  has(NAMES);
  grafana.answers(/^topk\(501, count by \(job\) \(http_server/, [{ labels: { job: 'shop' }, value: 12 }]);
  grafana.answers(/^topk\(501, count by \(job\) \(up/, [
    { labels: { job: 'shop' }, value: 2 },
    { labels: { job: 'node' }, value: 4 },
  ]);
  grafana.answers(/^count_over_time/, 3);
  grafana.answers(/^sum\(increase\(http_server_requests_seconds_count\{job/, 1000);
  grafana.answers(/^sum\(increase\(http_server_requests_seconds_count\{status/, 5);
  const { user } = await look();
  const services = await screen.findByRole('region', { name: 'Services' });
  expect(screen.getByText(/3 h of 30 d observed/)).toBeVisible();
  const shop = within(services).getByRole('checkbox', { name: 'shop' });
  expect(shop).not.toBeChecked();
  expect(within(services).getByText(/job="shop" · 14 series · Micrometer/)).toBeVisible();
  expect((await within(services).findAllByText(/0\.5\s%/))[0]).toBeVisible();
  expect(
    (await within(services).findAllByText(/would have been kept on each of 30 days|would have been kept so far/))[0]
  ).toBeVisible();
  await user.click(screen.getByText(/^Looked for and not found/));
  expect(screen.getByText(/no metric called redis_up/)).toBeVisible();
  expect(grafana.writes).toEqual([]);

  await user.click(shop);
  await user.click(screen.getByRole('checkbox', { name: /^Memory in use/ }));
  await user.click(screen.getByRole('button', { name: /^Take over what is ticked/ }));
  expect(await screen.findByRole('link', { name: 'See the objectives' })).toBeVisible();
  const stored = (name: string) => JSON.stringify(grafana.records.get(name));
  expect(stored(SERVICES)).toContain('shop-error-rate');
  expect(stored(SERVICES)).not.toContain('"node"');
  expect(stored(OBJECTIVES)).toContain('Error rate · shop');
  expect(stored(OBJECTIVES)).toContain('"target":0.5');
  expect(stored(OBJECTIVES)).not.toContain('scrape-duration');
  expect(stored(CHECKLISTS_NAME)).toContain('node_memory_MemAvailable_bytes');
  expect(stored(SETTINGS)).toMatch(/"look":\{"state":"done"/);
});

it('says that there is nothing yet, and looks again', async () => {
  has([]);
  const { user } = await look();
  expect(await screen.findByText('This Prometheus has no series yet')).toBeVisible();
  has(NAMES);
  await user.click(screen.getByRole('button', { name: 'Look again in Prometheus' }));
  expect(await screen.findByText(/7 metrics/)).toBeVisible();
});

it.each([
  [403, 'no', /You may not query this data source/],
  [422, 'no', /Prometheus refused the query/],
  [400, 'Authentication to data source failed', /The data source does not accept Grafana’s sign-in/],
  [502, 'Bad Gateway', /Prometheus does not answer/],
  [504, 'Gateway Timeout', /Prometheus does not answer/],
])('says why nothing was found out: %i', async (status, message, reason) => {
  server.use(http.get(proxy('label/__name__/values'), () => HttpResponse.json({ message }, { status })));
  await look();
  expect(await screen.findByText(reason)).toBeVisible();
});

it('keeps what was answered when one question has no answer, and shows which', async () => {
  has(NAMES);
  grafana.answers(/^topk\(501, count by \(job\) \(http_server/, { status: 422, body: { error: 'too many samples' } });
  grafana.answers(/^topk\(501, count by \(job\) \(up/, [{ labels: { job: 'a/b "c"' }, value: 2 }]);
  await look();
  expect(await screen.findByText('Some questions had no answer; the others count')).toBeVisible();
  expect(screen.getByText(/^count by \(job\) \(http_server_requests_seconds_count/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'a/b "c"' })).toBeVisible();
});

it('lists the largest of a hundred thousand services, and says that there are more', async () => {
  has(['up']);
  const series = Array.from({ length: 100_000 }, (_, index) => ({
    labels: { job: `job-${index}` },
    value: 200_000 - index,
  }));
  grafana.answers(/^count by/, series);
  grafana.answers(/^topk\(501, count by \(job\) \(up/, series.slice(0, 501));
  const { user } = await look();
  expect(await screen.findByText('More than 500 found of one kind: Prometheus')).toBeVisible();
  const services = screen.getByRole('region', { name: 'Services' });
  expect(within(services).getByText(/\(500\)/)).toBeVisible();
  expect(within(services).getAllByRole('checkbox', { name: /^job-\d+$/ })).toHaveLength(12);
  expect(screen.queryByText('Some questions had no answer; the others count')).not.toBeInTheDocument();
  await user.click(within(services).getByRole('checkbox', { name: 'job-0' }));
  expect(screen.getByRole('button', { name: /^Take over what is ticked/ })).toBeEnabled();
});

it('passes on that answers are partial', async () => {
  has(NAMES);
  server.use(
    http.get(proxy('label/__name__/values'), () =>
      HttpResponse.json({ status: 'success', data: NAMES, warnings: ['receive series from store: connection refused'] })
    )
  );
  await look();
  expect(await screen.findByText('Its answers may be partial')).toBeVisible();
  expect(screen.getByText(/connection refused/)).toBeVisible();
});

it('works without metadata, and says that it had none', async () => {
  has(NAMES);
  server.use(http.get(proxy('metadata'), () => HttpResponse.json({ error: 'not found' }, { status: 404 })));
  grafana.answers(/^topk\(501, count by \(job\) \(up/, [{ labels: { job: 'shop' }, value: 2 }]);
  await look();
  expect(await screen.findByRole('checkbox', { name: 'shop' })).toBeVisible();
  expect(screen.getByText('Some questions had no answer; the others count')).toBeVisible();
  expect(screen.getByText('metadata')).toBeVisible();
});

it('reads OpenTelemetry’s own names with dots, and native histograms', async () => {
  has(['http.server.request.duration'], {
    labels: ['service.name', 'http.response.status_code'],
    types: { 'http.server.request.duration': [{ type: 'histogram' }] },
  });
  grafana.answers(/^topk\(501, count by \("service\.name"\)/, [{ labels: { 'service.name': 'shop/"eu"' }, value: 3 }]);
  await look();
  expect(await screen.findByRole('checkbox', { name: 'shop/"eu"' })).toBeVisible();
  expect(await screen.findByRole('checkbox', { name: 'Latency P95 · shop/"eu"' })).toBeVisible();
  expect(
    (await screen.findAllByText('{"http.server.request.duration","service.name"="shop/\\"eu\\""}'))[0]
  ).toBeVisible();
});

it('proposes backups with their last success, and makes them elements of the policy', async () => {
  has([...NAMES, 'velero_backup_last_successful_timestamp']);
  grafana.answers(/^topk\(501, max by \(schedule\)/, [{ labels: { schedule: 'daily' }, value: 1_764_000_000 }]);
  const { user } = await look();
  const daily = await screen.findByRole('checkbox', { name: /^Velero · daily/ });
  expect(
    screen.getByText(/velero_backup_last_successful_timestamp\{schedule="daily"\} · last success 2025-11-24/)
  ).toBeVisible();
  await user.click(daily);
  await user.click(screen.getByRole('button', { name: 'Take over what is ticked (1)' }));
  await waitFor(() => expect(JSON.stringify(grafana.records.get(BACKUPS))).toContain('"velero-daily"'));
  expect(await screen.findByText(/already yours/)).toBeVisible();
});

it('shows how far it is while a server is slow', async () => {
  has(NAMES);
  server.use(http.get(proxy('labels'), () => new Promise<Response>(() => undefined)));
  const { user } = await look();
  expect(await screen.findByText(/^Looked at \d+ of \d+…$/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByText(/^Looked at/)).not.toBeInTheDocument());
});

it('stops when told to', async () => {
  server.use(http.get(proxy('label/__name__/values'), () => new Promise<Response>(() => undefined)));
  const { user } = await look();
  expect(await screen.findByText('Reading the names of its metrics…')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Look in Prometheus' })).toBeEnabled());
  expect(screen.queryByText('Reading the names of its metrics…')).not.toBeInTheDocument();
});

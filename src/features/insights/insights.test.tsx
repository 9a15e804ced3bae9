import React from 'react';
import { declare } from '../../domain/incident/declare/declare';
import { incidentKind } from '../../domain/incident/kind';
import { type Incident } from '../../domain/incident/schema';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { InsightsRoutes } from './InsightsRoutes';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const BASE = '/a/haddock-opsbook-app/insights';

const at = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE_MS).toISOString();

/** Only the date is fixed: pages wait for real requests. */
const TIMERS: FakeableAPI[] = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'nextTick',
  'performance',
  'hrtime',
  'requestAnimationFrame',
  'cancelAnimationFrame',
];

let count = 0;
beforeEach(() => {
  count = 0;
  jest.useFakeTimers({ now: NOW, doNotFake: TIMERS });
});
afterEach(() => jest.useRealTimers());

/** An incident that was detected so many minutes ago and took `length` of them; without a length it is still open. */
function happened(ago: number, length?: number, part: Partial<Incident> = {}) {
  const name = `inc-2026-${String(++count).padStart(4, '0')}`;
  const declared = declare({
    name,
    id: `uuid-${count}`,
    at: at(ago),
    by: { uid: 'u-ana', name: 'Ana' },
    zone: 'UTC',
    title: `Quotes down ${count}`,
    severity: 'sev2',
    services: { quotes: 'Quotes' },
  });
  const over = length === undefined ? {} : { mitigated: at(ago - length), resolved: at(ago - length) };
  grafana.holds(incidentKind, name, {
    ...declared,
    status: length === undefined ? 'investigating' : 'resolved',
    milestones: { ...declared.milestones, started: at(ago), detected: at(ago), ...over },
    detectedBy: 'monitoring',
    ...part,
  });
  return name;
}

function open(search = '') {
  return render(<InsightsRoutes />, { path: `${BASE}${search}`, route: `${BASE}/*` });
}

const row = async (name: RegExp) => within(await screen.findByRole('row', { name }));

it('counts open incidents as lasting at least so long', async () => {
  [10, 25, 45, 120].forEach((length, index) => happened((index + 2) * DAY_MINUTES, length));
  happened(60);
  happened(300);
  open();
  const recover = await row(/Time to recover/);
  expect(recover.getByText('45 min')).toBeVisible(); // as in the domain’s tests
  expect(recover.getByText('2 still open')).toBeVisible();
  expect(recover.getByText(/resolved − detected/)).toBeVisible();
  expect(recover.getByText('no interval: n = 6, it takes 36')).toBeVisible();
});

it('refuses an interval from five', async () => {
  [10, 20, 30, 40, 50].forEach((length, index) => happened((index + 1) * DAY_MINUTES, length));
  open();
  expect((await row(/Time to recover/)).getByText('no interval: n = 5, it takes 6')).toBeVisible();
});

it('says what was left out and links to it', async () => {
  happened(DAY_MINUTES, 30);
  happened(DAY_MINUTES, 30, { drill: true });
  const duplicate = happened(DAY_MINUTES, 30, {
    status: 'void',
    voided: { reason: 'duplicate' },
    duplicateOf: 'inc-2026-0001',
  });
  const { user } = open();
  expect(await screen.findByText('Drills: 1')).toBeVisible();
  await user.click(screen.getByText('Duplicates: 1'));
  expect(await screen.findByRole('link', { name: /INC-2026-0003/ })).toHaveAttribute(
    'href',
    expect.stringContaining(`/incidents/${duplicate}`)
  );
  expect((await row(/Time to recover/)).getAllByText('30 min')[0]).toBeVisible();
});

it('goes through the dots with the keyboard and shows them as a table', async () => {
  happened(3 * DAY_MINUTES, 30);
  happened(DAY_MINUTES, 90);
  const { user, address } = open();
  const chart = await screen.findByRole('slider', { name: /Time to recover/ });
  chart.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(chart).toHaveAttribute('aria-valuetext', 'INC-2026-0002 Quotes down 2: 1 h 30, 2026-11-19');
  await user.click(screen.getByText('The dots as a table'));
  await waitFor(() => expect(screen.getAllByRole('link', { name: /INC-2026-000/ })).toHaveLength(3)); // and the chosen dot
  chart.focus();
  await user.keyboard('{Enter}');
  expect(address()).toContain('/incidents/inc-2026-0002');
});

it('keeps period, service, severity and measure in the URL', async () => {
  happened(DAY_MINUTES, 30);
  happened(DAY_MINUTES, 60, { severity: 'sev4' });
  const { user, address } = open('?days=30&severity=sev4&service=quotes');
  expect((await row(/Time to recover/)).getAllByText('1 h 00')[0]).toBeVisible();
  await user.click(screen.getByRole('radio', { name: /Time to detect/ }));
  expect(address()).toContain('measure=detect');
  expect(address()).toContain('severity=sev4');
});

it('asks for two dates in order', async () => {
  happened(DAY_MINUTES, 30);
  open('?from=2026-11-20&to=2026-11-01');
  expect(await screen.findByText(/This is not a period/)).toBeVisible();
});

it('compares with the period before in words', async () => {
  happened(60 * DAY_MINUTES + 60, 30);
  Array.from({ length: 6 }, (_, day) => happened((31 + day) * DAY_MINUTES, 30));
  Array.from({ length: 3 }, (_, day) => happened((1 + day) * DAY_MINUTES, 30));
  open('?days=30');
  expect(await screen.findByText(/3, in the earlier one: 6. No detectable change \(p = 0.508\)/)).toBeVisible(); // as in the domain’s tests
});

it('gives MTBF with its exact interval, and a bound for a service without failures', async () => {
  [5, 40, 80].forEach((day) => happened(day * DAY_MINUTES, 0, { services: { api: 'API' } }));
  happened(200 * DAY_MINUTES, 30);
  open('?days=90');
  const api = await row(/API/);
  expect(api.getByText('720 h')).toBeVisible(); // 3 failures in 2160 h
  expect(api.getByText('95 %: 246.4 h to 3,491.3 h')).toBeVisible();
  expect((await row(/Quotes/)).getByText('> 721 h')).toBeVisible(); // 2160 / 2.996
});

it('exports the numbers with their formulas and absolute links', async () => {
  happened(DAY_MINUTES, 30, { title: 'a | <b> `c`' });
  happened(DAY_MINUTES, 30, { drill: true });
  const { user } = open();
  const written = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  await user.click(await screen.findByRole('button', { name: /copy as markdown/i }));
  await waitFor(() => expect(written).toHaveBeenCalled());
  const [[markdown]] = written.mock.calls;
  expect(markdown).toContain(
    '| Time to recover (TTR) | resolved − detected | 1 | 0 | 30 min · no interval: n = 1, it takes 6 |'
  );
  expect(markdown).toContain(
    '- Drills: 1 ([INC-2026-0002](http://localhost/a/haddock-opsbook-app/incidents/inc-2026-0002))'
  );
  expect(markdown).toContain('Wilson interval');
});

it('says what it is for while there are no incidents', async () => {
  open();
  expect(await screen.findByText('No incidents yet')).toBeVisible();
});

it('says so when nothing began in the period', async () => {
  happened(200 * DAY_MINUTES, 30);
  open('?days=7');
  expect(await screen.findByText(/No incident began in this period/)).toBeVisible();
});

it('says why it cannot read the incidents, and tries again', async () => {
  happened(DAY_MINUTES, 30);
  grafana.fails(/search/, 403);
  const { user } = open();
  expect(await screen.findByText(/You may not read this/)).toBeVisible();
  grafana.heals();
  await user.click(screen.getByRole('button', { name: /try again/i }));
  expect((await row(/Time to recover/)).getAllByText('30 min')[0]).toBeVisible();
});

it('reads the records where the search has no heads', async () => {
  happened(DAY_MINUTES, 30);
  for (const [name, resource] of grafana.records) {
    grafana.records.set(name, { ...resource, spec: { ...resource.spec, description: '' } });
  }
  open();
  expect((await screen.findAllByText('30 min'))[0]).toBeVisible();
});

it('says whose incidents these are', async () => {
  happened(DAY_MINUTES, 30);
  open();
  expect(await screen.findByText(/Of the incidents you may see/)).toBeVisible();
});

it('exports no private incident unless asked to', async () => {
  grafana.privateFolder = [{ userId: 2, permission: 4 }];
  happened(DAY_MINUTES, 30);
  happened(2 * DAY_MINUTES, 50, { private: true });
  const { user } = open();
  const written = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  const copy = await screen.findByRole('button', { name: /copy as markdown/i });
  await user.click(copy);
  await waitFor(() => expect(written).toHaveBeenCalledTimes(1));
  expect(written.mock.calls[0][0]).toMatch(/Private ones left out: 1[\s\S]*\| resolved − detected \| 1 \| 0 \| 30 min/);
  await user.click(screen.getByRole('checkbox', { name: /With private incidents/ }));
  await user.click(copy);
  await waitFor(() => expect(written).toHaveBeenCalledTimes(2));
  expect(written.mock.calls[1][0]).toMatch(/Confidential[\s\S]*\| resolved − detected \| 2 \| 0 \|/);
});

import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { declare } from '../../../domain/incident/declare/declare';
import { incidentKind } from '../../../domain/incident/kind';
import { type Incident } from '../../../domain/incident/schema';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { type ObjectivesRegister } from '../../../domain/objective/schema';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 }); // the machine may be busy with the rest of the tests

let prometheus = { uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true };

function dataSources(list: Array<typeof prometheus>) {
  setDataSourceSrv({ getList: () => list } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}

/** A healthy demo: 0.5 % errors, 97 % of requests within half a second. */
function healthy() {
  grafana.answers(/^time\(\)$/, Date.now() / 1000);
  grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
  grafana.answers(/^sum\(increase\(flask_errors_total/, 5);
  grafana.answers(/_bucket\{le="\+Inf"\}/, 1000);
  grafana.answers(/_bucket\{le="0\.5"\}/, 970);
  grafana.answers(/_bucket\{le=~"1/, 995);
  grafana.answers(/^histogram_quantile\(0\.95, sum by \(le\) \(rate\(flask/, 0.182);
  grafana.answers(/^sum\(count_over_time\(up/, 60);
  grafana.answers(/^sum\(sum_over_time\(up/, 60);
  grafana.answers(/system_cpu_usage_percent/, 42);
}

function register(
  keys: string[],
  change: (register: ObjectivesRegister) => void = () => undefined
): ObjectivesRegister {
  const all = demoObjectives('en', 'register');
  const some = { ...all, objectives: Object.fromEntries(keys.map((key) => [key, all.objectives[key]])) };
  change(some);
  return some;
}

function holds(...args: Parameters<typeof register>) {
  grafana.holds(objectivesKind, OBJECTIVES, register(...args));
}

const page = (path = '/') => render(<ObjectivesRoutes />, { path, route: '/*' });
const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') as HTMLTableRowElement;

let count = 0;
beforeEach(() => {
  prometheus = { ...prometheus, uid: `prom-${count++}` }; // what the browser keeps is kept by data source
  dataSources([prometheus]);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'register'));
});

it('begins with nothing, says what objectives are for, and takes the examples over in one click', async () => {
  grafana.records.delete(OBJECTIVES);
  const { user } = page();
  expect(await screen.findByText(/^Objectives say what is promised/)).toBeVisible();
  expect(screen.queryByText(/no data/i)).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Look what Prometheus has' })).toHaveAttribute(
    'href',
    expect.stringContaining('/setup?step=look')
  );
  await user.click(screen.getByRole('button', { name: 'Start with the examples' }));
  expect(await screen.findAllByRole('button', { name: /^How .* was found$/ })).toHaveLength(24);
  expect(within(await row('Error rate')).getByText(/HTTP monitoring is not connected/)).toBeVisible();
  await waitFor(() => expect(JSON.stringify(grafana.records.get(OBJECTIVES))).toContain('latency-p99'));
  expect(JSON.stringify(grafana.records.get(OBJECTIVES))).not.toMatch(/namespace=|quotes|flask_/);
});

it('shows every sample objective, with those that nothing measures yet marked', async () => {
  healthy();
  page();
  expect(await screen.findAllByRole('button', { name: /^How .* was found$/ })).toHaveLength(24);
  const influx = await row('InfluxDB write latency');
  expect(within(influx).getByText(/InfluxDB is not connected/)).toBeVisible();
  expect(within(influx).getByRole('img', { name: 'No data' })).toBeVisible();
  expect(within(await row('Test coverage')).getByText('No value was given yet.')).toBeVisible();
  const twice = screen.getAllByText(/^Defined twice with different targets/).map(({ textContent }) => textContent);
  expect(twice).toContainEqual(
    expect.stringMatching(/Recovery after an incident \(<\s30\smin\), MTTR \(<\s15\smin\), improvement indicator MTTR/)
  );
  expect(twice).toContainEqual(
    expect.stringMatching(/Service availability \(≥\s99.9\s%\), improvement indicator Availability \(≥\s99.95\s%\)/)
  );
});

it('lets two targets of one quantity hold, with the reason, and says no more about it', async () => {
  healthy();
  holds(['recovery', 'mttr']);
  const { user } = page();
  await user.click(await screen.findByRole('button', { name: 'Both hold…' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Keep both' }));
  expect(await within(dialog).findByText('This is required')).toBeVisible();
  await user.type(within(dialog).getByRole('textbox', { name: /Why both hold/ }), 'One is the contract');
  await user.click(within(dialog).getByRole('button', { name: 'Keep both' }));
  await waitFor(() => expect(screen.queryByText(/^Defined twice/)).not.toBeInTheDocument());
  await waitFor(() => expect(JSON.stringify(grafana.records.get(OBJECTIVES))).toContain('One is the contract'));
});

it('shows the worst first', async () => {
  healthy();
  grafana.answers(/cpu/, 95);
  holds(['error-rate', 'cpu']);
  page();
  await within(await row('CPU use, mean')).findByRole('img', { name: 'Breached' });
  const names = screen.getAllByRole('link').map(({ textContent }) => textContent);
  expect(names.indexOf('CPU use, mean')).toBeLessThan(names.indexOf('Error rate'));
});

it('tells state, value, target, budget and burn of an objective', async () => {
  healthy();
  holds(['error-rate', 'latency-p95', 'cpu']);
  page();
  const errors = await row('Error rate');
  expect(await within(errors).findByRole('img', { name: 'Met' })).toBeVisible();
  expect(within(errors).getAllByText('0.5 %')).toHaveLength(2); // now, and over the window
  expect(within(errors).getByText('< 1 %')).toBeVisible();
  expect(within(errors).getByText('critical > 5 %')).toBeVisible();
  expect(within(errors).getByRole('img', { name: /50\s% of the error budget left/ })).toBeVisible();
  expect(within(errors).getByText('0.5×')).toBeVisible();
  const latency = await row('Latency P95');
  expect(await within(latency).findByText('182 ms')).toBeVisible();
  expect(within(latency).getByText('97 %')).toBeVisible();
  expect(within(latency).getByText('≤ 500 ms in 30 d')).toBeVisible();
  expect(within(await row('CPU use, mean')).getByText('42 %')).toBeVisible();
});

it('asks for many objectives with few requests', async () => {
  healthy();
  let requests = 0;
  server.events.on('request:start', ({ request }) => {
    requests += request.url.includes('/proxy/') ? 1 : 0;
  });
  page();
  const errors = await row('Error rate');
  expect(await within(errors).findByText('0.5×')).toBeVisible();
  server.events.removeAllListeners();
  expect(requests).toBeGreaterThan(0);
  expect(requests).toBeLessThan(22); // fewer than one for each objective
});

it('breaches when the budget is spent, and says so without colour', async () => {
  healthy();
  grafana.answers(/^sum\(increase\(flask_errors_total/, 62);
  holds(['error-rate']);
  page();
  const errors = await row('Error rate');
  expect(await within(errors).findByRole('img', { name: 'Breached' })).toHaveTextContent('■');
  expect(within(errors).getByText('−520 %')).toBeVisible();
  expect(screen.getByRole('button', { name: /1 Breached/ })).toBeVisible();
});

it('shows one click away which queries gave the number', async () => {
  healthy();
  holds(['error-rate', 'cpu']);
  const { user, address } = page();
  await within(await row('Error rate')).findByRole('img', { name: 'Met' });
  await user.click(screen.getByRole('button', { name: 'How Error rate was found' }));
  const drawer = await screen.findByRole('dialog');
  expect(
    within(drawer).getByText('sum(increase(flask_errors_total[30d])) / sum(increase(flask_requests_total[30d]))')
  ).toBeVisible();
  expect(within(drawer).getByText('Prometheus')).toBeVisible();
  expect(within(drawer).getByText(/Bad events divided by all events/)).toBeVisible();
  expect(address()).toContain('queries=error-rate');
});

describe('when Prometheus', () => {
  it('is down, each row says so and the page stays', async () => {
    grafana.fails(/\/proxy\//, 502);
    page();
    const errors = await row('Error rate');
    expect(
      await within(errors).findByText(/Prometheus does not answer. Grafana could not reach it \(HTTP 502\)/)
    ).toBeVisible();
    expect(within(errors).getByRole('img', { name: 'No data' })).toBeVisible();
    expect(within(await row('Test coverage')).getByText('No value was given yet.')).toBeVisible();
  });

  it('is slow, the row says that it is waiting', async () => {
    grafana.answers(/./, 'never');
    holds(['error-rate']);
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByText(/takes long to answer/, {}, { timeout: 12_000 })).toBeVisible();
  });

  it('has nothing, the row says what to check', async () => {
    grafana.answers(/^time\(\)$/, Date.now() / 1000);
    holds(['error-rate', 'cpu']);
    page();
    expect(await within(await row('Error rate')).findByText(/the query returns no series/)).toBeVisible();
    expect(await within(await row('CPU use, mean')).findByText(/the query returns no series/)).toBeVisible();
  });

  it('refuses one query, the others keep their values', async () => {
    healthy();
    grafana.answers(/system_cpu_usage_percent/, {
      status: 422,
      body: { status: 'error', errorType: 'execution', error: 'too many samples', message: 'too many samples' },
    });
    holds(['error-rate', 'cpu']);
    page();
    expect(
      await within(await row('CPU use, mean')).findByText('Prometheus refused the query. too many samples')
    ).toBeVisible();
    expect(await within(await row('Error rate')).findByRole('img', { name: 'Met' })).toBeVisible();
  });

  it('returns many series for one value, it says how many', async () => {
    healthy();
    grafana.answers(/^count\(avg_over_time\(system_cpu/, 100_000);
    holds(['cpu'], ({ objectives }) => {
      objectives.cpu.indicator = { kind: 'gauge', expr: 'system_cpu_usage_percent' };
    });
    page();
    expect(
      await within(await row('CPU use, mean')).findByText(/returns 100000 series where one is needed/)
    ).toBeVisible();
    expect(grafana.queries.filter((query) => query === 'system_cpu_usage_percent')).toEqual([]);
  });
});

it('says what to configure when there is no data source, or the one named is gone', async () => {
  dataSources([]);
  holds(['error-rate', 'cpu'], ({ objectives }) => {
    objectives.cpu.dataSource = 'renamed';
  });
  grafana.fails(/\/proxy\/uid\/renamed/, 404);
  page();
  expect(await within(await row('Error rate')).findByText(/No Prometheus data source is configured/)).toBeVisible();
  expect(within(await row('Error rate')).getByRole('link', { name: 'Open Setup' })).toHaveAttribute(
    'href',
    '/a/haddock-opsbook-app/setup'
  );
  expect(await within(await row('CPU use, mean')).findByText(/The data source “renamed” does not exist/)).toBeVisible();
});

it('keeps filters in the URL and asks only about what is shown', async () => {
  healthy();
  const { user, address } = page('/?q=error');
  await row('Error rate');
  expect(screen.queryByRole('link', { name: 'CPU use, mean' })).not.toBeInTheDocument();
  await within(await row('Error rate')).findByRole('img', { name: 'Met' });
  expect(grafana.queries.some((query) => query.includes('system_cpu'))).toBe(false);
  await user.click(screen.getByRole('button', { name: /1 Met/ }));
  expect(address()).toContain('state=met');
  await user.click(screen.getByRole('button', { name: 'Budget left' }));
  expect(address()).toContain('sort=left');
});

it('sorts by every column, both ways, with what has no value last', async () => {
  healthy();
  holds(['error-rate', 'cpu', 'latency-p95']);
  const { user, address } = page();
  await within(await row('Error rate')).findByRole('img', { name: 'Met' });
  const listed = () =>
    screen.getAllByRole('link', { name: /^(Error rate|CPU use, mean|Latency P95)$/ }).map((link) => link.textContent);
  const heading = (name: string) => screen.getByRole('columnheader', { name });
  const click = (name: string) => user.click(within(heading(name)).getByRole('button'));
  await click('Objective');
  expect(listed()).toEqual(['CPU use, mean', 'Error rate', 'Latency P95']);
  expect(heading('Objective')).toHaveAttribute('aria-sort', 'ascending');
  await click('Objective');
  expect(listed()).toEqual(['Latency P95', 'Error rate', 'CPU use, mean']);
  expect(heading('Objective')).toHaveAttribute('aria-sort', 'descending');
  expect(address()).toContain('sort=-name');
  await click('Objective');
  expect(address()).not.toContain('sort');
  for (const name of ['Budget left', 'Budget left']) {
    await click(name);
    expect(listed().at(-1)).toBe('CPU use, mean');
  }
  await click('Now');
  expect(heading('Now')).toHaveAttribute('aria-sort', 'descending');
});

it.each([
  ['7', '7 d'],
  ['month', 'this month'],
  ['quarter', 'this quarter'],
])('looks at all objectives over another window: %s', async (window, label) => {
  healthy();
  page(`/?window=${window}`);
  expect(await within(await row('Error rate')).findByText(label)).toBeVisible();
});

describe('reviews on time', () => {
  const by = { uid: 'u-ana', name: 'Ana' };
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const reviewed = (name: string, done: number): Incident => ({
    ...declare({
      name,
      id: name,
      at: daysAgo(20),
      by,
      zone: 'UTC',
      title: 'Down',
      severity: 'sev2',
      services: {},
      milestones: { detected: daysAgo(20), mitigated: daysAgo(20), resolved: daysAgo(20) },
    }),
    status: 'closed',
    review: { state: 'reviewed', due: daysAgo(10).slice(0, 10), signedOff: { by, at: daysAgo(done) } },
  });
  /** As an earlier version wrote it: its head tells nothing of what was due. */
  const isOfBefore = (name: string) => {
    const resource = grafana.records.get(name);
    if (resource?.spec.description) {
      resource.spec.description = resource.spec.description.replace(/ dues=\S+/, '');
    }
  };
  const reads = (name: string) =>
    server.events.on(
      'request:start',
      ({ request }) => new URL(request.url).pathname.endsWith(`/dashboards/${name}`) && read.push(name)
    );
  const read: string[] = [];

  it('are counted from heads, and from the records of those that an earlier version wrote', async () => {
    grafana.holds(incidentKind, 'inc-2026-0001', reviewed('inc-2026-0001', 12));
    grafana.holds(incidentKind, 'inc-2026-0002', reviewed('inc-2026-0002', 2));
    grafana.holds(incidentKind, 'inc-2026-0003', reviewed('inc-2026-0003', 11));
    isOfBefore('inc-2026-0003');
    ['inc-2026-0001', 'inc-2026-0002', 'inc-2026-0003'].forEach(reads);
    holds(['reviews-on-time']);
    page();
    const reviews = await row('Reviews on time');
    expect(await within(reviews).findByText(/n = 3 /)).toBeVisible();
    expect(within(reviews).getAllByText(/^66\.\d+\s%$/)).not.toEqual([]);
    expect(read).toEqual(['inc-2026-0003']);
    server.events.removeAllListeners();
  });
});

describe('grouping', () => {
  const groups = () =>
    screen
      .getAllByRole('rowheader')
      .filter((header) => header.getAttribute('scope') === 'rowgroup')
      .map((header) => header.textContent);

  it('is by service and kind where that is asked for', async () => {
    healthy();
    holds(['error-rate', 'cpu', 'latency-p95'], ({ objectives }) => {
      objectives.cpu.service = 'Quotes';
      objectives['latency-p95'].service = 'Quotes';
    });
    page('/?group=both');
    await row('Error rate');
    expect(groups()).toEqual(['Ratio of events', 'Quotes · Value', 'Quotes · Latency']);
  });

  it.each([
    ['service', ['Quotes']],
    ['kind', ['Ratio of events', 'Value']],
    ['none', []],
  ])('by %s', async (group, expected) => {
    healthy();
    holds(['error-rate', 'cpu'], ({ objectives }) => {
      objectives.cpu.service = 'Quotes';
    });
    page(`/?group=${group}`);
    await row('Error rate');
    expect(screen.queryAllByRole('rowheader').map((header) => header.textContent)).toEqual(expected);
  });
});

describe('the last incident that cost budget', () => {
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const incident = (name: string, from: number, to: number) =>
    grafana.holds(incidentKind, name, {
      ...declare({
        name,
        id: `uuid-${name}`,
        at: ago(from),
        by: { uid: 'u-ana', name: 'Ana' },
        zone: 'UTC',
        title: 'Quotes down',
        services: { quotes: 'Quotes' },
      }),
      status: 'resolved',
      milestones: { started: ago(from), detected: ago(from), mitigated: ago(to), resolved: ago(to) },
    });

  it('stands in its row with its share of the budget', async () => {
    healthy();
    holds(['error-rate']);
    incident('inc-2026-0001', 200, 160);
    incident('inc-2026-0002', 100, 80);
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByRole('link', { name: 'INC-2026-0002' })).toHaveAttribute(
      'href',
      '/a/haddock-opsbook-app/incidents/inc-2026-0002'
    );
    expect(within(errors).getByText(/^1\.\d\s% of the budget$/)).toBeVisible(); // 20 h of 720 h at half the budget
  });

  it('is absent where incidents cannot be listed, and the numbers stay', async () => {
    healthy();
    grafana.fails(/\/search$/, 500);
    holds(['error-rate']);
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByText('0.5×')).toBeVisible();
    expect(within(errors).queryByRole('link', { name: /^INC-/ })).not.toBeInTheDocument();
  });
});

describe('an exclusion', () => {
  it('takes what burnt in it out of the burn rate', async () => {
    healthy();
    const minutes = (ago: number) => new Date(Date.now() - ago * 60_000).toISOString();
    holds(['error-rate'], (register) => {
      register.exclusions = {
        x: {
          from: minutes(24 * 60),
          to: minutes(-60),
          objectives: ['error-rate'],
          reason: 'Migration',
          approvedBy: 'Board',
          at: minutes(25 * 60),
          by: { uid: 'u-ana', name: 'Ana' },
        },
      };
    });
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByText(/^raw 50\s%$/)).toBeVisible();
    expect(within(errors).queryByText('0.5×')).not.toBeInTheDocument();
  });

  it('corrects value and budget, and the raw ones stay beside them', async () => {
    healthy();
    const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    holds(['error-rate'], (register) => {
      register.exclusions = {
        x: {
          from: day(20),
          to: day(10),
          objectives: ['error-rate'],
          reason: 'Migration',
          approvedBy: 'Board',
          at: day(21),
          by: { uid: 'u-ana', name: 'Ana' },
        },
      };
    });
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByText(/^raw 50\s%$/)).toBeVisible();
    expect(within(errors).getByText(/^raw 0\.5\s%$/)).toBeVisible();
  });
});

it('says so when nothing matches, and clears the filters', async () => {
  const { user, address } = page('/?q=nothing-like-this&state=met&sort=left');
  expect(await screen.findByText('No objective matches')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(address()).toMatch(/\?sort=left$/);
  expect(await row('Error rate')).toBeVisible();
});

it('finds the factors of an OEE though only it is shown', async () => {
  healthy();
  page('/?q=oee');
  const overall = await row('OEE');
  expect(await within(overall).findAllByText(/^96\.5\d*\s%$/)).toHaveLength(2); // 1 × 0.97 × 0.995
  expect(screen.queryByRole('link', { name: 'Error rate' })).not.toBeInTheDocument();
});

describe('a value by hand', () => {
  it('is given with its source and date', async () => {
    holds(['test-coverage']);
    const { user } = page();
    await user.click(await screen.findByRole('button', { name: 'Give the value of Test coverage' }));
    await user.type(await screen.findByRole('textbox', { name: /^Value/ }), '75,5');
    await user.type(screen.getByLabelText(/Where it comes from/), 'CI run 812');
    await user.click(screen.getByRole('button', { name: 'Save value' }));
    const coverage = await row('Test coverage');
    expect(await within(coverage).findByText('75.5 %')).toBeVisible();
    expect(within(coverage).getByRole('img', { name: 'Breached' })).toBeVisible();
    await waitFor(() => expect(grafana.writes).toHaveLength(1));
    expect(JSON.stringify(grafana.writes[0].body)).toContain('CI run 812');
  });

  it('is refused where it is no number', async () => {
    holds(['test-coverage']);
    const { user } = page();
    await user.click(await screen.findByRole('button', { name: 'Give the value of Test coverage' }));
    await user.click(screen.getByRole('button', { name: 'Save value' }));
    expect(await screen.findByText('Give a number')).toBeVisible();
    expect(grafana.writes).toEqual([]);
  });

  it('is not offered to those who may not write', async () => {
    grafana.options.canWrite = false;
    holds(['test-coverage']);
    page();
    expect(await screen.findByText(/Read-only for you/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Give the value/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'New objective' })).not.toBeInTheDocument();
  });
});

it('says why the register cannot be read', async () => {
  grafana.fails(/\/dashboards\/opsbook-objectives/, 500);
  page();
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});

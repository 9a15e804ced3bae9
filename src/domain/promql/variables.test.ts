import { bareSelector, checkPromql, eventsOver, resultType, withMatchers } from './promql';
import { interpolate } from './variables';

// rate interval: max($__interval + scrape interval, 4 × scrape interval), grafana.com/docs
it.each([
  ['rate(a[$__rate_interval])', { interval: 15, range: 3600, scrapeInterval: 15 }, 'rate(a[60s])'],
  ['rate(a[$__rate_interval])', { interval: 120, range: 3600, scrapeInterval: 15 }, 'rate(a[135s])'],
  ['rate(a[${__rate_interval}])', { interval: 60, range: 3600, scrapeInterval: 30 }, 'rate(a[120s])'],
  ['rate(a[[[__rate_interval]]])', { interval: 15, range: 3600, scrapeInterval: 15 }, 'rate(a[60s])'],
  [
    'a[${__interval:raw}] / [[__interval_ms:text]]',
    { interval: 30, range: 3600, scrapeInterval: 15 },
    'a[30s] / 30000',
  ],
  ['a[$__rate_interval_ms]', { interval: 15, range: 3600, scrapeInterval: 15 }, 'a[60000]'],
  ['a[$__interval}] ${__interval', { interval: 30, range: 1, scrapeInterval: 1 }, 'a[30s}] ${__interval'],
  ['a[$__interval] / $__interval_ms', { interval: 30, range: 3600, scrapeInterval: 15 }, 'a[30s] / 30000'],
  [
    'a[$__range] + $__range_s + $__range_ms',
    { interval: 1, range: 7200, scrapeInterval: 1 },
    'a[7200s] + 7200 + 7200000',
  ],
  ['a[$__interval]', { interval: 0.5, range: 1, scrapeInterval: 1 }, 'a[500ms]'],
  [
    'a{b="$__interval_ms_more", c="$job"}',
    { interval: 1, range: 1, scrapeInterval: 1 },
    'a{b="$__interval_ms_more", c="$job"}',
  ],
])('%s by %j is %s', (expr, sampling, expected) => {
  expect(interpolate(expr, sampling)).toBe(expected);
});

it.each([
  'sum(rate(a_total[$__rate_interval]))',
  'sum(rate(a_total[[[__rate_interval]]]))',
  'avg_over_time(a[${__interval:raw}])',
  'max_over_time(sum(a)[${__range}:$__interval])',
  'increase(a[${__range_s}s]) * 1000 / $__range_ms',
])('%s is PromQL of Grafana', (expr) => {
  expect(checkPromql(expr)).toEqual([]);
  expect(resultType(expr)).toBe('vector');
});

it('a variable of a dashboard is not known outside of it', () => {
  expect(checkPromql('rate(a[$window])')).toMatchObject([{ code: 'promql.syntax' }]);
});

it('an error is found where it stands', () => {
  expect(checkPromql('rate(a[$__rate_interval]) ++')[0]).toMatchObject({ code: 'promql.unfinished' });
  expect(checkPromql('rate(a[$__rate_interval]) ) b')[0].values).toMatchObject({ position: 27 });
});

it('events are counted over the span asked for, matchers go where they belong', () => {
  expect(eventsOver('sum(rate(a_total[$__rate_interval]))', 60_000)).toBe('sum(increase(a_total[60000ms]))');
  expect(withMatchers('rate(a[$__rate_interval])', [{ label: 'job', operator: '=', value: 'b' }])).toBe(
    'rate(a{job="b"}[$__rate_interval])'
  );
  expect(bareSelector('a')?.text).toBe('a');
});

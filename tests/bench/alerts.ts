import { readIncidentHead } from '../../src/domain/incident/head';
import { alertTrend, judgeAlerts, type RuleHistory } from '../../src/domain/insights/alerts/judgement';
import { parseLogfmt } from '../../src/domain/record/logfmt';
import { hits, timed } from './heads';
import { type Measure } from './table';

const RULES = 200;
const DAYS = 90;
const INCIDENTS = 500;
const FIRINGS = 60;

/** Two hundred rules that fired sixty times each in ninety days, judged by five hundred incidents. */
export function measureAlerts(): Measure[] {
  const heads = hits()
    .slice(0, INCIDENTS)
    .map(({ name, title, tags, description }) =>
      readIncidentHead({ name, title, tags, head: parseLogfmt(description) })
    );
  const end = Date.parse('2026-11-21T12:00:00Z') / 1000;
  const period = { start: end - DAYS * 86_400, end };
  const gap = (DAYS * 86_400) / FIRINGS;
  const rules = Array.from({ length: RULES }, (_, index): RuleHistory => {
    const service = `service-${index % 7}`;
    const firings = Array.from({ length: FIRINGS }, (_each, at) => {
      const from = period.start + at * gap + index * 97;
      return { from, to: from + 300 + (index % 9) * 600, labels: { service, pod: `pod-${at % 5}` } };
    });
    return { source: 'prom', name: `Rule ${index}`, labels: { service }, service, firings };
  });
  return [
    {
      name: '200 rules over 90 days judged by 500 incidents, with their trend',
      unit: 'ms',
      values: timed(() => {
        judgeAlerts(rules, heads, { period, now: end });
        alertTrend(rules, heads, { period, now: end });
      }),
      limit: 300,
    },
  ];
}

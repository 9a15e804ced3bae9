import { readIncidentHead } from '../../incident/head';
import { judgeAlerts, type RuleHistory } from './judgement';
import { alertProposals, proposalText } from './proposals';

const T0 = 1_795_996_800;
const period = { start: T0, end: T0 + 7 * 86_400 };
const iso = (at: number) => new Date(at * 1000).toISOString();

function rule(name: string, count: number, length: number, service?: string): RuleHistory {
  const firings = Array.from({ length: count }, (_, index) => ({
    from: T0 + index * 20_000,
    to: T0 + index * 20_000 + length,
  }));
  return { source: 'prom', name, labels: {}, firings, ...(service && { service }) };
}

function incident(name: string, at: number, more: Record<string, string> = {}) {
  return readIncidentHead({
    name,
    title: 'x',
    tags: ['service:quotes'],
    head: { status: 'resolved', detected: iso(at), declared: iso(at), resolved: iso(at + 3600), ...more },
  });
}

it('lengthens short noise, raises long noise, ends what never led anywhere, writes what is missing', () => {
  const rules = [
    rule('Flapping', 4, 60),
    rule('Long', 4, 3600),
    rule('Dead', 12, 60),
    rule('Quiet', 2, 60),
    rule('Good', 1, 600, 'quotes'),
  ];
  const heads = [
    incident('inc-2026-0001', T0 + 300),
    incident('inc-2026-0002', T0 + 400_000),
    incident('inc-2026-0003', T0 + 400_000, { private: 'true' }),
  ];
  const judgement = judgeAlerts(rules, heads, { period, now: period.end });
  const proposals = alertProposals(judgement, () => false);
  expect(proposals.map(({ kind, about }) => `${kind} ${about}`).sort()).toEqual([
    'delete Dead',
    'lengthen Flapping',
    'raise Long',
    'rule inc-2026-0002',
    'runbook Good',
  ]);
  expect(alertProposals(judgement, () => true).some(({ kind }) => kind === 'runbook')).toBe(false);
});

it('says it in the team’s language', () => {
  expect(proposalText({ kind: 'rule', about: 'inc-2026-0002', n: 0 }, 'en')).toBe(
    'Write an alert rule from the evidence of INC-2026-0002'
  );
  expect(proposalText({ kind: 'lengthen', about: 'High', n: 4 }, 'fr')).toBe(
    'Faire attendre High plus longtemps avant de se déclencher'
  );
});

import fc from 'fast-check';
import { type Deadline } from './deadlines';
import { isReminder } from './ownRules';
import { changeOf, HORIZON, type RulerGroup, type RulerRule, rulesOf, type Subject, type Terms } from './rules';

const NOW = Date.parse('2026-11-27T12:00:00Z');

const terms: Terms = {
  kinds: new Set(['next-update', 'check-back', 'action-due']),
  prometheus: 'prom',
  zone: 'Europe/Paris',
  language: 'en',
  now: NOW,
};

const update: Deadline = { kind: 'next-update', key: 'update', at: '2026-11-27T12:30:00.500Z' };

function subject(more: Partial<Subject> = {}): Subject {
  return {
    name: 'inc-2026-0142',
    ref: 'INC-2026-0142',
    title: 'Quotes down',
    url: 'https://grafana.example/a/haddock-opsbook-app/incidents/inc-2026-0142',
    services: ['quotes', 'search'],
    severity: 'sev1',
    team: 'SRE',
    deadlines: [update],
    ...more,
  };
}

/** What Grafana gives back of what was written. */
function stored(rules: RulerRule[], name = 'inc-2026-0142'): RulerGroup {
  return {
    name,
    interval: '10s',
    rules: rules.map((rule, index) => ({
      ...rule,
      grafana_alert: { ...rule.grafana_alert, uid: rule.grafana_alert?.uid ?? `uid-${index}`, version: 1 },
    })),
  };
}

const rule = (more: Partial<Subject> = {}, on: Partial<Terms> = {}) =>
  rulesOf(subject(more), { ...terms, ...on }, '7')[0];

describe('the rules of a record', () => {
  it('ask for the time, and say record, deadline and address', () => {
    expect(rule()).toEqual({
      for: '0s',
      labels: {
        opsbook: 'reminder',
        kind: 'next-update',
        service: 'quotes,search',
        severity: 'sev1',
        team: 'SRE',
      },
      annotations: {
        summary: 'INC-2026-0142: next update due, 2026-11-27 13:30 (Europe/Paris)',
        description: [
          'INC-2026-0142 · Quotes down',
          'next update due',
          'Deadline: 2026-11-27 13:30 (Europe/Paris)',
          'https://grafana.example/a/haddock-opsbook-app/incidents/inc-2026-0142',
        ].join('\n'),
        link: 'https://grafana.example/a/haddock-opsbook-app/incidents/inc-2026-0142',
        opsbook_key: 'update',
        opsbook_deadline: '2026-11-27T12:30:00.500Z',
        opsbook_terms: 'prom |  | Europe/Paris | en',
        opsbook_version: '7',
      },
      grafana_alert: {
        title: 'INC-2026-0142: next update due',
        condition: 'A',
        no_data_state: 'OK',
        exec_err_state: 'OK',
        data: [
          {
            refId: 'A',
            relativeTimeRange: { from: 60, to: 0 },
            datasourceUid: 'prom',
            model: { refId: 'A', instant: true, expr: 'vector(time()) >= 1795782601' },
          },
        ],
      },
    });
  });

  it('count down where no Prometheus is chosen', () => {
    const { for: wait, grafana_alert: alert } = rule({}, { prometheus: undefined }) ?? {};
    expect(wait).toBe('1801s');
    expect(alert?.data).toEqual([
      { refId: 'A', datasourceUid: '__expr__', model: { refId: 'A', type: 'math', expression: '1 == 1' } },
    ]);
    const past = rule({ deadlines: [{ ...update, at: '2026-11-27T11:00:00Z' }] }, { prometheus: undefined });
    expect(past?.for).toBe('0s');
  });

  it('tell a contact point that was chosen, in French', () => {
    const told = rule({}, { receiver: 'on-call', language: 'fr' });
    expect(told?.grafana_alert?.notification_settings).toEqual({ receiver: 'on-call' });
    expect(told?.annotations?.summary).toBe('INC-2026-0142: prochain point attendu, 2026-11-27 13:30 (Europe/Paris)');
  });

  it('name neither title, task, service nor team of a private record', () => {
    const check: Deadline = { kind: 'check-back', key: 'task-1', at: update.at, what: 'Ask Zoë', team: 'Legal' };
    const text = JSON.stringify(rule({ isPrivate: true, deadlines: [check] }));
    expect(text).toContain('INC-2026-0142');
    ['Quotes', 'Zoë', 'quotes', 'SRE', 'Legal'].forEach((secret) => expect(text).not.toContain(secret));
  });

  it('keep what looks like a template as it was typed', () => {
    const check: Deadline = { kind: 'check-back', key: 'task-1', at: update.at, what: '{{ $labels.x }}' };
    expect(rule({ deadlines: [check], title: '{{ template }}' })?.annotations?.description).toContain(
      '{{"{{"}} template }}'
    );
  });

  it('are those that are chosen and within thirty days, each with a title of its own', () => {
    const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();
    const action = (key: string, when: string): Deadline => ({ kind: 'action-due', key, at: when, what: 'Same' });
    const deadlines: Deadline[] = [
      action('action-3', at(HORIZON + 1)),
      action('action-2', at(HORIZON)),
      action('action-1', at(2000)),
      action('action-0', at(-HORIZON - 1)),
      { kind: 'review-due', key: 'review', at: at(1000) },
    ];
    expect(rulesOf(subject({ deadlines }), terms, '1').map(({ grafana_alert: alert }) => alert?.title)).toEqual([
      'INC-2026-0142: action due “Same”',
      'INC-2026-0142: action due “Same” (action-2)',
    ]);
  });
});

describe('what changes a group', () => {
  const wanted = rulesOf(subject(), terms, '7');

  it('is nothing where it holds them already, as Grafana gives them back', () => {
    expect(changeOf('inc-2026-0142', stored(wanted), rulesOf(subject(), terms, '9'), '9')).toEqual({ kind: 'none' });
  });

  it('is a new group, then the same rule with its uid', () => {
    const first = changeOf('inc-2026-0142', undefined, wanted, '7');
    expect(first).toEqual({ kind: 'write', group: { name: 'inc-2026-0142', interval: '10s', rules: wanted } });
    const moved = rulesOf(subject({ deadlines: [{ ...update, at: '2026-11-27T13:00:00Z' }] }), terms, '8');
    const second = changeOf('inc-2026-0142', stored(wanted), moved, '8');
    expect(second.kind === 'write' && second.group.rules.map(({ grafana_alert: alert }) => alert?.uid)).toEqual([
      'uid-0',
    ]);
  });

  it('is its removal once nothing is left to remind of', () => {
    expect(changeOf('inc-2026-0142', stored(wanted), [], '8')).toEqual({ kind: 'delete' });
    expect(changeOf('inc-2026-0142', undefined, [], '8')).toEqual({ kind: 'none' });
  });

  it('is not made from a state of the record that somebody else is beyond', () => {
    expect(changeOf('inc-2026-0142', stored(wanted), [], '6')).toEqual({ kind: 'newer' });
  });

  it('mends a rule of ours that somebody edited by hand', () => {
    const edited = stored(wanted);
    edited.rules = edited.rules.map((each) => ({
      ...each,
      grafana_alert: { ...each.grafana_alert, title: 'mine now' },
    }));
    expect(changeOf('inc-2026-0142', edited, wanted, '7').kind).toBe('write');
  });

  it('leaves rules of others that stand in a group named like ours', () => {
    const theirs: RulerRule = {
      labels: { team: 'x' },
      grafana_alert: { uid: 'theirs', title: 'INC-2026-0142: next update due', condition: 'A', data: [] },
    };
    const group = { ...stored([]), rules: [theirs] };
    const change = changeOf('inc-2026-0142', group, wanted, '7');
    expect(change.kind === 'write' && change.group.rules).toEqual([theirs, ...wanted]);
    const over = changeOf('inc-2026-0142', { ...stored(wanted), rules: [theirs, ...stored(wanted).rules] }, [], '8');
    expect(over.kind === 'write' && over.group.rules).toEqual([theirs]);
  });

  it('reaches what is wanted in one step, whatever was there', () => {
    const deadline = fc.record({
      kind: fc.constantFrom('next-update' as const, 'check-back' as const, 'action-due' as const),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      at: fc.integer({ min: -20, max: 20 }).map((days) => new Date(NOW + days * 86_400_000).toISOString()),
      what: fc.string({ maxLength: 20 }),
    });
    const some = fc.uniqueArray(deadline, { selector: ({ key }) => key });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const old = stored(rulesOf(subject({ deadlines: before }), terms, '1'));
        const next = rulesOf(subject({ deadlines: after }), terms, '2');
        const change = changeOf('inc-2026-0142', old.rules.length ? old : undefined, next, '2');
        const group = change.kind === 'write' ? change.group : change.kind === 'delete' ? undefined : old;
        expect((group?.rules ?? []).filter(isReminder)).toHaveLength(next.length);
        expect(changeOf('inc-2026-0142', group && stored(group.rules), next, '2').kind).toBe('none');
      })
    );
  });
});

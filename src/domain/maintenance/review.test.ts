import { weeklyReviewMarkdown, type ReviewFacts } from './review';
import { openSteps, verdictChanges } from './reviewFacts';
import { emptyWeek, type Week } from './week';

const by = { uid: 'u1', name: 'Ana' };
const at = '2026-11-20T16:00:00Z';
const facts: ReviewFacts = {
  week: '2026-W47',
  compliance: {
    kept: 8,
    matured: 10,
    waived: 1,
    late: 1,
    undone: 1,
    share: 0.8,
    interval: { low: 0.4902, high: 0.9433 },
  },
  due: [{ title: 'Check | logs', team: 'DevOps', date: '2026-11-16', state: 'late', by: 'Ana', note: 'a\nb' }],
  overdue: [{ title: 'Security scan', team: 'Security', since: '2026-11-13' }],
  failures: [],
  incidents: [{ ref: 'INC-2026-0142', title: 'Quotes <down>', status: 'closed' }],
  review: { notes: 'Quiet', decisions: { d: { text: 'Raise the limit', at, by } }, carried: {}, signedOff: { at, by } },
};

it('follows the order people speak in, escaped, in English', () => {
  expect(weeklyReviewMarkdown(facts, 'en')).toBe(`# Weekly maintenance review 2026-W47

**Kept** 8/10 (80 %, 95 % interval 49 % – 94.3 %) · 1 waived

## What was due

| Date | Task | Team | Result |
| --- | --- | --- | --- |
| 2026-11-16 | Check \\| logs | DevOps | done late · Ana · a b |

## Overdue

- Security scan (Security), since 2026-11-13

## Failed checklist items

- none

## Incidents

- INC-2026-0142 · Quotes &lt;down> (closed)

## Notes

Quiet

## Decisions

- Raise the limit

## Carried to next week

- none

Signed off by Ana, 2026-11-20 16:00 UTC
`);
});

it('says so in French when nothing was over yet', () => {
  const empty = { ...facts, compliance: { kept: 0, matured: 0, waived: 0, late: 0, undone: 0 }, review: undefined };
  expect(weeklyReviewMarkdown(empty, 'fr')).toContain('**Tenu** aucune échéance passée');
});

it.each([
  ['en', '2 private incidents are left out'],
  ['fr', '2 incidents privés sont laissés de côté'],
] as const)('says how many private incidents it leaves out (%s)', (language, sentence) => {
  expect(weeklyReviewMarkdown({ ...facts, privateIncidents: 2 }, language)).toContain(sentence);
  expect(weeklyReviewMarkdown(facts, language)).not.toContain(sentence.slice(2, 20));
});

it('is confidential with private incidents in it', () => {
  expect(weeklyReviewMarkdown({ ...facts, privateIncidents: 2, withPrivate: true }, 'en')).toContain(
    '**Confidential**'
  );
});

it('lets no note swallow what follows, and shows no HTML', () => {
  const notes = '# Loud\n<video src=x>\n![x](https://evil.example)\n```\nopen';
  const markdown = weeklyReviewMarkdown({ ...facts, review: { notes, decisions: {}, carried: {} } }, 'en');
  expect(markdown).toContain('#### Loud\n&lt;video src=x>\n[x](https://evil.example)\n```\nopen\n```\n\n## Decisions');
});

it('says what the week before left over, and nothing where it left nothing', () => {
  expect(weeklyReviewMarkdown({ ...facts, left: ['Move the _backups_', 'Ask Ben'] }, 'fr')).toContain(
    '\n\n## Reste de la semaine précédente\n\n- Move the _backups_\n- Ask Ben\n\n## '
  );
  expect(weeklyReviewMarkdown({ ...facts, left: [] }, 'en')).not.toContain('Left over');
});

it('words statuses of incidents in the language of the review', () => {
  expect(weeklyReviewMarkdown(facts, 'fr')).toContain('- INC-2026-0142 · Quotes &lt;down> (clos)');
});

describe('the whole of a week', () => {
  const whole: ReviewFacts = {
    ...facts,
    due: [
      ...facts.due,
      { title: 'Scan', team: 'Sec', date: '2026-11-17', state: 'ontime', by: 'Luc' },
      { title: 'Scan', team: 'Sec', date: '2026-11-18', state: 'upcoming' },
    ],
    changes: [{ item: 'Disk', run: 'Daily', from: 'pass', to: 'fail' }],
    objectives: [{ name: 'Availability', state: 'breached', text: '99.1 %' }],
    actions: [{ ref: 'INC-2026-0001', title: 'Raise limits', due: '2026-11-20' }],
    windows: [{ title: 'Database', from: 'Sat 09:00', to: 'Sat 11:00', services: 'quotes' }],
    minutes: [{ team: 'DevOps', minutes: 75 }],
    review: { decisions: {}, carried: {} },
  };

  it('tells exceptions apart, and what people speak of, and that it is a draft', () => {
    const english = weeklyReviewMarkdown(whole, 'en');
    expect(english).toContain('*Draft: this review is not signed off yet.*');
    expect(english).toContain(
      '| 2026-11-16 | Check \\| logs | DevOps | done late · Ana · a b |\n\n**Done as planned, or to come**'
    );
    expect(english).toContain('- Scan (Sec): 2026-11-17 Luc, 2026-11-18 upcoming');
    expect(english).toContain('- Disk (Daily): failed, was passed');
    expect(english).toContain('- Availability: breached, 99.1 %');
    expect(english).toContain('- Raise limits (INC-2026-0001, nobody), due 2026-11-20');
    expect(english).toContain('- Database: Sat 09:00 – Sat 11:00 · quotes');
    expect(english).toContain('- DevOps: 1 h 15');
  });

  it('is told in French, with the steps that were not done', () => {
    const signed = {
      ...whole,
      review: { decisions: {}, carried: {}, signedOff: { at, by, open: ['notes' as const] } },
    };
    const french = weeklyReviewMarkdown(signed, 'fr');
    expect(french).not.toContain('Brouillon');
    expect(french).toContain('- Availability : manqué, 99.1 %');
    expect(french).toContain('Validée avec des étapes non faites : il n’y a ni note ni décision');
  });
});

describe('what a review is for', () => {
  const items = { disk: { kind: 'confirm' as const, position: 1, title: 'Disk' } };
  const stamp = (time: string) => ({ at: time, by });
  const run = (from: string, to?: string) => ({
    checklist: 'daily',
    version: 1,
    title: 'Daily',
    items,
    started: stamp(from),
    ...(to && { finished: stamp(to) }),
  });
  const entry = (name: string, verdict: 'pass' | 'fail') => ({ run: name, item: 'disk', at, by, outcome: { verdict } });
  const week: Week = {
    ...emptyWeek('2026-W47'),
    runs: {
      a: run('2026-11-16T08:00:00Z', '2026-11-16T09:00:00Z'),
      b: { ...run('2026-11-17T08:00:00Z', '2026-11-17T09:00:00Z'), needsSignOff: true },
      c: run('2026-11-18T08:00:00Z'),
    },
    entries: { e1: entry('a', 'pass'), e2: entry('b', 'fail') },
  };

  it('is told by verdicts that changed between runs', () => {
    expect(verdictChanges(week)).toEqual([{ item: 'Disk', run: 'Daily', from: 'pass', to: 'fail' }]);
  });

  it('is not done while tasks, runs, sign-offs, failures and notes are open', () => {
    expect(openSteps(week, { overdue: ['Scan'], left: ['Patch'] })).toEqual([
      'overdue',
      'runs',
      'signOffs',
      'failures',
      'left',
      'notes',
    ]);
    const line = (text: string) => ({ text, at, by });
    const review = { decisions: { d: line('Patch on Monday') }, carried: { s: line('Scan'), f: line('Disk (Daily)') } };
    const settled: Week = { ...week, runs: { a: week.runs.a }, review };
    expect(openSteps(settled, { overdue: ['Scan'], left: ['Patch'] })).toEqual([]);
  });
});

it('names the alerts that fired outside incidents, in both languages', () => {
  const alerts = [{ name: 'Flapping *', fired: 5, outside: 4, silenced: 1 }];
  expect(weeklyReviewMarkdown({ ...facts, alerts }, 'en')).toContain(
    '## Alerts that fired outside incidents\n\n- Flapping \\*: 4 of 5 firings, 1 silenced\n'
  );
  expect(weeklyReviewMarkdown({ ...facts, alerts }, 'fr')).toContain(
    '## Alertes déclenchées hors incident\n\n- Flapping \\* : 4 fois sur 5, 1 sous silence\n'
  );
  expect(weeklyReviewMarkdown({ ...facts, alerts: [] }, 'fr')).toContain(
    '## Alertes déclenchées hors incident\n\n- aucun\n'
  );
  expect(weeklyReviewMarkdown(facts, 'en')).not.toContain('Alerts');
});

import { reviewMarkdown, type ReviewFacts } from './review';

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
  expect(reviewMarkdown(facts, 'en')).toBe(`# Weekly maintenance review 2026-W47

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
  expect(reviewMarkdown(empty, 'fr')).toContain('**Tenu** aucune échéance passée');
});

it.each([
  ['en', '2 private incidents are left out'],
  ['fr', '2 incidents privés sont laissés de côté'],
] as const)('says how many private incidents it leaves out (%s)', (language, sentence) => {
  expect(reviewMarkdown({ ...facts, privateIncidents: 2 }, language)).toContain(sentence);
  expect(reviewMarkdown(facts, language)).not.toContain(sentence.slice(2, 20));
});

it('is confidential with private incidents in it', () => {
  expect(reviewMarkdown({ ...facts, privateIncidents: 2, withPrivate: true }, 'en')).toContain('**Confidential**');
});

it('lets no note swallow what follows, and shows no HTML', () => {
  const notes = '# Loud\n<video src=x>\n![x](https://evil.example)\n```\nopen';
  const markdown = reviewMarkdown({ ...facts, review: { notes, decisions: {}, carried: {} } }, 'en');
  expect(markdown).toContain('#### Loud\n&lt;video src=x>\n[x](https://evil.example)\n```\nopen\n```\n\n## Decisions');
});

it('words statuses of incidents in the language of the review', () => {
  expect(reviewMarkdown(facts, 'fr')).toContain('- INC-2026-0142 · Quotes &lt;down> (clos)');
});

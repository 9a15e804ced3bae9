import fc from 'fast-check';
import { durationWords, inZone } from '../../text/times';
import { declare } from '../declare/declare';
import { reviewDue } from '../dues';
import { exampleIncident } from '../example';
import { type Change, incidentSchema as schema } from '../schema';
import { documentMarkdown } from './documents';
import { entryWords } from './history';

const headings = (markdown: string) => markdown.split('\n').filter((line) => /^#{1,3} /.test(line));

describe('INC-2024-001', () => {
  it('is a valid record', () => {
    expect(schema.parse(exampleIncident())).toEqual(exampleIncident());
    expect(schema.parse(exampleIncident('fr'))).toEqual(exampleIncident('fr'));
  });

  it('exports the incident report', () => {
    expect(documentMarkdown('report', exampleIncident(), 'en')).toBe(`# Incident report - INC-2024-001

**Redis out of memory: the Quotes Service is degraded**

## Summary

- **Date**: 2024-01-15 (times in Europe/Paris)
- **Affected service**: Quotes Service
- **Impact**: Medium (some users affected)
- **Duration**: 45 min

Some users could not load quotes: the service lost its connection to Redis.

## Timeline

- [14:30] : Incident detected – monitoring alerts
- [14:32] : Investigation started
- [14:40] : Cause identified – Redis connection problem identified
- [14:45] : Fix applied – Redis pod restarted
- [15:15] : Fully resolved – verified and resolved

## Root cause

The Redis pod hit its memory limit and was OOM-killed. The initial configuration gave the cache too little memory.

## Corrective actions

1. Restart the Redis pod
2. Raise the memory limit for now
3. Check data integrity

## Preventive actions

1. Raise the limits in the configuration
2. Alert on memory use
3. A better cache
4. Document the restart

## Responsible

- **Detection**: Monitoring
- **Resolution**: DevOps
- **Communication**: Support

## Attachments

- **Logs**: logs/quotes-service-20240115.log
- **Screenshots**: screenshots/memory-usage.png
- **Other evidence**: none
`);
  });

  it('exports it in French with the French headings', () => {
    const report = documentMarkdown('report', exampleIncident('fr'), 'fr');
    expect(headings(report)).toEqual([
      "# Rapport d'incident - INC-2024-001",
      '## Résumé',
      '## Chronologie',
      '## Cause racine',
      '## Actions correctives',
      '## Actions préventives',
      '## Responsables',
      '## Pièces jointes',
    ]);
    expect(report).toContain('- **Service affecté** : Quotes Service');
    expect(report).toContain('- **Impact** : Moyen');
    expect(report).toContain('- **Durée** : 45 min');
    expect(report).toContain("- [14:30] : Détection de l'incident");
    expect(report).toContain('- [15:15] : Résolution complète');
  });

  it('exports the ticket and the review', () => {
    expect(headings(documentMarkdown('ticket', exampleIncident('fr'), 'fr'))).toEqual([
      "# Ticket d'incident - INC-2024-001",
      '## Informations générales',
      '## Description',
      '## Symptômes',
      '## Étapes de reproduction',
      '## Impact',
      '## Investigation',
      '## Résolution',
      '## Vérification',
      '## Actions préventives',
      '## Historique',
    ]);
    const review = documentMarkdown('review', exampleIncident('fr'), 'fr');
    expect(headings(review)).toEqual([
      '# Revue post-incident - INC-2024-001',
      '## Résumé',
      '## Cause racine',
      '## Leçons apprises',
      '## Actions correctives',
      '## Améliorations futures',
      '## Responsables',
    ]);
    expect(review).toContain('✅ Augmenter la limite de mémoire');
    expect(review).toContain('⏳ Autoscaling de Redis');
    expect(review).toContain('- **Validation** : Responsable technique');
  });

  it('says that the time to detect is unknown', () => {
    const postmortem = documentMarkdown('postmortem', exampleIncident(), 'en');
    expect(postmortem).toContain('- **Time to detect**: unknown');
    expect(postmortem).toContain('- **Time to acknowledge**: unknown');
    expect(postmortem).toContain('- **Time to mitigate**: 15 min');
    expect(postmortem).toContain('- **Time to recover**: 45 min');
  });
});

describe('gaps', () => {
  const empty = declare({
    name: 'inc-2026-0001',
    id: 'c0ffee',
    at: '2026-11-20T23:30:00Z',
    by: { uid: 'u1', name: 'Ana' },
    zone: 'Europe/Paris',
    title: 'Something is wrong',
  });

  it('are named, never invented', () => {
    const report = documentMarkdown('report', empty, 'en');
    expect(report).toContain('- **Affected service**: unknown');
    expect(report).toContain('- **Impact**: unknown');
    expect(report).toContain('- **Duration**: unknown');
    expect(report).toContain('- [unknown] : Incident detected');
    expect(report).toContain('## Root cause\n\nto be written');
    expect(report).toContain('- **Date**: 2026-11-21 (times in Europe/Paris)');
    const french = documentMarkdown('ticket', empty, 'fr');
    expect(french).toContain('- **Service affecté** : inconnu');
    expect(french).toContain('## Symptômes\n\n- à rédiger');
  });

  it('are the same number of headings whatever people type', () => {
    const expected = headings(documentMarkdown('report', empty, 'en')).length;
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '# a\n## b',
        '```\n# open',
        '</details>',
        'a\n===\nb\n---',
        '~~~\n## x',
        '| a | b |',
        '`` ` ``\n# x',
        '\r## x',
        '\u2028# x'
      )
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (title, cause, service) => {
        const record = {
          ...empty,
          title,
          services: { s: service },
          sections: { cause: { text: cause, at: empty.timeline.c0ffee.at, by: empty.declaredBy } },
        };
        const markdown = documentMarkdown('report', record, 'en');
        expect(outsideFences(markdown).filter((line) => /^ {0,3}#{1,2}(\s|$)/.test(line))).toHaveLength(expected);
        expect(outsideFences(markdown).join('\n')).not.toMatch(/<\/?[a-z]/i);
      })
    );
  });
});

function outsideFences(markdown: string): string[] {
  let fence = '';
  return markdown.split('\n').filter((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (!fence && mark) {
      fence = mark;
      return false;
    }
    if (fence && mark.startsWith(fence) && line.trim() === mark) {
      fence = '';
      return false;
    }
    return !fence;
  });
}

it('counts working days for the review', () => {
  const at = (resolved: string, severity: 'sev1' | 'sev2') =>
    reviewDue({ ...exampleIncident(), severity, milestones: { resolved } });
  expect(at('2026-11-20T22:00:00Z', 'sev1')).toBe('2026-11-23');
  expect(at('2026-11-20T22:00:00Z', 'sev2')).toBe('2026-11-27'); // a Friday: five working days are the next one
  expect(reviewDue({ ...exampleIncident(), milestones: {} })).toBeUndefined();
});

it('words times and durations', () => {
  expect(inZone('2026-03-29T00:59:00Z', 'Europe/Paris')).toEqual({ day: '2026-03-29', time: '01:59' });
  expect(inZone('2026-03-29T01:00:00Z', 'Europe/Paris')).toEqual({ day: '2026-03-29', time: '03:00' });
  expect(inZone('2026-01-01T00:00:00Z', 'Nowhere/City')).toEqual({ day: '2026-01-01', time: '00:00' });
  expect([42_000, 2_700_000, 3_900_000, 183_600_000].map((span) => durationWords(span, 'fr'))).toEqual([
    '42 s',
    '45 min',
    '1 h 05',
    '2 j 3 h',
  ]);
});

it('lets no fence in a field and no label swallow what follows', () => {
  const at = '2026-11-20T14:30:00Z';
  const by = { uid: 'u-ana', name: 'Ana' };
  const incident = {
    ...exampleIncident(),
    sections: {
      ...exampleIncident().sections,
      cause: { text: 'Redis was full:\n```\nOOM\n```', at, by },
      summary: { text: '[14:30]: restarted', at, by },
    },
  };
  const ticket = documentMarkdown('ticket', incident, 'en');
  expect(ticket).toContain('OOM');
  expect(ticket).not.toContain('```');
  expect(documentMarkdown('report', incident, 'en')).toContain('\\[14:30]: restarted');
});

it('translates words of Opsbook, never names and titles of people', () => {
  const person = { at: '2026-11-27T14:30:00Z', by: { uid: 'u', name: 'Ana' } };
  const said = (change: Change) => entryWords({ ...person, entered: person.at, kind: 'edit', text: '', change }, 'fr');
  expect(said({ field: 'detectedBy', to: 'team' })).toBe('Détecté par : équipe (Ana)');
  expect(said({ field: 'role.commander', to: 'commander' })).toBe('Rôle « Pilote » : commander (Ana)');
  expect(said({ field: 'title', to: 'memory' })).toBe('Titre : memory (Ana)');
  const also = [
    { field: 'owner', from: 'Ana', to: 'Luc' },
    { field: 'priority', to: 'high' },
    { field: 'due', from: '2026-12-01' },
  ];
  expect(said({ field: 'action', from: 'Alerter', to: 'Alerter', also })).toBe(
    'Action : Alerter (Responsable : Ana → Luc · Priorité : Élevée · Échéance : 2026-12-01 → –) (Ana)'
  );
});

it('exports notes, lists and links as the Markdown that they are', () => {
  const at = '2024-01-15T13:45:00.000Z';
  const by = { uid: 'u-ana', name: 'Ana' };
  const note = (text: string) => ({ at, entered: at, by, kind: 'note' as const, text });
  const incident = {
    ...exampleIncident(),
    timeline: { one: note('**Restarted** the _pod_'), two: note('Tried:\n- a\n- b') },
    sections: {
      cause: { text: 'See [the wiki][1].\n\n[1]: https://wiki.example', at, by },
      lessons: { text: '* wrapped\n  line\n  * nested\n* second', at, by },
    },
  };
  const markdown = documentMarkdown('postmortem', incident, 'en');
  expect(markdown).toContain('- [2024-01-15 14:45] : **Restarted** the _pod_ (Ana)\n');
  expect(markdown).toContain('- [2024-01-15 14:45] : (Ana)\n\n  Tried:\n  - a\n  - b\n');
  expect(markdown).toContain('See [the wiki](https://wiki.example).');
  expect(markdown).toContain('## Lessons learned\n\n- wrapped line\n  - nested\n- second\n');
});

it.each([
  ['code', 'Look for it:\n\n1. In the logs:\n\n```bash\ngrep -R "shai" \\\n  ~/.npm\n```\n\n2. Elsewhere'],
  ['code of an item', '- Run\n  ```\n  kubectl get pods\n  ```\n- Wait'],
  ['a table', '| Lesson | Who |\n|---|---|\n| Limits | SRE |'],
  ['parts under headings', '#### Detection\n\n- slow\n\n#### Response\n\n- quick'],
  ['a quote', '> nobody knew\n> the limit\n\n- now we do'],
])('keeps %s in a section of items', (_, text) => {
  const at = '2026-01-01T10:00:00.000Z';
  const by = { uid: 'u-ada', name: 'Ada' };
  const lessons = { sections: { lessons: { text, at, by } } };
  expect(documentMarkdown('postmortem', { ...exampleIncident(), ...lessons }, 'en')).toContain(
    `## Lessons learned\n\n${text}\n\n## Actions`
  );
  const corrective = { sections: { corrective: { text: '- One\n  - in two parts\n- Two', at, by } } };
  expect(documentMarkdown('ticket', { ...exampleIncident(), ...corrective }, 'en')).toContain(
    '- **Solution applied**: One · in two parts · Two\n'
  );
});

import fc from 'fast-check';
import { fromResource, toResource } from '../../record/resource';
import { incidentKind } from '../kind';
import { readPostMortem } from './postMortem';

const read = (text: string, source = 'report.md') =>
  readPostMortem(text, {
    id: 'id',
    at: '2026-11-28T01:00:00.000Z',
    by: { uid: 'u', name: 'Ana' },
    zone: 'Europe/Paris',
    source,
  });
const told = (text: string, source?: string) => {
  const { incident } = read(text, source);
  const { id: _first, 'id-from': _origin, ...entries } = incident?.timeline ?? {};
  return Object.values(entries).map(({ at, text: words }) => [at, words]);
};

// the form of Google's SRE book, appendix D
const SRE = `# Basket Postmortem (incident #77)

**Date**: 2023-10-21

**Authors**: kim

**Summary**: The basket was empty for 66 minutes.

## Root Causes

A leak.

### The deeper one

Nobody looked.

## Trigger: a deploy

## Action Items

| Action Item | Type | Owner | Bug |
| ----------- | ---- | ----- | --- |
| Write the playbook | mitigate | kim | n/a **DONE** |
| Balance the load | prevent | sam | Bug 55 **TODO** |

## Lessons Learned

### What went well

* Quick alert

## Timeline

2023-10-21 (*all times UTC*)

| Time  | Description |
| ----- | ----------- |
| 14:51 | A deploy |
| 14:54 | **OUTAGE BEGINS** – baskets are empty |
| 14:55 | kim receives a pager storm |
| 15:36 | **OUTAGE MITIGATED** |
| 23:50 | Watching |
| 00:10 | **OUTAGE ENDS** |

## Supporting information

* a dashboard
`;

it('reads title, day, timeline, actions and texts of the usual form', () => {
  const { title, foreign, incident, reasons } = read(SRE);
  expect({ title, foreign, reasons }).toEqual({
    title: 'Basket Postmortem (incident #77)',
    foreign: '#77',
    reasons: [],
  });
  expect(incident).toMatchObject({
    status: 'closed',
    review: { state: 'closed' },
    milestones: {
      started: '2023-10-21T14:54:00.000Z',
      detected: '2023-10-21T14:55:00.000Z',
      declared: '2023-10-21T14:55:00.000Z',
      mitigated: '2023-10-21T15:36:00.000Z',
      resolved: '2023-10-22T00:10:00.000Z',
    },
    sections: {
      summary: { text: '**Authors**: kim\n\nThe basket was empty for 66 minutes.' },
      cause: { text: 'A leak.\n\n#### The deeper one\n\nNobody looked.' },
      trigger: { text: 'a deploy' },
      wentWell: { text: '* Quick alert' },
      attachmentOther: { text: '* a dashboard' },
    },
  });
  expect(Object.values(incident?.actions ?? {})).toMatchObject([
    { title: 'Write the playbook', state: 'done', type: 'mitigate', owner: { name: 'kim' } },
    { title: 'Balance the load Bug 55', state: 'open', type: 'prevent', owner: { name: 'sam' } },
  ]);
  expect(told(SRE)).toHaveLength(6);
  expect(Object.values(incident?.timeline ?? {}).every(({ entered }) => entered === '2026-11-28T01:00:00.000Z')).toBe(
    true
  );
});

it('makes a record that can be read back', () => {
  const { incident } = read(SRE);
  const stored = incidentKind.numbering?.named(incident as never, 'inc-2023-0001');
  const resource = stored && toResource(incidentKind, stored, { name: 'inc-2023-0001', folder: 'f' });
  expect(resource && fromResource(incidentKind, resource).state).toBe('ok');
});

// headings that are times, as mybinder.org's reports have them
it('reads a timeline of headings, in the zone that it names', () => {
  const text = `# 2022-06-02, pods are full

## Timeline

All times in CET

### 2022-06-02 10:00 - Problem starts

No new pods.

### 21:24 - The quota is deleted

\`\`\`
23:59 is in a log
\`\`\`
`;
  expect(told(text)).toEqual([
    ['2022-06-02T08:00:00.000Z', 'Problem starts\n\nNo new pods.'],
    ['2022-06-02T19:24:00.000Z', 'The quota is deleted\n\n```\n23:59 is in a log\n```'],
  ]);
  expect(read(text).title).toBe('pods are full');
});

it.each([
  ['- 15:13 - declared', '2024-03-02T15:13:00.000Z', 'declared'],
  ['* **15:13 UTC:** declared', '2024-03-02T15:13:00.000Z', 'declared'],
  ['- [15:13] : declared', '2024-03-02T15:13:00.000Z', 'declared'],
  ['- 14h30 : déclaré', '2024-03-02T14:30:00.000Z', 'déclaré'],
  ['1. 3:13 pm PST declared', '2024-03-02T23:13:00.000Z', 'declared'],
  ['- 15:13–15:20: rolled back', '2024-03-02T15:13:00.000Z', '→ 15:20 rolled back'],
  ['- Mar 3, 09:00 | declared', '2024-03-03T09:00:00.000Z', '| declared'],
  ['2024-03-04 09:00 | declared', '2024-03-04T09:00:00.000Z', 'declared'],
  ['| 2024-03-04 | 09:00 | declared | luc |', '2024-03-04T09:00:00.000Z', 'declared · luc'],
  ['- T+5m: alert', '2024-03-02T09:05:00.000Z', 'alert'],
])('reads the line %s of a timeline', (line, at, words) => {
  expect(told(`Date: 2024-03-02\nStarted: 2024-03-02 09:00\n\n## Timeline\n\n${line}`)).toEqual([[at, words]]);
});

it('takes the day from the front matter, a field, the title, the file’s name or the text, in that order', () => {
  const day = (text: string, file?: string) => read(text, file).incident?.milestones.started?.slice(0, 10);
  expect(day('---\ndate: 2024-01-02\n---\n# Down', '2020-01-01.md')).toBe('2024-01-02');
  expect(day('# Down\n\n- **Date** : 15 janvier 2024', '2020-01-01.md')).toBe('2024-01-15');
  expect(day('# Down — November 15, 2023\n\ntext', '2020-01-01.md')).toBe('2023-11-15');
  expect(day('# Down\n\ntext', 'post-mortems/2020-01-01-down.md')).toBe('2020-01-01');
  expect(day('# Down\n\nIt broke on May 2nd, 2021.')).toBe('2021-05-02');
  expect(read('# Down\n\ntext').reasons).toEqual([{ code: 'past.noDay', field: 'started' }]);
  expect(read('# Down\n\nDate: 2099-01-01').reasons.map(({ code }) => code)).toEqual(['future']);
});

it('keeps whole what it does not recognise', () => {
  const text = 'It was bad, on 2024-03-02.\n\n## Our own heading\n\n> quoted\n\n```\ncode\n```';
  expect(read(text, 'the-bad-day.md')).toMatchObject({
    title: 'the bad day',
    incident: {
      sections: {
        summary: { text: 'It was bad, on 2024-03-02.\n\n#### Our own heading\n\n> quoted\n\n```\ncode\n```' },
      },
      actions: {},
    },
  });
});

it('reads severity, services, ids, due days and what is done', () => {
  const text = `---
title: Search slow
incident_id: OPS-12
severity: SEV-2
services: [search, cart]
date: 2024-11-02
duration: 1h30m
---
## Next steps
- [x] Roll back
- [ ] Add an alert (@luc, due 2024-12-01) https://example.org/1
- [ ] Split the index
  in two
Talk about it.
`;
  const { foreign, incident } = read(text);
  expect(foreign).toBe('OPS-12');
  expect(incident).toMatchObject({
    title: 'Search slow (OPS-12)',
    severity: 'sev2',
    services: { search: 'search', cart: 'cart' },
    milestones: { resolved: '2024-11-02T01:30:00.000Z' },
    sections: { corrective: { text: 'Talk about it.' } },
  });
  expect(Object.values(incident?.actions ?? {})).toMatchObject([
    { title: 'Roll back', state: 'done' },
    { state: 'open', owner: { name: 'luc' }, due: '2024-12-01', link: 'https://example.org/1' },
    { title: 'Split the index in two' },
  ]);
});

it('does not let guesses contradict each other', () => {
  const { incident, reasons } = read('# Down\n\nStarted: 2024-03-02 10:00\nResolved: 2024-03-02 09:00');
  expect(reasons).toEqual([]);
  expect(incident?.milestones).not.toHaveProperty('resolved');
});

it('never throws, loses no word under a heading of its own, and makes what can be kept', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.lorem({ maxCount: 4 }),
          fc.constantFrom('## Timeline', '## Actions', '- 10:00 x', '| a | b |', '```', '---', '- [ ] do')
        ),
        { maxLength: 30 }
      ),
      fc.lorem({ maxCount: 8 }),
      (lines, words) => {
        const { incident } = read(`# Down\n\n2024-03-02\n\n${lines.join('\n')}\n\`\`\`\n\n# Own heading\n\n${words}`);
        const kept = JSON.stringify(incident);
        expect(words.split(' ').every((word) => kept.includes(word))).toBe(true);
        expect(incidentKind.schema.safeParse({ ...incident, name: 'inc-2024-0001' }).success).toBe(true);
      }
    )
  );
});

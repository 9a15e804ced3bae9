import { SECTIONS } from '../../../domain/incident/schema';
import { changeText } from './changeText';

it.each([
  [{ field: 'detectedBy', from: 'monitoring', to: 'team' }, 'Detected by: Monitoring → The team'],
  [{ field: 'status', from: 'declared', to: 'mitigated' }, 'Status: Declared → Mitigated'],
  [{ field: 'milestone.detected', to: '2026-11-27T14:30:00Z' }, 'Detected'],
  [{ field: 'section.attachmentLogs', from: 'a.log', to: 'b.log' }, 'Text “Attachments · Logs”: a.log → b.log'],
  [{ field: 'section.cause', from: 'DNS' }, 'Text “Root cause”: DNS → nothing'],
  [{ field: 'section.cause' }, 'Text “Root cause” changed'],
  [{ field: 'section.someThingNew' }, 'Text “of a document” changed'],
  [
    { field: 'impact', from: '/partial', to: 'many/full' },
    'Impact: A function is missing → Many users, It does not work at all',
  ],
  [{ field: 'impact', from: '/', to: 'few/' }, 'Impact: unknown → Some users'],
  [{ field: 'drill', from: 'false', to: 'true' }, 'Drill: no → yes'],
  [{ field: 'cadence', from: '30', to: '0' }, 'Time between updates: 30 min → none due'],
  [{ field: 'costs', to: 'Error rate 12 %' }, 'Error budget used: Error rate 12 %'],
  [{ field: 'annotation' }, 'Marked on dashboards'],
  [{ field: 'annotation', from: 'set' }, 'Mark on dashboards removed'],
  [{ field: 'task', from: 'Restart (open)', to: 'Restart (dropped)' }, 'Task “Restart”: Open → dropped'],
  [{ field: 'action', from: 'Alert', to: 'Alert (p95)' }, 'Action: Alert → Alert (p95)'],
  [{ field: 'action', to: 'Alert' }, 'Action: Alert'],
  [
    {
      field: 'action',
      from: 'Alert',
      to: 'Alert',
      also: [
        { field: 'owner', from: 'Ana', to: 'Luc' },
        { field: 'due', from: '2026-12-01' },
        { field: 'priority', from: 'low', to: 'high' },
        { field: 'nature', to: 'preventive' },
      ],
    },
    'Action “Alert” · Owner: Ana → Luc · Due: 2026-12-01 → nothing · Priority: Low → High · Corrective or preventive: preventive',
  ],
  [
    {
      field: 'action',
      from: 'Alert (open)',
      to: 'Alert (done)',
      also: [{ field: 'type', from: 'detect', to: 'prevent' }],
    },
    'Action “Alert”: Open → Done · Type: Detect → Prevent',
  ],
  [{ field: 'review', from: 'draft', to: 'inReview' }, 'Review: Draft → In review'],
  [{ field: 'review.owner', to: 'Luc' }, 'Owner of the review: Luc'],
  [{ field: 'review.step', to: 'identify' }, 'Review: “1. Identify the cause” done'],
  [{ field: 'notYetInvented', to: 'x' }, 'Something that this version has no word for: x'],
])('words what changed: %o', (change, words) => {
  expect(changeText(change)).toBe(words);
});

it.each([
  [{ field: 'title', from: 'detected', to: 'resolved' }, 'Title: detected → resolved'],
  [{ field: 'role.scribe', to: 'void' }, 'Scribe: void'],
  [{ field: 'services', to: 'sev1' }, 'Services: sev1'],
  [{ field: 'zone', to: 'Europe/Paris' }, 'Time zone: Europe/Paris'],
])('leaves names and titles as people wrote them: %o', (change, words) => {
  expect(changeText(change)).toBe(words);
});

it('knows every text of the documents by a name that people read', () => {
  for (const section of SECTIONS) {
    expect(changeText({ field: `section.${section}` })).not.toMatch(/of a document|[a-z][A-Z]/);
  }
});

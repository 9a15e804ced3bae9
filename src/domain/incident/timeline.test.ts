import { historyLines } from './documents/history';
import { insertableFacts } from './documents/insertable';
import { exampleIncident } from './example';
import { type Entry, type Evidence, type Incident } from './schema';
import { byCapture, isByPeople } from './timeline';

const ANA = { uid: 'u-ana', name: 'Ana' };
const AT = '2026-11-20T14:30:00.000Z';

function signal(title: string, part: Partial<Entry> = {}, moment: Evidence['moment'] = 'declare'): Entry {
  const evidence = { title, datasource: 'prom', expr: 'up', from: AT, to: AT, step: 15, series: [], digest: 'd' };
  return {
    at: AT,
    entered: AT,
    by: ANA,
    kind: 'evidence',
    text: '',
    evidence: { ...evidence, value: 0.062, moment },
    ...part,
  };
}

const note = (part: Partial<Entry> = {}): Entry => ({
  at: AT,
  entered: AT,
  by: ANA,
  kind: 'note',
  text: 'Restarted',
  ...part,
});

describe('one entry a capture', () => {
  it('puts what one person captured in one go where the first of it stands', () => {
    const [one, between, two] = [signal('Errors'), note(), signal('Latency', { entered: '2026-11-20T14:30:01.000Z' })];
    expect(byCapture([one, between, two])).toEqual([[one, two], [between]]);
  });

  it.each([
    ['another moment', signal('Latency', {}, 'resolve')],
    ['another person', signal('Latency', { by: { uid: 'u-luc', name: 'Luc' } })],
    ['later', signal('Latency', { entered: '2026-11-20T14:30:03.000Z' })],
  ])('keeps apart what is of %s', (_, other) => {
    expect(byCapture([signal('Errors'), other])).toHaveLength(2);
  });

  it('is one line of the documents and one fact, each part of which can be taken by itself', () => {
    const incident: Incident = { ...exampleIncident(), timeline: { a: signal('Errors'), b: signal('Latency', {}) } };
    const incidentWithNote = { ...incident, timeline: { ...incident.timeline, c: note() } };
    expect(historyLines(incidentWithNote, 'en').map((line) => line.kind === 'time' && line.value)).toEqual([
      'Evidence: Errors = 0.062 · Latency = 0.062 (Ana)',
      'Restarted (Ana)',
    ]);
    const [capture, own] = insertableFacts(incidentWithNote, 'fr').filter(({ kind }) => kind !== 'action');
    expect(capture).toMatchObject({
      kind: 'evidence',
      byPeople: false,
      label: expect.stringContaining('Errors = 0,062 · Latency'),
    });
    expect(capture.parts?.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(own).toMatchObject({ id: 'c', byPeople: true });
  });
});

it.each([
  ['a note', note(), true],
  ['a decision', note({ kind: 'decision' }), true],
  ['a reason', note({ kind: 'status', change: { field: 'status', from: 'declared', to: 'closed' } }), true],
  ['evidence somebody commented', signal('Errors', { text: 'the peak' }), true],
  ['a withdrawal', note({ text: '', supersedes: 'a' }), true],
  ['a change without a word', note({ text: '', kind: 'status', change: { field: 'status', to: 'closed' } }), false],
  ['a capture', signal('Errors'), false],
  ['an accepted suggestion', note({ source: 'alert:1', kind: 'alert' }), false],
  ['a linked alert', note({ kind: 'alert', change: { field: 'alert', to: 'HighErrorRate' } }), false],
])('%s is written by a person: %s', (_, entry, written) => {
  expect(isByPeople(entry)).toBe(written);
});

it('words the state of work in a document’s history, and never a role of the team’s own', () => {
  const change = (field: string, from: string, to: string): Entry =>
    note({ text: '', kind: field === 'task' ? 'task' : 'role', change: { field, from, to } });
  const incident: Incident = {
    ...exampleIncident(),
    timeline: {
      a: change('task', 'Restart (open)', 'Restart (dropped)'),
      b: change('role.customer', 'commander', 'Luc'),
      c: change('role.commander', 'commander', 'Luc'),
    },
  };
  expect(historyLines(incident, 'fr').map((line) => line.kind === 'time' && line.value)).toEqual([
    'Tâche : Restart (à faire) → Restart (abandonné) (Ana)',
    'Rôle « customer » : commander → Luc (Ana)',
    'Rôle « Pilote » : commander → Luc (Ana)',
  ]);
});

import fc from 'fast-check';
import { readDues } from '../record/dues';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { reviewDue } from './documents/postMortem';
import { exampleIncident } from './example';
import { readIncidentHead } from './head';
import { incidentKind } from './kind';

const read = (head: Record<string, string>, tags: string[] = [], title = 't') =>
  readIncidentHead({ name: 'inc-2026-0142', title, tags, head });

it('reads what an incident was described with', () => {
  const incident = exampleIncident();
  const { title, tags, head } = incidentKind.describe(incident);
  const found = readIncidentHead({ name: incident.name, title, tags, head: parseLogfmt(formatLogfmt(head)) });
  expect(found).toMatchObject({
    ref: 'INC-2024-001',
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    services: Object.values(incident.services),
    detectedBy: incident.detectedBy,
    complete: true,
  });
  expect(found.milestones).toEqual(
    Object.fromEntries(Object.entries(incident.milestones).map(([key, at]) => [key, at.replace(/\.\d+Z$/, 'Z')]))
  );
});

it('tells when reviews and actions were due and done', () => {
  const incident = exampleIncident();
  const by = incident.declaredBy;
  const reviewed = {
    ...incident,
    severity: 'sev2' as const,
    review: { state: 'reviewed' as const, signedOff: { by, at: '2024-01-20T09:00:00.000Z' } },
    actions: {
      a: { title: 'Act', state: 'open' as const, due: '2024-02-01', created: incident.milestones.declared ?? '', by },
    },
  };
  const found = readIncidentHead({
    name: incident.name,
    title: '',
    tags: [],
    head: incidentKind.describe(reviewed).head,
  });
  expect(readDues(found.dues)).toEqual([
    { of: 'review', day: reviewDue(reviewed), done: '2024-01-20T09:00Z' }, // asked for by the severity
    { of: 'action', day: '2024-02-01' },
  ]);
});

it('leaves out what many actions would take of the head', () => {
  const incident = exampleIncident();
  const by = incident.declaredBy;
  const action = {
    title: 'Act',
    state: 'open' as const,
    due: '2024-02-01',
    created: incident.milestones.declared ?? '',
    by,
  };
  const actions = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`a${index}`, action]));
  expect(incidentKind.describe({ ...incident, actions }).head.dues).toBeUndefined();
});

it.each(['2026-13-01T10:00:00Z', '2026-01-01', 'soon', '2026-01-01T25:00:00Z', '2026-01-01T10:00:00+01:00'])(
  'takes %s for no time',
  (started) => {
    expect(read({ started }).milestones).toEqual({});
  }
);

it('falls back to the tags, and to nothing that is not known', () => {
  expect(read({}, ['status:void', 'sev:3', 'service:quotes', 'type:drill'])).toMatchObject({
    status: 'void',
    severity: 'sev3',
    services: ['quotes'],
    drill: true,
    complete: false,
  });
  const odd = read({ status: 'on fire', severity: 'sev9', 'detected-by': 'luck', costs: ':,x:y', 'action-x': '1' }, [
    'sev:9',
  ]);
  expect(odd).toMatchObject({ status: 'declared', costs: {}, actions: [] });
  expect(odd.severity).toBeUndefined();
  expect(odd.detectedBy).toBeUndefined();
});

it('never throws, whatever stands in a head', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.array(fc.string()), fc.string(), (head, tags, title) => {
      expect(read(head, tags, title).name).toBe('inc-2026-0142');
    })
  );
});

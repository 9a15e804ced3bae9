import fc from 'fast-check';
import { incidentKind } from './incident';
import { exampleIncident } from './incidentExample';
import { readIncidentHead } from './incidentHead';
import { formatLogfmt, parseLogfmt } from './logfmt';

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

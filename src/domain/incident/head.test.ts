import fc from 'fast-check';
import { readDues } from '../record/dues';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { duesOf, reviewDue } from './dues';
import { exampleIncident } from './example';
import { readIncidentHead, writeIncidentHead } from './head';
import { KEY, readNextCheck } from './headKeys';
import { incidentKind } from './kind';
import { type Incident } from './schema';

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

const instants = fc
  .integer({ min: 1_500_000_000, max: 1_900_000_000 })
  .map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);
const days = instants.map((at) => at.slice(0, 10));
const word = fc.stringMatching(/^[a-z]{1,12}$/);
const text = fc.string({ minLength: 1, maxLength: 60 }).filter((each) => each.trim() === each && each !== '');

it('reads back whatever an open incident’s head says', () => {
  fc.assert(
    fc.property(
      fc.record({
        title: text,
        status: fc.constantFrom('declared', 'investigating', 'identified', 'mitigated'),
        severity: fc.constantFrom('sev1', 'sev2', 'sev3', 'sev4', undefined),
        services: fc.dictionary(word, word, { maxKeys: 3 }),
        milestones: fc.record({ started: instants, declared: instants, mitigated: instants }, { requiredKeys: [] }),
        detectedBy: fc.constantFrom('monitoring', 'team', 'customer', 'other', undefined),
        commander: fc.option(fc.record({ uid: word, name: text }), { nil: undefined }),
        drill: fc.boolean(),
        isPrivate: fc.boolean(),
        summary: text,
        costs: fc.dictionary(
          word,
          fc.integer({ min: 1, max: 100 }).map((share) => share / 100),
          { maxKeys: 2 }
        ),
        tasks: fc.array(instants, { maxLength: 2 }),
        actions: fc.array(fc.record({ title: text, due: days }, { requiredKeys: ['title'] }), { maxLength: 2 }),
      }),
      ({ summary, commander, isPrivate, tasks, actions, drill, ...part }) => {
        const at = '2026-11-20T14:30:00.000Z';
        const by = { uid: 'u-ana', name: 'Ana' };
        const incident: Incident = {
          ...exampleIncident(),
          ...part,
          ...(drill && { drill }),
          ...(isPrivate && { private: isPrivate }),
          review: undefined,
          sections: { summary: { text: summary, at, by } },
          roles: commander ? { commander: { person: commander, since: at } } : {},
          tasks: Object.fromEntries(
            tasks.map((checkBack, index) => [
              `t${index}`,
              { title: 'Look', checkBack, state: 'open' as const, created: at, by },
            ])
          ),
          actions: Object.fromEntries(
            actions.map((action, index) => [`a${index}`, { ...action, state: 'open' as const, created: at, by }])
          ),
        };
        const head = parseLogfmt(formatLogfmt(writeIncidentHead(incident)));
        const { title, tags } = incidentKind.describe(incident);
        const found = readIncidentHead({ name: incident.name, title, tags, head });
        expect(found).toMatchObject({
          title: part.title,
          status: part.status,
          milestones: part.milestones,
          drill,
          private: isPrivate,
          summary,
          costs: part.costs,
          openTasks: tasks.length,
          openActions: actions.length,
          complete: true,
        });
        expect(found.severity).toBe(part.severity);
        expect(found.detectedBy).toBe(part.detectedBy);
        expect([...found.services].sort()).toEqual(Object.values(part.services).sort());
        expect([found.commander, found.commanderUid]).toEqual([commander?.name, commander?.uid]);
        expect(readNextCheck(head[KEY.nextCheck])?.at).toBe([...tasks].sort().at(0));
        expect(found.actions.map(({ title: what, due }) => `${what} ${due}`).sort()).toEqual(
          actions.map(({ title: what, due }) => `${what.replaceAll('|', '/')} ${due}`).sort()
        );
        expect(readDues(found.dues) ?? []).toEqual(duesOf(incident));
      }
    )
  );
});

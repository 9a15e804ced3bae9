import { rowsOfHead, rowsOfRecord } from './actionList';
import { documentMarkdown } from './documents/documents';
import { exampleIncident } from './example';
import { readIncidentHead } from './head';
import { incidentKind } from './kind';
import { privacyNote, privateCount, shareable } from './privacy';

const items = [{ title: 'Down' }, { title: 'A leak', private: true }];

it('leaves private ones out unless they are asked for', () => {
  expect(shareable(items)).toEqual([{ title: 'Down' }]);
  expect(shareable(items, true)).toEqual(items);
  expect(privateCount(items)).toBe(1);
});

it('says nothing where there are none', () => {
  expect(privacyNote(0, false, 'en')).toBeUndefined();
  expect(privacyNote(0, true, 'fr')).toBeUndefined();
});

it('knows them by their folder too, where the search has no heads', () => {
  const hit = { name: 'inc-2026-0001', title: '', tags: [], head: {} };
  expect(readIncidentHead({ ...hit, place: 'private' }).private).toBe(true);
  expect(readIncidentHead({ ...hit, place: 'incidents' }).private).toBe(false);
});

it('marks the rows of its actions, from the head as from the record', () => {
  const incident = { ...exampleIncident(), status: 'investigating' as const, private: true };
  const { title, tags, head } = incidentKind.describe(incident);
  const rows = [...rowsOfRecord(incident), ...rowsOfHead(readIncidentHead({ name: incident.name, title, tags, head }))];
  expect(rows.length).toBeGreaterThan(5);
  expect(shareable(rows)).toEqual([]);
  expect(shareable(rowsOfRecord(exampleIncident()))).toHaveLength(5);
});

it.each(['report', 'ticket', 'review', 'postmortem'] as const)(
  'marks its own %s as confidential, in both languages',
  (kind) => {
    const incident = { ...exampleIncident(), private: true };
    expect(documentMarkdown(kind, incident, 'en')).toContain('**Confidential**');
    expect(documentMarkdown(kind, incident, 'fr')).toContain('**Confidentiel**');
    expect(documentMarkdown(kind, exampleIncident(), 'en')).not.toContain('Confidential');
  }
);

import { policyLines } from '../backup/defaults';
import { demoObjectives } from '../objective/demo';
import { objectivesInOrder } from '../objective/schema';
import { demoServices } from '../services/demo';
import { listed } from '../services/services';
import { documentationOf, documentedShare } from './documentation';

const services = listed(demoServices('en', 's'));
const objectives = objectivesInOrder(demoObjectives('en', 'o')).slice(0, 3);
const backups = Object.values(policyLines('platform', 'en'));
const nothing = { services: [], runbooks: [], objectives: [], backups: [] };
const link = { title: 'Wiki', url: 'https://wiki.example.org/users' };

it('counts services with a runbook, objectives with a description, and backups that somebody can restore', () => {
  const parts = documentationOf({
    services: services.map(([key, one]) => [key, { ...one, runbooks: key === 'users' ? [link] : [] }]),
    runbooks: [
      { services: ['redis'], retired: false, isStub: false },
      { services: ['search'], retired: true, isStub: false },
      { services: ['quotes'], retired: false, isStub: true },
    ],
    objectives: objectives.map(([key, one], index) => [key, { ...one, description: ['What users feel', ' '][index] }]),
    backups: [
      { ...backups[0], restore: { runbook: 'rb-restore' } },
      { ...backups[1], restore: {} },
      { ...backups[2], restore: {}, retired: '2026-11-01T00:00:00Z' },
    ],
  });
  expect(parts).toEqual([
    { of: 'services', written: 2, total: 4 },
    { of: 'objectives', written: 1, total: 3 },
    { of: 'backups', written: 1, total: 2 },
  ]);
  expect(documentedShare({ unit: 'percent' }, parts)).toBeCloseTo((100 * 4) / 9, 10);
  expect(documentedShare({ unit: 'ratio' }, parts)).toBeCloseTo(4 / 9, 10);
  expect(documentedShare({ unit: 'min' }, parts)).toBeUndefined();
});

it('is unknown where there is nothing to write down', () => {
  expect(documentedShare({ unit: 'percent' }, documentationOf(nothing))).toBeUndefined();
});

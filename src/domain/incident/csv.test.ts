import { incidentsCsv } from './csv';
import { exampleIncident } from './example';
import { readIncidentHead } from './head';
import { incidentKind } from './kind';

it('lists incidents without inventing times, and runs no formula', () => {
  const { title, tags, head } = incidentKind.describe({ ...exampleIncident(), title: '=cmd()' });
  const csv = incidentsCsv([readIncidentHead({ name: 'inc-2024-001', title, tags, head, hasHead: true })]);
  const [columns, row, end] = csv.split('\r\n');
  expect(columns.split(',')).toHaveLength(22);
  expect(row).toBe(
    "INC-2024-001,'=cmd(),closed,sev3,Quotes Service,,monitoring,,,2024-01-15T13:30:00Z,,,2024-01-15T13:32:00Z,2024-01-15T13:40:00Z,2024-01-15T13:45:00Z,2024-01-15T14:15:00Z,,,,900,2700,2700"
  );
  expect(end).toBe('');
});

it('has the duration that list and report show, from the first impact on', () => {
  const incident = exampleIncident();
  const milestones = { ...incident.milestones, started: '2024-01-15T13:25:00Z' };
  const { title, tags, head } = incidentKind.describe({ ...incident, milestones });
  const [columns, row] = incidentsCsv([readIncidentHead({ name: 'inc-2024-001', title, tags, head, hasHead: true })])
    .split('\r\n')
    .map((line) => line.split(','));
  expect(row[columns.indexOf('duration_s')]).toBe('3000');
  expect(row[columns.indexOf('time_to_recover_s')]).toBe('2700');
});

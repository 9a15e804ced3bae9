import { defaultChecklists } from '../maintenance/checklistDefaults';
import { emptyPlan, exampleTasks } from '../maintenance/plan';
import { taskStandings } from '../maintenance/task';
import { exampleObjectives } from '../objective/examples';
import { exampleIndicators } from '../objective/improvementExamples';
import { emptyObjectives } from '../objective/register';
import { shippedRunbooks } from '../runbook/library/library';
import { emptyServices } from '../services/services';

it.each(['en', 'fr'] as const)('ships in %s nothing of the demo, and no value of anybody', (language) => {
  const shipped = JSON.stringify([
    exampleObjectives(language),
    exampleIndicators(language),
    defaultChecklists(language),
    exampleTasks(language, 'UTC', '2026-11-27T00:00:00Z'),
    shippedRunbooks(language),
  ]);
  expect(
    shipped.match(/haddock|quotes|flask_|system_(cpu|memory|disk)_|backup_last_success|"documented"|"readings"/)
  ).toBeNull();
});

it('begins with nothing that could be overdue, late or breached', () => {
  expect(emptyObjectives('x')).toMatchObject({ objectives: {}, indicators: {} });
  expect(emptyServices('x').services).toEqual({});
  expect(emptyPlan().tasks).toEqual({});
});

it('asks of the example plan nothing that was due before it was adopted', () => {
  const at = '2026-11-27T21:00:00.000Z'; // the daily ones were due at 17:00, and two hours late are forgiven
  const found = taskStandings(exampleTasks('en', 'UTC', at), new Map(), at);
  expect(found).toHaveLength(6);
  expect(found.filter(({ overdueSince }) => overdueSince)).toEqual([]);
});

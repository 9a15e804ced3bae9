import { occurrencesOf, type Task } from '../../src/domain/maintenance/task';
import { timed } from './heads';
import { type Measure } from './table';

/** How many of a hundred tasks come back how. */
const RHYTHMS = [
  [5, 'FREQ=DAILY'],
  [15, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  [30, 'FREQ=WEEKLY'],
  [10, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
  [15, 'FREQ=MONTHLY;BYDAY=1TU'],
  [10, 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  [10, 'FREQ=MONTHLY;INTERVAL=3'],
  [5, 'FREQ=YEARLY'],
] as const;
const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata'];

/** Every date of a hundred tasks in five years, forty thousand of them. */
export function measurePlan(): Measure[] {
  const tasks = RHYTHMS.flatMap(([count, rule]) => Array.from({ length: count }, () => rule)).map(taskOf);
  return [
    {
      name: 'five years of a hundred tasks',
      unit: 'ms',
      values: timed(() => {
        for (const [index, task] of tasks.entries()) {
          occurrencesOf(`bench-${index}`, task, '2021-11-01T00:00:00Z', '2026-11-01T00:00:00Z', new Map());
        }
      }),
      limit: 50,
    },
  ];
}

function taskOf(rule: string, index: number): Task {
  return {
    position: index,
    title: `Check ${index}`,
    team: 'DevOps',
    schedules: {
      first: {
        rule,
        start: '2021-01-01T09:00',
        zone: ZONES[index % ZONES.length],
        from: '2021-01-01T00:00:00Z',
        leadMinutes: 60,
        graceMinutes: 60,
        anchor: 'scheduled',
      },
    },
  };
}

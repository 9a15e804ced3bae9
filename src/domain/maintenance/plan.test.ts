import { isRefused } from '../record/outcome';
import {
  checkTask,
  currentSchedule,
  exampleTasks,
  titledIn,
  emptyPlan,
  inPlan,
  type Plan,
  type PlanCommand,
  planKind,
  type TaskForm,
} from './plan';
import { occurrencesOf } from './task';

const by = { uid: 'u1', name: 'Ana' };
const at = '2026-11-18T10:00:00Z';
const zone = 'Europe/Paris';
const adopt: PlanCommand = { type: 'adopt', id: 'a', at, by, zone, tasks: exampleTasks('en', zone, at) };
const form: TaskForm = {
  title: 'Patch hosts',
  team: 'DevOps',
  schedule: {
    rule: 'FREQ=MONTHLY;BYDAY=1TU',
    start: '2026-01-01T09:00',
    zone,
    leadMinutes: 1440,
    graceMinutes: 60,
    anchor: 'scheduled',
  },
};

function applied(plan: Plan, ...commands: PlanCommand[]): Plan {
  return commands.reduce((record, command) => {
    const outcome = planKind.apply(record, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused.reasons));
    }
    return outcome.ok;
  }, plan);
}

const adopted = applied(emptyPlan(), adopt);

it('is a document in its own language', () => {
  const plan = applied(emptyPlan('fr'), { ...adopt, tasks: exampleTasks('fr', zone, at) });
  const { title, markdown } = planKind.describe(plan);
  expect(title).toBe('Plan de maintenance');
  expect(markdown).toContain(
    '# Plan de maintenance\n\n| Tâche | Récurrence | Heure (Europe/Paris) | Équipe | Checklist |'
  );
  expect(planKind.describe(adopted).markdown).toContain('| Task | Recurrence |');
});

describe('the built-in plan', () => {
  it.each([
    [
      'en',
      ['Check logs', 'Update dependencies', 'Back up data', 'Security scan', 'Check performance', 'Clean up resources'],
    ],
    [
      'fr',
      [
        'Vérifier les logs',
        'Mettre à jour les dépendances',
        'Sauvegarder les données',
        'Analyse de sécurité',
        'Vérifier les performances',
        'Nettoyer les ressources',
      ],
    ],
  ] as const)('has the six sample tasks in %s', (language, titles) => {
    expect(inPlan(exampleTasks(language, zone, at)).map(({ definition }) => definition.title)).toEqual(titles);
  });

  it('can be saved as it is, and asks nothing of the days before', () => {
    const tasks = exampleTasks('en', zone, at);
    for (const definition of Object.values(tasks)) {
      const { from: _, ...schedule } = currentSchedule(definition);
      expect(checkTask({ title: definition.title, team: definition.team, schedule })).toEqual([]);
    }
    expect(
      occurrencesOf('check-logs', tasks['check-logs'], '2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z', new Map()).map(
        ({ date }) => date
      )
    ).toEqual(['2026-11-18', '2026-11-19']);
  });
});

describe('the plan', () => {
  it('is adopted once', () => {
    expect(planKind.apply(adopted, adopt)).toEqual({ ok: adopted });
    expect(planKind.apply(adopted, { ...adopt, id: 'b', zone: 'UTC' })).toEqual({ ok: adopted });
  });

  it('keeps the earlier rhythm for the past and refuses an edit of an older revision', () => {
    const first = applied(adopted, { type: 'saveTask', id: 's1', at, by, key: 'patch', form });
    const rest = applied(first, {
      type: 'saveTask',
      id: 's2',
      at: '2026-12-01T10:00:00Z',
      by,
      key: 'patch',
      seen: 's1',
      form: { ...form, title: 'Patch all hosts' },
    });
    expect(Object.keys(rest.tasks.patch.schedules)).toEqual(['s1']);
    const moved = applied(rest, {
      type: 'saveTask',
      id: 's3',
      at: '2026-12-02T10:00:00Z',
      by,
      key: 'patch',
      seen: 's2',
      form: { ...form, schedule: { ...form.schedule, rule: 'FREQ=WEEKLY;BYDAY=MO' } },
    });
    expect(Object.keys(moved.tasks.patch.schedules)).toEqual(['s1', 's3']);
    expect(currentSchedule(moved.tasks.patch)).toMatchObject({
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      from: '2026-12-02T10:00:00Z',
    });
    const stale = planKind.apply(moved, { type: 'saveTask', id: 's4', at, by, key: 'patch', seen: 's1', form });
    expect(isRefused(stale) && stale.refused.reasons).toEqual([{ code: 'plan.moved', values: { name: 'Ana' } }]);
  });

  it('retires and revives a task', () => {
    const retired = applied(adopted, { type: 'retireTask', id: 'r1', at, by, key: 'check-logs' });
    expect(inPlan(retired.tasks)).toHaveLength(5);
    expect(inPlan(applied(retired, { type: 'reviveTask', id: 'r2', at, by, key: 'check-logs' }).tasks)).toHaveLength(6);
  });

  it('remembers from when to when a task was out, whoever repeats it or edits the task', () => {
    const [key, later] = ['check-logs', '2026-12-01T10:00:00Z'];
    const back = applied(
      adopted,
      { type: 'retireTask', id: 'r1', at, by, key },
      { type: 'retireTask', id: 'r2', at: '2026-11-20T10:00:00Z', by, key },
      { type: 'reviveTask', id: 'r3', at: later, by, key },
      { type: 'reviveTask', id: 'r4', at: '2026-12-02T10:00:00Z', by, key },
      { type: 'saveTask', id: 's1', at: '2026-12-03T10:00:00Z', by, key, seen: 'r3', form }
    );
    expect(back.tasks[key].pauses).toEqual({ r3: { from: at, to: later } });
    expect(planKind.schema.parse(back)).toEqual(back);
  });

  it.each([
    [{ ...form, title: '' }, 'required'],
    [{ ...form, team: ' ' }, 'required'],
    [
      { ...form, schedule: { ...form.schedule, rule: 'FREQ=MONTHLY;COUNT=3', anchor: 'completed' as const } },
      'recurrence.counted',
    ],
    [{ ...form, schedule: { ...form.schedule, rule: 'sometimes' } }, 'recurrence.frequency'],
    [{ ...form, schedule: { ...form.schedule, rule: 'FREQ=DAILY', leadMinutes: 1440 } }, 'plan.leadTooLong'],
    [{ ...form, schedule: { ...form.schedule, graceMinutes: -1 } }, 'number'],
  ])('refuses a form it cannot keep (%#)', (broken, code) => {
    expect(checkTask(broken).map((reason) => reason.code)).toEqual([code]);
  });

  it.each([
    ['title', 300],
    ['team', 100],
    ['description', 20_000],
  ])('takes a %s that it can read back, and refuses a longer one', (field, limit) => {
    const longest = { ...form, [field]: ` ${'x'.repeat(limit)} ` };
    const plan = applied(adopted, { type: 'saveTask', id: 's1', at, by, key: 'patch', form: longest });
    expect(planKind.schema.parse(plan)).toEqual(plan);
    expect(checkTask({ ...form, [field]: 'x'.repeat(limit + 1) })).toEqual([
      { code: 'tooLong', values: { limit }, field },
    ]);
  });

  it.each(['2026-02-31', '24/12/2026', 'Christmas'])('refuses to leave out “%s”', (date) => {
    const reasons = checkTask({ ...form, schedule: { ...form.schedule, except: ['2026-12-24', date] } });
    expect(reasons).toEqual([{ code: 'recurrence.start', field: 'except' }]);
  });

  it('survives JSON and reads well', () => {
    expect(planKind.schema.parse(JSON.parse(JSON.stringify(adopted)))).toEqual(adopted);
    expect(planKind.describe(adopted).markdown).toContain(
      '| Clean up resources | `FREQ=MONTHLY;BYDAY=1TU` | 09:00 | DevOps |  |'
    );
  });
});

it('titles tasks that were taken over in one language in the other, and keeps those of a team', () => {
  const english = exampleTasks('en', 'UTC', '2026-11-02T00:00:00Z');
  expect(titledIn(english, 'fr')).toEqual(
    Object.fromEntries(
      Object.entries(exampleTasks('fr', 'UTC', '2026-11-02T00:00:00Z')).map(([key, task]) => [
        key,
        { ...task, team: english[key].team },
      ])
    )
  );
  const own = { ...english['check-logs'], title: 'Read the logs' };
  expect(titledIn({ 'check-logs': own }, 'fr')).toEqual({ 'check-logs': own });
});

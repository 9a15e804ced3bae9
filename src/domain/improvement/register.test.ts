import fc from 'fast-check';
import { isRefused } from '../record/outcome';
import { fromResource, toResource } from '../record/resource';
import { offeredRoadmap } from './defaults';
import { emptyRoadmap, IMPROVEMENTS, improvementsKind, itemsInOrder, type RoadmapCommand } from './register';
import { ROADMAP_STATES, type Roadmap, type RoadmapFields } from './schema';

const by = { uid: 'u-ana', name: 'Ana' };
const at = '2026-11-27T10:00:00.000Z';
const fields: RoadmapFields = {
  title: 'Redis autoscaling',
  priority: 'high',
  due: '2027-Q1',
  owner: 'DevOps',
  incidents: ['inc-2024-001'],
  objectives: ['availability'],
  reviews: ['opsbook-week-2026-w47'],
  security: ['firewall'],
  improves: { of: 'objective', key: 'availability' },
};
type Part<C = RoadmapCommand> = C extends RoadmapCommand ? Omit<C, 'id' | 'at' | 'by'> : never;
const command = (part: Part, id = 'c1', time = at) => ({ ...part, id, at: time, by }) as RoadmapCommand;
const apply = (record: Roadmap, ...commands: RoadmapCommand[]) =>
  commands.reduce((current, each) => {
    const outcome = improvementsKind.apply(current, each);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  }, record);
const reasons = (record: Roadmap, each: RoadmapCommand) => {
  const outcome = improvementsKind.apply(record, each);
  return isRefused(outcome) ? outcome.refused.reasons : [];
};
const save = command({ type: 'save', item: 'a', fields, isNew: true });
const saved = apply(emptyRoadmap('uuid'), save);

it('saves an item once, and comes back from its dashboard as it was', () => {
  expect(saved.items.a).toEqual({ ...fields, state: 'toDo', created: at, by, revision: 'c1' });
  expect(apply(saved, save)).toBe(saved);
  const back = fromResource(improvementsKind, toResource(improvementsKind, saved, { name: IMPROVEMENTS, folder: 'f' }));
  expect(back).toMatchObject({ state: 'ok', record: saved });
});

it('tells an edit by somebody else, an item that is gone, and what is wrong at its field', () => {
  expect(reasons(saved, command({ type: 'save', item: 'a', fields, seen: 'other' }, 'c2'))).toEqual([
    { code: 'moved' },
  ]);
  expect(reasons(saved, command({ type: 'save', item: 'b', fields, seen: 'c1' }, 'c2'))).toEqual([
    { code: 'roadmap.removed' },
  ]);
  expect(
    reasons(
      saved,
      command({ type: 'save', item: 'b', isNew: true, fields: { ...fields, title: ' ', due: '2027-Q5' } }, 'c2')
    )
  ).toEqual([
    { code: 'required', field: 'title' },
    { code: 'unreadable', field: 'due' },
  ]);
});

it('moves an item, and keeps when it was done only as long as it is', () => {
  const done = apply(saved, command({ type: 'move', item: 'a', state: 'done', seen: 'toDo' }, 'c2'));
  expect(done.items.a).toMatchObject({ state: 'done', done: at });
  const earlier = apply(
    done,
    command({ type: 'move', item: 'a', state: 'done', seen: 'done', done: '2026-11-20T10:00:00.000Z' }, 'c3')
  );
  expect(earlier.items.a.done).toBe('2026-11-20T10:00:00.000Z');
  const kept = apply(earlier, command({ type: 'keepEffect', item: 'a', before: 0.99, after: 0.999 }, 'c4'));
  expect(kept.items.a.effect).toEqual({ before: 0.99, after: 0.999, at, by });
  const back = apply(kept, command({ type: 'move', item: 'a', state: 'inProgress', seen: 'done' }, 'c5'));
  expect(back.items.a).not.toHaveProperty('done');
  expect(back.items.a).not.toHaveProperty('effect');
  expect(reasons(back, command({ type: 'move', item: 'a', state: 'done', seen: 'toDo' }, 'c6'))).toEqual([
    { code: 'moved' },
  ]);
  expect(
    reasons(
      back,
      command({ type: 'move', item: 'a', state: 'done', seen: 'inProgress', done: '2027-01-01T00:00:00Z' }, 'c6')
    )
  ).toEqual([{ code: 'time.future', field: 'done' }]);
});

it('forgets an effect that was measured on something else', () => {
  const kept = apply(
    saved,
    command({ type: 'move', item: 'a', state: 'done', seen: 'toDo' }, 'c2'),
    command({ type: 'keepEffect', item: 'a', before: 1, after: 2 }, 'c3'),
    command({ type: 'save', item: 'a', seen: 'c1', fields: { ...fields, title: 'Autoscaling' } }, 'c4')
  );
  expect(kept.items.a.effect).toBeDefined();
  const other = { ...fields, improves: { of: 'indicator' as const, key: 'mttr' } };
  const changed = apply(kept, command({ type: 'save', item: 'a', seen: 'c4', fields: other }, 'c5'));
  expect(changed.items.a).toMatchObject({ state: 'done', done: at });
  expect(changed.items.a).not.toHaveProperty('effect');
});

it('adopts the built-in roadmap on purpose, without touching what is there', () => {
  const offered = offeredRoadmap('en', '2027-Q1');
  const items = Object.fromEntries(offered.map(({ key, ...rest }) => [key, rest]));
  const adopted = apply(saved, command({ type: 'adopt', items: { ...items, a: items.performance } }, 'c2'));
  expect(Object.keys(adopted.items)).toHaveLength(8);
  expect(adopted.items.a).toBe(saved.items.a);
  expect(adopted.items['central-logging']).toMatchObject({ state: 'planned', due: '2027-Q2', created: at });
  expect(adopted.items.autoscaling).toMatchObject({ state: 'inProgress', due: '2027-Q1', owner: 'DevOps' });
});

it('offers the seven items of the manual, with its quarters of 2024 and in both languages', () => {
  expect(
    offeredRoadmap('en').map(({ fields: { title, priority, due, owner }, state }) => [
      title,
      priority,
      due,
      owner,
      state,
    ])
  ).toEqual([
    ['Prometheus and Grafana', 'high', '2024-Q1', 'DevOps', 'toDo'],
    ['Autoscaling', 'medium', '2024-Q1', 'DevOps', 'inProgress'],
    ['Automatic Redis backups', 'high', '2024-Q1', 'DevOps', 'toDo'],
    ['Central logging', 'medium', '2024-Q2', 'DevOps', 'planned'],
    ['Alerts and notifications', 'high', '2024-Q1', 'DevOps', 'toDo'],
    ['Performance', 'medium', '2024-Q2', 'Dev', 'planned'],
    ['Documented procedures', 'high', '2024-Q1', 'DevOps', 'inProgress'],
  ]);
  expect(offeredRoadmap('fr').map(({ fields: { title } }) => title)).toContain('Journalisation centralisée');
});

it('orders unfinished items by due date and priority, then finished ones by when they were done', () => {
  const item = { ...fields, state: 'toDo' as const, created: at, by };
  const { due: _, ...open } = item;
  expect(
    itemsInOrder({
      items: {
        undated: open,
        low: { ...item, due: '2027-Q1', priority: 'low' },
        first: { ...item, due: '2027-02-01' },
        high: { ...item, due: '2027-Q1' },
        done: { ...item, state: 'done', done: '2026-11-01T00:00:00Z' },
        lately: { ...item, state: 'done', done: '2026-11-20T00:00:00Z' },
      },
    }).map(([key]) => key)
  ).toEqual(['first', 'high', 'low', 'undated', 'lately', 'done']);
});

it('is read back whatever a command carries', () => {
  const text = fc.oneof(fc.string(), fc.constant('constructor'), fc.constant('x'.repeat(301)));
  const hostile = fc.oneof(
    fc.record({
      type: fc.constant('save'),
      item: text,
      isNew: fc.boolean(),
      fields: fc.record({
        ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fc.constant(value)])),
        title: text,
        due: text,
      }),
    }),
    fc.record({
      type: fc.constant('move'),
      item: text,
      state: fc.constantFrom(...ROADMAP_STATES),
      seen: fc.constantFrom(...ROADMAP_STATES),
      done: text,
    }),
    fc.record({ type: fc.constant('keepEffect'), item: text, before: fc.double(), after: fc.double() }),
    fc.record({ type: fc.constant('remove'), item: text })
  );
  fc.assert(
    fc.property(hostile, (part) => {
      const outcome = improvementsKind.apply(saved, command(part as Part, 'c9'));
      expect(
        isRefused(outcome) || improvementsKind.schema.safeParse(JSON.parse(JSON.stringify(outcome.ok))).success
      ).toBe(true);
    })
  );
});

it('keeps the tags that tell of changes, each once', () => {
  const chosen = apply(saved, command({ type: 'chooseTags', tags: ['deploy', ' release ', 'deploy', ''] }, 'c2'));
  expect(chosen.changeTags).toEqual(['deploy', 'release']);
  expect(reasons(saved, command({ type: 'chooseTags', tags: ['x'.repeat(51)] }, 'c2'))).toEqual([
    { code: 'tooLong', values: { limit: 50 }, field: 'tags' },
  ]);
});

import { actionsOfReviews, takenKey, takenOn } from './fromReview';
import { emptyRoadmap, improvementsKind } from './register';
import { type Roadmap } from './schema';

const by = { uid: 'u-ana', name: 'Ana' };
const at = '2026-11-20T16:00:00Z';
const proposal = { kind: 'lengthen' as const, about: 'High | CPU', n: 4 };
const fields = {
  title: 'Let High CPU wait longer',
  priority: 'medium' as const,
  owner: 'Ana',
  due: '2026-12-01',
  incidents: [],
  objectives: [],
  reviews: ['opsbook-week-2026-w47'],
  security: [],
};

function take(record: Roadmap, id: string, week = '2026-W47'): ReturnType<typeof improvementsKind.apply> {
  return improvementsKind.apply(record, {
    id,
    at,
    by,
    type: 'save',
    item: takenKey(proposal, week),
    fields,
    isNew: true,
  });
}

function taken(): Roadmap {
  const outcome = take(emptyRoadmap('r'), 'c1');
  return 'ok' in outcome ? outcome.ok : emptyRoadmap('none');
}

it('makes one action of a proposal, whoever takes it on second', () => {
  expect(take(taken(), 'c2')).toEqual({ refused: { reasons: [{ code: 'moved' }] } });
  expect(actionsOfReviews(taken())).toEqual([
    {
      key: 'roadmap/alert|lengthen|High | CPU|2026-W47',
      id: 'alert|lengthen|High | CPU|2026-W47',
      review: 'opsbook-week-2026-w47',
      incident: { name: 'opsbook-week-2026-w47', ref: '2026-W47', title: '' },
      title: 'Let High CPU wait longer',
      state: 'open',
      priority: 'medium',
      owner: 'Ana',
      due: '2026-12-01',
      complete: true,
    },
  ]);
});

it('remembers it in the weeks after until it is done, and proposes it again then', () => {
  const record = taken();
  const key = takenKey(proposal, '2026-W47');
  expect(takenOn(record, proposal, '2026-W48')?.[0]).toBe(key);
  const done = improvementsKind.apply(record, {
    id: 'c3',
    at,
    by,
    type: 'move',
    item: key,
    state: 'done',
    seen: 'toDo',
  });
  const after = 'ok' in done ? done.ok : record;
  expect(takenOn(after, proposal, '2026-W48')).toBeUndefined();
  expect(takenOn(after, proposal, '2026-W47')?.[1].state).toBe('done');
  expect(actionsOfReviews(after)).toMatchObject([{ state: 'done' }]);
  expect(takenOn(record, { ...proposal, kind: 'raise' }, '2026-W47')).toBeUndefined();
});

it('leaves items of no weekly review to the roadmap', () => {
  const record = emptyRoadmap('r');
  const own = { ...fields, reviews: ['opsbook-security'], state: 'toDo' as const, created: at, by };
  expect(actionsOfReviews({ ...record, items: { own } })).toEqual([]);
  const quarter = { ...own, reviews: ['opsbook-week-2026-w47'], due: '2027-Q1', state: 'inProgress' as const };
  expect(actionsOfReviews({ ...record, items: { quarter } })).toMatchObject([{ due: '2027-03-31', state: 'doing' }]);
});

import fc from 'fast-check';
import {
  type ActionRow,
  daysLate,
  filterActions,
  rowsOfHead,
  rowsOfRecord,
  sortActions,
  withActions,
} from './actionList';
import { exampleIncident } from './example';
import { readIncidentHead } from './head';
import { incidentKind } from './kind';
import { type Incident } from './schema';

const TODAY = '2026-11-20';

const headOf = (incident: Incident) => {
  const { title, tags, head } = incidentKind.describe(incident);
  return readIncidentHead({ name: incident.name, title, tags, head, hasHead: true });
};

function row(part: Partial<ActionRow> = {}): ActionRow {
  const incident = { name: 'inc-2026-0001', ref: 'INC-2026-0001', title: 'Down' };
  return { key: 'a', id: 'a', incident, title: 'Raise the limit', state: 'open', complete: true, ...part };
}

const all = { state: 'all' as const, text: '' };

describe('rows', () => {
  it('come from the head, and whole from the record', () => {
    const incident = exampleIncident();
    const head = headOf(incident);
    expect([head.openActions, head.closedActions]).toEqual([2, 3]);
    expect(rowsOfRecord(incident)).toHaveLength(5);
    for (const fromHead of rowsOfHead(head)) {
      const whole = rowsOfRecord(incident).find(({ key }) => key === fromHead.key);
      expect(whole).toMatchObject({ title: fromHead.title, owner: 'DevOps', state: 'open', complete: true });
      expect(fromHead.complete).toBe(false);
    }
  });

  it('takes nothing from a damaged head at its word', () => {
    const head = readIncidentHead({
      name: 'inc-2026-0001',
      title: 'x',
      tags: [],
      head: { 'action-1': 'id||soon|magic|urgent|later|Do it' },
    });
    expect(rowsOfHead(head)).toEqual([
      {
        key: 'inc-2026-0001/id',
        id: 'id',
        incident: { name: 'inc-2026-0001', ref: 'INC-2026-0001', title: 'x' },
        title: 'Do it',
        state: 'open',
        complete: false,
      },
    ]);
  });

  it('are asked of incidents that can have some', () => {
    const done = headOf(exampleIncident());
    const none = headOf({ ...exampleIncident(), actions: {} });
    const voided = headOf({ ...exampleIncident(), status: 'void' });
    expect(withActions([done, none, voided], 'open')).toEqual([done]);
    expect(withActions([{ ...done, openActions: 0 }], 'open')).toEqual([]);
    expect(withActions([{ ...done, openActions: 0 }], 'done')).toHaveLength(1);
    expect(withActions([{ ...done, closedActions: 0 }], 'wontDo')).toEqual([]);
  });
});

describe('lateness', () => {
  it.each([
    [{ due: '2026-11-19' }, 1],
    [{ due: '2026-11-20' }, 0],
    [{ due: '2026-10-20' }, 31],
    [{}, 0],
    [{ due: '2026-11-19', state: 'done' as const }, 0],
    [{ due: '2026-11-19', state: 'wontDo' as const }, 0],
    [{ due: '2026-11-19', state: 'doing' as const }, 1],
  ])('%j is %d days late', (part, days) => {
    expect(daysLate(row(part), TODAY)).toBe(days);
  });

  it('puts the most overdue first, then what comes, then undated by priority, then what is finished', () => {
    const rows = [
      row({ key: 'done', state: 'done', due: '2026-01-01' }),
      row({ key: 'low', priority: 'low' }),
      row({ key: 'high', priority: 'high' }),
      row({ key: 'soon', due: '2026-12-01' }),
      row({ key: 'late', due: '2026-11-01' }),
      row({ key: 'later', due: '2026-11-10' }),
    ];
    expect(sortActions(rows).map(({ key }) => key)).toEqual(['late', 'later', 'soon', 'high', 'low', 'done']);
  });

  it('sorts the same whatever the order', () => {
    const some = fc.uniqueArray(
      fc.record({
        key: fc.string({ minLength: 1 }),
        due: fc.option(fc.constantFrom('2026-11-01', '2026-12-01'), { nil: undefined }),
        state: fc.constantFrom('open' as const, 'done' as const),
      }),
      { selector: ({ key }) => key }
    );
    fc.assert(
      fc.property(some, (parts) => {
        const rows = parts.map((part) => row(part));
        expect(sortActions([...rows].reverse())).toEqual(sortActions(rows));
      })
    );
  });
});

describe('filters', () => {
  const rows = [
    row({ key: 'a', owner: 'Ana', type: 'prevent', due: '2026-11-25' }),
    row({ key: 'b', owner: 'Luc', state: 'done' }),
    row({ key: 'c', title: 'Mémoire de Redis', due: '2026-11-01' }),
    row({ key: 'd', state: 'wontDo', reason: 'too dear' }),
  ];
  const keys = (filter: Partial<Parameters<typeof filterActions>[1]>) =>
    filterActions(rows, { ...all, ...filter }, TODAY).map(({ key }) => key);

  it.each([
    [{ state: 'open' as const }, ['a', 'c']],
    [{ state: 'overdue' as const }, ['c']],
    [{ state: 'done' as const }, ['b']],
    [{ state: 'wontDo' as const }, ['d']],
    [{ owner: 'ana' }, ['a']],
    [{ owner: 'none' }, ['c', 'd']],
    [{ type: 'prevent' as const }, ['a']],
    [{ due: 7 }, ['a', 'c']],
    [{ due: 'none' as const }, ['b', 'd']],
    [{ text: 'memoire' }, ['c']],
    [{ text: 'inc-2026-0001 luc' }, ['b']],
  ])('%j leaves %j', (filter, expected) => {
    expect(keys(filter)).toEqual(expected);
  });
});

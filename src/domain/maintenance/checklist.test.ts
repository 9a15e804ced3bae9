import { inOrder } from '../record/inOrder';
import { isRefused } from '../record/outcome';
import { checklistKind, type ChecklistCommand, emptyChecklists } from './checklist';
import { checkChecklist } from './checklistCheck';
import { defaultChecklists, listIn, MAINTENANCE_CHECKLIST } from './checklistDefaults';
import { type Checklist, judgeChoice, judgeNumber, judgeQuery } from './checklistItem';
import { demoChecklists } from './demo';

const by = { uid: 'u1', name: 'Ana' };
const at = '2026-11-16T10:00:00Z';

describe('verdicts', () => {
  it.each([
    ['==', 0, [0], { verdict: 'pass', value: 0 }],
    ['<', 85, [85], { verdict: 'fail', value: 85 }],
    ['<', 85, [84.9], { verdict: 'pass', value: 84.9 }],
    ['>=', 0.7, [0.8, 0.6, 0.9], { verdict: 'fail', value: 0.6 }],
    ['==', 1, [], { verdict: 'nodata' }],
    ['==', 1, [NaN], { verdict: 'nodata' }],
    ['<', 10, [Infinity], { verdict: 'fail', value: Infinity }],
  ] as const)('%s %d over %j', (comparison, threshold, values, expected) => {
    expect(judgeQuery({ comparison, threshold }, [...values])).toEqual(expected);
  });

  it.each([
    ['<', 85, 1, 86, 'pass'],
    ['<', 85, 1, 86.1, 'fail'],
    ['==', 3, 0.5, 2.5, 'pass'],
    ['>=', 0.7, 0.1, 0.55, 'fail'],
    ['!=', 3, 1, 3, 'fail'],
  ] as const)('%s %d with a tolerance of %d takes %d as %s', (comparison, threshold, tolerance, value, verdict) => {
    expect(judgeQuery({ comparison, threshold, tolerance }, [value]).verdict).toBe(verdict);
  });

  it.each([
    ['asks', 'nodata'],
    ['fails', 'fail'],
    ['passes', 'pass'],
  ] as const)('missing data %s', (missing, verdict) => {
    expect(judgeQuery({ comparison: '<', threshold: 1, missing }, [NaN])).toEqual({ verdict });
  });

  it('judges numbers inside their bounds and choices that are not among the failing ones', () => {
    expect([judgeNumber({ min: 1, max: 3 }, 3), judgeNumber({ min: 1 }, 0), judgeNumber({}, -5)]).toEqual([
      'pass',
      'fail',
      'pass',
    ]);
    expect([judgeNumber({ max: 3, tolerance: 0.5 }, 3.5), judgeNumber({ min: 1, tolerance: 0.5 }, 0.4)]).toEqual([
      'pass',
      'fail',
    ]);
    expect([judgeChoice({ failing: ['bad'] }, 'bad'), judgeChoice({}, 'bad')]).toEqual(['fail', 'pass']);
  });
});

it('is a document in its own language', () => {
  const register = { ...emptyChecklists('fr'), checklists: defaultChecklists('fr') };
  expect(checklistKind.describe(register).markdown).toMatch(
    /^# Checklists\n\n## Checklist de maintenance \(version 1\)/
  );
});

describe('the built-in checklist', () => {
  it.each(['en', 'fr'] as const)(
    'has the nine items in %s, six of them asked of Prometheus in the demo',
    (language) => {
      const list = defaultChecklists(language)[MAINTENANCE_CHECKLIST];
      expect(inOrder(list.items)).toHaveLength(9);
      const asked = (one: Checklist) => inOrder(one.items).filter(({ kind }) => kind === 'query');
      expect(asked(list)).toMatchObject([{ expr: 'sum(up == bool 0)' }]);
      const demo = demoChecklists(language)[MAINTENANCE_CHECKLIST];
      expect(asked(demo)).toHaveLength(6);
      expect(checkChecklist(demo)).toEqual([]);
      expect(checkChecklist(list)).toEqual([]);
    }
  );

  it('has the same keys in both languages', () => {
    expect(Object.keys(defaultChecklists('fr').maintenance.items)).toEqual(
      Object.keys(defaultChecklists('en').maintenance.items)
    );
  });
});

describe('the register', () => {
  const list: Omit<Checklist, 'version'> = {
    title: 'Disks',
    items: { disk: { kind: 'confirm', position: 1, title: 'Look at the disks' } },
  };
  const adopt: ChecklistCommand = { type: 'adopt', id: 'c0', at, by, checklists: demoChecklists('en') };
  const save: ChecklistCommand = { type: 'save', id: 'c1', at, by, key: 'disks', seen: 0, checklist: list };

  it('counts versions up and refuses an edit of an older one', () => {
    const saved = apply(apply(emptyChecklists(), adopt), save);
    expect(saved.checklists.disks.version).toBe(1);
    expect(Object.keys(saved.checklists)).toEqual(['maintenance', 'disks']);
    expect(checklistKind.apply(saved, save)).toEqual({ ok: saved }); // the same click again
    const other = checklistKind.apply(saved, { ...save, id: 'c2' });
    expect(isRefused(other) && other.refused.reasons).toEqual([{ code: 'checklist.moved', values: { version: 1 } }]);
    expect(apply(saved, { ...save, id: 'c3', seen: 1 }).checklists.disks.version).toBe(2);
  });

  it('refuses a checklist without items, and links that are not of the web', () => {
    expect(checkChecklist({ title: ' ', items: {} }).map(({ code }) => code)).toEqual(['required', 'checklist.empty']);
    expect(
      checkChecklist({ title: 'x', items: { a: { kind: 'link', position: 1, title: 'x', url: 'javascript:x' } } })
    ).toEqual([{ code: 'link.web', field: 'items.a.url' }]);
  });

  it('survives JSON and reads well', () => {
    const saved = apply(emptyChecklists(), adopt);
    expect(checklistKind.schema.parse(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
    expect(checklistKind.describe(saved).markdown).toContain('3. Disk space — `max(system_disk_usage_percent) < 85`');
  });

  function apply(register: ReturnType<typeof emptyChecklists>, command: ChecklistCommand) {
    const outcome = checklistKind.apply(register, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  }
});

it('words a built-in checklist in the reader’s language as far as nobody changed it', () => {
  const { [MAINTENANCE_CHECKLIST]: english } = defaultChecklists('en');
  expect(listIn(english, 'fr')).toEqual(defaultChecklists('fr')[MAINTENANCE_CHECKLIST]);
  const own = { ...english.items.logs, title: 'Read the logs of nginx' };
  expect(listIn({ ...english, items: { logs: own } }, 'fr').items.logs.title).toBe('Read the logs of nginx');
});

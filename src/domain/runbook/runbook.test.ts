import { isRefused } from '../record/outcome';
import { type Person } from '../record/record';
import { mapBranches } from './branches';
import { checkContent, type RunbookCommand, runbookKind, runbookNameFor } from './runbook';
import { type Content, emptyContent, emptyRunbook, type Runbook, type Step } from './schema';

const ana: Person = { uid: 'ana', name: 'Ana' };
const at = '2026-11-20T10:00:00Z';

function act(record: Runbook, command: Partial<RunbookCommand> & { type: string }): Runbook {
  const outcome = runbookKind.apply(record, {
    id: Math.random().toString(),
    at,
    by: ana,
    ...command,
  } as RunbookCommand);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

const note = (position: number, to?: string): Step => ({
  kind: 'note',
  position,
  title: `Step ${position}`,
  ...(to && { to }),
});
const withSteps = (steps: Record<string, Step>): Content => ({ ...emptyContent('Redis'), steps });

it('counts its versions up and refuses an edit of an older one', () => {
  const first = act(emptyRunbook('id'), { type: 'save', content: emptyContent(' Redis '), seen: 0 });
  expect(first).toMatchObject({ title: 'Redis', version: 1, created: { by: ana }, saved: { by: ana } });
  const outcome = runbookKind.apply(first, {
    type: 'save',
    id: 'x',
    at,
    by: ana,
    content: emptyContent('Other'),
    seen: 0,
  });
  expect(outcome).toEqual({ refused: { reasons: [{ code: 'runbook.moved', values: { version: 1, name: 'Ana' } }] } });
});

it('takes the same command once', () => {
  const save: RunbookCommand = { type: 'save', id: 'one', at, by: ana, content: emptyContent('Redis'), seen: 0 };
  const first = act(emptyRunbook('id'), save);
  expect(runbookKind.apply(first, save)).toEqual({ ok: first });
});

it('keeps what was said of it through an edit: reviews, marks, retirement', () => {
  let record = act(emptyRunbook('id'), { type: 'save', content: withSteps({ a: note(1) }), seen: 0 });
  record = act(record, { type: 'review' });
  record = act(record, { type: 'mark', incident: 'inc-2026-0001', step: 'a' });
  record = act(record, { type: 'retire', note: 'gone' });
  record = act(record, { type: 'save', content: withSteps({ a: note(1) }), seen: 1 });
  expect(record).toMatchObject({
    reviewed: { at },
    marks: { 'inc-2026-0001': { step: 'a' } },
    retired: { note: 'gone' },
    version: 2,
  });
  expect(act(record, { type: 'revive' }).retired).toBeUndefined();
});

it('reads back from a dashboard what it wrote', () => {
  const record = act(emptyRunbook('id'), { type: 'save', content: withSteps({ a: note(1) }), seen: 0 });
  expect(runbookKind.schema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
});

it('names a circle, a target that is no step, and a step that nothing leads to', () => {
  const circle = { a: note(1), b: note(2), c: note(3, 'b') };
  expect(mapBranches(circle)).toMatchObject({ circle: ['b', 'c'] });
  expect(checkContent(withSteps(circle))).toEqual([
    { code: 'runbook.circle', values: { steps: 'Step 2 → Step 3 → Step 2' }, field: 'steps.b' },
  ]);
  expect(checkContent(withSteps({ a: note(1, 'nowhere') }))).toEqual([
    { code: 'runbook.dangling', values: { step: 'Step 1', target: 'nowhere' }, field: 'steps.a' },
  ]);
  const skipping = { a: note(1, 'c'), b: note(2), c: note(3) };
  expect(mapBranches(skipping)).toMatchObject({ unreachable: ['b'], rows: { a: 0, b: 0, c: 1 } });
  expect(checkContent(withSteps(skipping))).toEqual([]);
});

it('draws a step below everything that leads to it', () => {
  const steps: Record<string, Step> = {
    ask: { kind: 'query', position: 1, title: 'Ask', expr: 'up', onFail: 'fix' },
    look: note(2, 'tell'),
    fix: note(3),
    tell: note(4),
  };
  expect(mapBranches(steps).rows).toEqual({ ask: 0, look: 1, fix: 1, tell: 2 });
});

it('says at its field what is wrong with a step', () => {
  const steps: Record<string, Step> = {
    q: { kind: 'query', position: 1, title: 'Q', expr: 'sum(up', comparison: '<' },
    c: { kind: 'command', position: 2, title: 'C', command: "sh -c 'echo <pod>'" },
    d: { kind: 'decision', position: 3, title: '', of: 'c', options: [{ label: 'x', to: 'end' }] },
    l: { kind: 'dashboard', position: 4, title: 'L', url: '//evil.example' },
  };
  const content = { ...withSteps(steps), parameters: { pod: { position: 1, source: { from: 'typed' as const } } } };
  expect(checkContent(content).map(({ code, field }) => [code, field])).toEqual([
    ['promql.unfinished', 'steps.q.expr'],
    ['runbook.comparison', 'steps.q.threshold'],
    ['required', 'steps.d.title'],
    ['runbook.judged', 'steps.d.of'],
    ['badLink', 'steps.l.url'],
  ]);
});

it('finds a free name, and one for a title without letters', () => {
  expect(runbookNameFor('Redis refuse la connexion')).toBe('rb-redis-refuse-la-connexion');
  expect(runbookNameFor('Redis', new Set(['rb-redis', 'rb-redis-2']))).toBe('rb-redis-3');
  expect(runbookNameFor('🚒')).toBe('rb-runbook');
});

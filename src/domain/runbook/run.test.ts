import { isRefused } from '../record/outcome';
import { type Person } from '../record/record';
import { runbookRunMarkdown } from './markdown/runbookRunMarkdown';
import { type RunCommand, runKind } from './run';
import { readRunHead } from './runHead';
import { emptyRun, type RunbookRun, runName, valuesOf, type What } from './runSchema';
import { type Step } from './schema';
import { pathOf } from './walk';

const ana: Person = { uid: 'ana', name: 'Ana' };
const luc: Person = { uid: 'luc', name: 'Luc' };
let clock = 0;
const tick = () => new Date(Date.parse('2026-11-20T03:00:00Z') + 1000 * clock++).toISOString();

const steps: Record<string, Step> = {
  ask: {
    kind: 'query',
    position: 1,
    title: 'Redis answers',
    expr: 'redis_up',
    comparison: '==',
    threshold: 1,
    onFail: 'pod',
  },
  fine: { kind: 'note', position: 2, title: 'Look elsewhere', to: 'end' },
  pod: { kind: 'input', position: 3, title: 'Which pod?' },
  restart: { kind: 'command', position: 4, title: 'Restart it', command: 'kubectl delete pod <pod>' },
  allow: { kind: 'approval', position: 5, title: 'Somebody agrees' },
  rest: { kind: 'wait', position: 6, title: 'Wait', seconds: 60 },
  choose: {
    kind: 'decision',
    position: 7,
    title: 'Better?',
    options: [
      { label: 'Yes', to: 'end' },
      { label: 'No', to: 'more' },
    ],
  },
  more: { kind: 'confirm', position: 8, title: 'Call the vendor' },
};

function applied(record: RunbookRun, command: Record<string, unknown> & { type: RunCommand['type'] }) {
  return runKind.apply(record, { id: `c${clock}`, at: tick(), by: ana, ...command } as RunCommand);
}
function act(record: RunbookRun, command: Record<string, unknown> & { type: RunCommand['type'] }): RunbookRun {
  const outcome = applied(record, command);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}
const settle = (record: RunbookRun, step: string, what: Partial<Extract<What, { kind: 'settle' }>> = {}) =>
  act(record, { type: 'entry', step, what: { kind: 'settle', verdict: 'done', ...what } });
const begin = () =>
  act(emptyRun('1b4e28ba-2fa1-41d2-883f-0016d3cca427'), {
    type: 'start',
    run: {
      runbook: 'rb-redis',
      title: 'Redis',
      version: 3,
      parameters: {},
      sections: {},
      steps,
      values: { service: 'quotes' },
    },
  });

it('follows the branch of a failed query, and goes back when it is judged again', () => {
  let run = begin();
  expect(pathOf(run)).toEqual({ path: [{ key: 'ask' }], current: 'ask' });
  run = settle(run, 'ask', { verdict: 'fail' });
  expect(pathOf(run).current).toBe('pod');
  run = settle(run, 'ask', { verdict: 'pass' });
  expect(pathOf(run).current).toBe('fine');
  expect(pathOf(settle(run, 'fine')).current).toBeUndefined();
});

it('keeps both answers when a query is asked again; an answer alone settles nothing', () => {
  const answer = (value: number) => ({ kind: 'answer', answer: { verdict: 'fail', value, at: tick(), series: 1 } });
  let run = act(begin(), { type: 'entry', step: 'ask', what: answer(0) });
  run = act(run, { type: 'entry', step: 'ask', what: answer(0.5) });
  expect(Object.values(run.entries)).toHaveLength(2);
  expect(pathOf(run).current).toBe('ask');
});

it('asks for the value, the option, the reason', () => {
  const run = settle(begin(), 'ask', { verdict: 'fail' });
  const refused = (step: string, what: object) =>
    applied(run, { type: 'entry', step, what: { kind: 'settle', verdict: 'done', ...what } });
  expect(refused('pod', {})).toEqual({ refused: { reasons: [{ code: 'required', field: 'value' }] } });
  expect(refused('choose', { option: 2 })).toEqual({ refused: { reasons: [{ code: 'required', field: 'option' }] } });
  expect(refused('more', { verdict: 'skip', reason: ' ' })).toEqual({
    refused: { reasons: [{ code: 'required', field: 'reason' }] },
  });
  expect(refused('pod', { value: 'x', link: 'javascript:x' })).toEqual({
    refused: { reasons: [{ code: 'badLink', field: 'link' }] },
  });
  expect(refused('gone', {})).toEqual({ refused: { reasons: [{ code: 'run.step' }] } });
  expect(valuesOf(settle(run, 'pod', { value: 'redis-0' }))).toEqual({ service: 'quotes', pod: 'redis-0' });
});

it('is approved by another person, once, however many click', () => {
  const run = begin();
  expect(applied(run, { type: 'approve', step: 'allow' })).toEqual({
    refused: { reasons: [{ code: 'run.otherPerson', values: { name: 'Ana' } }] },
  });
  const approved = act(run, { type: 'approve', step: 'allow', by: luc });
  expect(act(approved, { type: 'approve', step: 'allow', by: { uid: 'eve', name: 'Eve' } })).toBe(approved);
  expect(Object.values(approved.entries)).toMatchObject([{ step: 'allow', by: luc, what: { kind: 'approve' } }]);
  expect(applied(run, { type: 'entry', step: 'allow', what: { kind: 'settle', verdict: 'done' } })).toEqual({
    refused: { reasons: [{ code: 'run.approval' }] },
  });
});

it('says whether it helped, with why when it did not, and then takes nothing more', () => {
  expect(applied(begin(), { type: 'finish', helped: 'wrong' })).toEqual({
    refused: { reasons: [{ code: 'required', field: 'why' }] },
  });
  const done = act(begin(), { type: 'finish', helped: 'wrong', why: 'Redis was fine' });
  expect(applied(done, { type: 'entry', step: 'ask', what: { kind: 'settle', verdict: 'pass' } })).toEqual({
    refused: { reasons: [{ code: 'runbookRun.finished', values: { name: 'Ana' } }] },
  });
});

it('starts once, and tells its head what the lists need', () => {
  const run = act(begin(), { type: 'finish', helped: 'solved' });
  expect(applied(run, { type: 'start', run: { ...run, title: 'Other' } })).toEqual({ ok: run });
  const { title, tags, head } = runKind.describe(run);
  expect(readRunHead({ name: runName(run.id, run.started.at), title, tags, head })).toMatchObject({
    name: expect.stringMatching(/^run-20261120030\d-1b4e28ba2fa141d2883f$/),
    runbook: 'rb-redis',
    helped: 'solved',
    abandoned: false,
  });
});

it('is a document that says who decided what', () => {
  let run = settle(begin(), 'ask', { verdict: 'fail', note: 'as expected' });
  run = settle(run, 'pod', { value: 'redis-0' });
  run = settle(run, 'restart');
  run = act(run, { type: 'approve', step: 'allow', by: luc });
  run = act(run, { type: 'finish', helped: 'partly', why: 'too slow' });
  const text = runbookRunMarkdown(run);
  expect(text).toContain('1. **Redis answers** — fail');
  expect(text).toContain('Ana: done: redis-0');
  expect(text).toContain('5. **Wait** — not done');
  expect(text).toContain('- **Did it help?** partly: too slow');
  expect(runbookRunMarkdown(run, 'fr')).toContain('- **A-t-il aidé ?** en partie: too slow');
});

it('writes numbers of its answers as the language of the document does', () => {
  const answer = {
    expr: 'redis_up',
    value: 0.333333333333,
    unit: 's',
    verdict: 'fail' as const,
    comparison: '<' as const,
    threshold: 0.25,
    at: '2026-11-20T03:00:00Z',
    series: 1,
  };
  const run = act(begin(), { type: 'entry', step: 'ask', what: { kind: 'answer', answer } });
  const text = (language: 'en' | 'fr') => runbookRunMarkdown(run, language);
  expect(text('en')).toContain('`redis_up` = 0.3333 s (< 0.25) → fail');
  expect(text('fr')).toContain('`redis_up` = 0,3333 s (< 0,25) → en échec');
});

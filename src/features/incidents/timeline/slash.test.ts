import { quotesDown } from '../testIncidents';
import { completions, readTyped } from './slash';

const ME = { uid: 'u-ana', name: 'Ana' };
const LUC = { uid: 'u-luc', name: 'Luc', login: 'lmartin' };
const MARIE = { uid: 'u-marie', name: 'Marie Curie' };
const EVE = { uid: '', name: 'Ève' };
const PEOPLE = [ME, LUC, MARIE, EVE];
const typed = (text: string, people = PEOPLE) => readTyped(text, quotesDown(), ME, undefined, people);
const offered = (text: string) => completions(text, PEOPLE).map((each) => each.text);

it.each([
  ['/role commander', ME],
  ['/role commander luc', { uid: 'u-luc', name: 'Luc' }],
  ['/role commander @lmartin', { uid: 'u-luc', name: 'Luc' }],
  ['/role commander @Marie Curie', MARIE],
  ['/role commander Somebody Else', { name: 'Somebody Else' }],
])('%s gives the role to whom it names', (text, person) => {
  expect(typed(text)).toEqual({
    kind: 'command',
    draft: { type: 'assignRole', role: 'commander', person, seen: '' },
  });
});

it('keeps a name that two people have as it was typed', () => {
  const twins = [LUC, { uid: 'u-other', name: 'luc' }];
  expect(typed('/role scribe Luc', twins)).toMatchObject({ draft: { person: { name: 'Luc' } } });
});

it.each([
  ['/task Restart Redis', 'Restart Redis', ME],
  ['/task Restart Redis @luc', 'Restart Redis', { uid: 'u-luc', name: 'Luc' }],
  ['/task @marie curie restart Redis', 'restart Redis', MARIE],
  ['/task Ask @eve about it', 'Ask about it', { name: 'Ève' }],
  ['/task Restart @bob', 'Restart', { name: 'bob' }],
  ['@lmartin: restart Redis', 'restart Redis', { uid: 'u-luc', name: 'Luc' }],
  ['@Luc restart Redis', 'restart Redis', { uid: 'u-luc', name: 'Luc' }],
])('%s is a task', (text, title, owner) => {
  expect(typed(text)).toEqual({
    kind: 'command',
    draft: { type: 'addTask', task: { title, state: 'open', owner } },
  });
});

it.each(['@nobody look at this', '@lucas look', 'asked @luc', 'a@luc.example', '@luc'])('%s is a note', (text) => {
  expect(typed(text)).toEqual({ kind: 'command', draft: { type: 'note', text } });
});

it('opens the form of an update with what was typed, while the incident goes on', () => {
  expect(typed('/update It is back')).toEqual({ kind: 'update', text: 'It is back' });
  const over = readTyped('/update x', quotesDown({ status: 'closed' }), ME);
  expect(over).toEqual({ kind: 'unknown', word: '/update x' });
});

it.each([
  ['/', ['/status ', '/sev ', '/role ', '/task ', '/decision ', '/update ', '/evidence ']],
  ['/st', ['/status ']],
  ['/status', ['/status ']],
  ['/update', []],
  ['/status mi', ['/status mitigated']],
  ['/status mitigated', []],
  ['a note', []],
  ['/task x @m', ['/task x @Marie Curie ']],
  ['@LM', ['@Luc ']],
  ['@cur', ['@Marie Curie ']],
  ['@eve', ['@Ève ']],
  ['@Luc ', []],
  ['mail@l', []],
])('%j is completed by %j', (text, completed) => {
  expect(offered(text)).toEqual(completed);
});

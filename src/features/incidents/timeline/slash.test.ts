import { quotesDown } from '../testIncidents';
import { completions, readTyped } from './slash';

const ME = { uid: 'u-ana', name: 'Ana' };
const LUC = { uid: 'u-luc', name: 'Luc' };
const typed = (text: string, people = [ME, LUC]) => readTyped(text, quotesDown(), ME, undefined, people);

it.each([
  ['/role commander', ME],
  ['/role commander luc', LUC],
  ['/role commander Somebody Else', { name: 'Somebody Else' }],
])('%s gives the role to whom it names', (text, person) => {
  expect(typed(text)).toMatchObject({ kind: 'command', draft: { type: 'assignRole', role: 'commander', person } });
});

it('keeps a name that two people have as it was typed', () => {
  const twins = [LUC, { uid: 'u-other', name: 'luc' }];
  expect(typed('/role scribe Luc', twins)).toMatchObject({ draft: { person: { name: 'Luc' } } });
});

it('completes commands and what they take', () => {
  expect(completions('/')).toEqual(['/status ', '/sev ', '/role ', '/task ', '/decision ', '/evidence ']);
  expect(completions('/status mi')).toEqual(['/status mitigated']);
  expect(completions('a note')).toEqual([]);
});

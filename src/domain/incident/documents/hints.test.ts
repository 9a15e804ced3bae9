import { wordingHints } from './hints';

const codes = (...args: Parameters<typeof wordingHints>) =>
  wordingHints(...args).map(({ code, word }) => `${code}:${word}`);

it.each([
  ['It was a human error', 'cause', ['humanError:human error']],
  ['C’est une erreur humaine', 'cause', ['humanError:erreur humaine']],
  ['We should have seen it', 'text', ['shouldHave:should have']],
  ['L’équipe aurait dû voir', 'text', ['shouldHave:aurait dû']],
  ['Investigate the memory', 'action', ['vagueAction:Investigate']],
  ['Améliorer le cache', 'action', ['vagueAction:Améliorer']],
  ['Alert on memory above 80 %', 'action', []],
  ['The pod hit its memory limit', 'cause', []],
] as const)('%s', (text, place, expected) => {
  expect(codes(text, place)).toEqual(expected);
});

it('points at names among causes only', () => {
  expect(codes('Luc restarted the wrong pod', 'cause', ['Luc', 'Ana'])).toEqual(['person:Luc']);
  expect(codes('Lucky timing', 'cause', ['Luc'])).toEqual([]);
  expect(codes('Luc restarted the pod', 'text', ['Luc'])).toEqual([]);
});

import { formatDuration } from './durations';

let language = 'en-US';
jest.mock('../../grafana/user', () => ({ interfaceLanguage: () => language }));

it.each([
  ['en-US', 126_000, '1 d 11 h'],
  ['fr-FR', 126_000, '1 j 11 h'],
  ['fr-FR', -172_800, '−2 j'],
  ['fr-FR', 3_900, '1 h 05'],
])('in %s, %i seconds are %s', (spoken, seconds, words) => {
  language = spoken;
  expect(formatDuration(seconds)).toBe(words);
});

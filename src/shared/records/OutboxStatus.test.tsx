import { parkedText } from './OutboxStatus';

it.each([
  [{ kind: 'tooLarge', message: 'HTTP 413' }, 'This is too large for the server'],
  [{ kind: 'full', message: 'full' }, 'This record is full'],
] as const)('tells what a server refuses from what a record holds at most: $kind', (parked, title) => {
  expect(parkedText(parked, () => '')).toContain(title);
});

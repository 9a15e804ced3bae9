import { z } from 'zod/mini';
import { safeUrl } from './limits';
import { problemOf, withUnreadable } from './unreadable';

it.each([
  ['a text that is too long', z.string().check(z.maxLength(3)), 'four', { code: 'tooLong', values: { limit: 3 } }],
  [
    'a list that is too long',
    z.array(z.string()).check(z.maxLength(1)),
    ['a', 'b'],
    { code: 'tooMany', values: { limit: 1 } },
  ],
  ['nothing where a text is needed', z.string().check(z.minLength(1)), '', { code: 'required' }],
  ['a link that a browser would execute', safeUrl, 'javascript:alert(1)', { code: 'badLink' }],
  ['a number out of range', z.number().check(z.maximum(3)), 4, { code: 'unreadable' }],
  ['anything else', z.number(), 'four', { code: 'unreadable' }],
])('names %s', (_, schema, value, reason) => {
  expect(schema.safeParse(value).error?.issues.map(problemOf)).toEqual([reason]);
});

it('gives a field that has a reason no second one, and a whole list one', () => {
  const schema = z.object({ title: z.string().check(z.minLength(1)), links: z.array(safeUrl) });
  expect(
    withUnreadable([{ code: 'moved', field: 'title' }], schema, { title: '', links: ['ftp://a', 'ftp://b'] })
  ).toEqual([
    { code: 'moved', field: 'title' },
    { code: 'badLink', field: 'links' },
  ]);
});

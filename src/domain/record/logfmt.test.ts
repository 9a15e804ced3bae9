import fc from 'fast-check';
import { formatLogfmt, MAX_VALUE, parseLogfmt, shorten } from './logfmt';

const keys = fc.stringMatching(/^[a-z][a-z0-9-]{0,15}$/);

it('brings back every value of up to 300 characters as it was', () => {
  const heads = fc.dictionary(
    keys,
    fc.string({ unit: 'binary', minLength: 1, maxLength: 140 }).filter((value) => value.length <= MAX_VALUE),
    { noNullPrototype: true }
  );
  fc.assert(fc.property(heads, (head) => expect(parseLogfmt(formatLogfmt(head))).toEqual(head)));
});

it.each(['say "no"', 'two\nlines', 'a=b c=d', '🚒 déjà vu', 'C:\\temp\\', '  spaces  ', '\\n', '\t\r'])(
  'keeps %j',
  (value) => {
    expect(parseLogfmt(formatLogfmt({ before: '1', value, after: '2' }))).toEqual({ before: '1', value, after: '2' });
  }
);

it('cuts longer values with an ellipsis, never through an emoji', () => {
  expect(shorten('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
  expect(shorten(`${'x'.repeat(298)}🚒yz`)).toBe(`${'x'.repeat(298)}…`);
});

it('leaves out empty values and skips what is not logfmt', () => {
  expect(formatLogfmt({ a: '', b: 'x' })).toBe('b=x');
  expect(parseLogfmt('a dashboard somebody described')).toEqual({});
});

/** What the reader did when it was one regular expression: slower, and the measure of what it must find. */
function byExpression(text: string): Record<string, string> {
  const head: Record<string, string> = {};
  for (const [, key, quoted, bare] of text.matchAll(/([a-z0-9-]+)=(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s"]*))/g)) {
    head[key] =
      quoted === undefined
        ? bare
        : quoted.replace(/\\([\s\S])/g, (_, mark: string) => ({ n: '\n', r: '\r', t: '\t' })[mark] ?? mark);
  }
  return head;
}

it('finds in any text what the expression finds', () => {
  const pieces = fc.constantFrom('a', 'key', '=', '"', '\\', ' ', '\n', 'n', '-', '1', 'É', '\u00a0', '==', '="', '=x');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      expect(parseLogfmt(text)).toEqual(byExpression(text));
    }),
    { numRuns: 2000 }
  );
});

import fc from 'fast-check';
import { carried, carry } from './carried';
import { formatLogfmt, parseLogfmt } from './logfmt';

it('comes back whole from a head, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
      const text = formatLogfmt({ id: 'x', ...carry('plan', value), other: '1' });
      expect(carried(parseLogfmt(text), 'plan')).toEqual(JSON.parse(JSON.stringify(value)));
    })
  );
});

it.each(['it’s "quoted" and it\'s not', '👩‍🚒'.repeat(400), 'a\\"\n\t'.repeat(200), '\ud800'])(
  '%j comes back',
  (text) => {
    const head = parseLogfmt(formatLogfmt(carry('plan', { text })));
    expect(carried(head, 'plan')).toEqual({ text });
  }
);

it('is nothing where it is too long, and where a part is gone', () => {
  expect(carry('plan', 'x'.repeat(20_000))).toEqual({});
  expect(carried({}, 'plan')).toBeUndefined();
  const { 'plan-1': _, ...cut } = carry('plan', 'x'.repeat(900));
  expect(carried(cut, 'plan')).toBeUndefined();
});

import fc from 'fast-check';
import { selectors } from '../promql/promql';
import { checkTemplate, fillQuery } from './query';

it('escapes a value for the string that it stands in', () => {
  expect(fillQuery('up{pod="<pod>"}', { pod: 'a"b\\c\nd' })).toEqual({ ok: 'up{pod="a\\"b\\\\c\\nd"}' });
  expect(fillQuery("up{pod='<pod>'}", { pod: "it's" })).toEqual({ ok: "up{pod='it\\'s'}" });
  expect(fillQuery('up{pod=~"<pod>-.*"}', { pod: 'a.b' })).toEqual({ ok: 'up{pod=~"a\\\\.b-.*"}' });
  expect(fillQuery('up{pod=`<pod>`}', { pod: 'a"b' })).toEqual({ ok: 'up{pod=`a"b`}' });
});

it('lets a number or a duration stand outside of a string, and nothing else', () => {
  expect(fillQuery('rate(x_total[<window>]) > <limit>', { window: '5m', limit: '0.5' })).toEqual({
    ok: 'rate(x_total[5m]) > 0.5',
  });
  for (const limit of ['1 or vector(1)', 'up', '1)', '-1', '']) {
    expect(fillQuery('x > <limit>', { limit })).toHaveProperty('refused');
  }
  expect(fillQuery('x<limit>', { limit: '5' })).toHaveProperty('refused'); // it would be half of a name
  expect(fillQuery('x{a=`<v>`}', { v: 'a`b' })).toHaveProperty('refused');
  expect(fillQuery('x # <v>', { v: 'a\n or y' })).toHaveProperty('refused');
});

it('keeps any value one label value, in every kind of string', () => {
  const templates = ['up{pod="<v>",job="x"}', 'up{pod=\'<v>\',job="x"}'];
  fc.assert(
    fc.property(fc.constantFrom(...templates), fc.string({ minLength: 1, unit: 'binary' }), (template, value) => {
      fc.pre(!/[\u0000\ud800-\udfff]/.test(value));
      const filled = fillQuery(template, { v: value });
      const [found] = selectors('ok' in filled ? filled.ok : '');
      expect(found.matchers).toEqual([
        { label: 'pod', operator: '=', value },
        { label: 'job', operator: '=', value: 'x' },
      ]);
    })
  );
});

it('checks a template before there are values', () => {
  expect(checkTemplate('rate(x{pod="<pod>"}[<window>])', ['pod', 'window'])).toEqual([]);
  expect(checkTemplate('x{pod="<pod>"}', ['pod'])).toEqual([]);
  expect(checkTemplate('sum(x', [], 'steps.a.expr')).toEqual([{ code: 'promql.unfinished', field: 'steps.a.expr' }]);
});

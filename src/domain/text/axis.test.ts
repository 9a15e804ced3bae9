import { axisOf } from './axis';

it.each([
  ['percentunit', 0.999, { max: 1 }],
  ['percentunit', 1, { max: 1 }],
  ['percent', 99, { max: 100 }],
  ['percentunit', 0.01, { softMin: 0, softMax: 0.02 }],
  ['percentunit', 0.5, { softMin: 0, softMax: 1 }],
  ['percentunit', 3, { softMin: 0, softMax: 1 }], // no share: it may pass the soft end
  ['s', 0.5, { softMin: 0, softMax: 1 }],
  ['s', 0, {}],
  ['s', -4, {}],
  [undefined, undefined, {}],
])('ends an axis of %s up to %s as %o', (unit, level, axis) => {
  expect(axisOf(unit, level)).toEqual(axis);
});

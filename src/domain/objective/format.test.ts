import { measuredText } from '../text/quantity';

it.each([
  [0.005986, 'percentunit', 'en', '0.6 %'],
  [1, 'percentunit', 'en', '100 %'],
  [79.26, 'percent', 'fr', '79,3 %'],
  [0.1119, 's', 'en', '112 ms'],
  [0.00005, 's', 'en', '50 µs'],
  [0.0000125, 's', 'fr', '12,5 µs'],
  [6.4261, 'reqps', 'en', '6.43 req/s'],
  [0.04, 'percent', 'en', '0.04 %'],
  [99.96, '%', 'fr', '99,96 %'],
  [243.78, 'ms', 'en', '244 ms'],
  [2100, 'ms', 'fr', '2,1 s'],
  [3072, 'mbytes', 'en', '3 GiB'],
  [93.27, '%', 'fr', '93,3 %'],
  [5, 'constructor', 'en', '5 constructor'],
  [0.42, undefined, 'en', '0.42'],
  [0.42, 'short', 'en', '0.42'],
  [12_345.678, 'conns', 'en', '12,346 conns'],
  [0.000123456, 'conns', 'fr', '0,0001235 conns'],
  [3.14159, undefined, 'fr', '3,142'],
  [0, 'short', 'fr', '0'],
])('writes %d %s in %s', (value, unit, language, text) => {
  expect(measuredText(value, unit, language).replaceAll('\u00a0', ' ')).toBe(text);
});

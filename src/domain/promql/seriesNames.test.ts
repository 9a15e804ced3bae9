import { seriesNames } from './seriesNames';

it.each<[Array<Record<string, string>>, string[]]>([
  [[{ job: 'api' }], ['Errors']],
  [
    [{}, {}],
    ['Errors', 'Errors'],
  ],
  [
    [
      { job: 'api', route: '/a' },
      { job: 'api', route: '/b' },
    ],
    ['/a', '/b'],
  ],
  [
    [
      { method: 'GET', route: '/a' },
      { method: 'POST', route: '/b' },
    ],
    ['method=GET, route=/a', 'method=POST, route=/b'],
  ],
  [
    [{ pod: 'x' }, {}],
    ['x', 'Errors'],
  ],
])('%j are called %j', (labels, names) => {
  expect(seriesNames(labels, 'Errors')).toEqual(names);
});

import { RequestError } from '../../grafana/request';
import { readFailure, requestFailure } from './failures';

it.each([
  ['forbidden', 'Quota reached', 'Grafana refused this', 'Grafana says: “Quota reached”.'],
  ['forbidden', undefined, 'You may not do this', 'can give you or your team the Edit permission'],
  ['forbidden', 'You’ll need additional permissions', 'You may not do this', 'can give you or your team the Edit'],
  ['tooLarge', 'request body too large', 'This is too large for the server', '“request body too large”. Shorten'],
  ['server', 'database is locked', 'Grafana had an error', '“database is locked”. It is read again'],
  ['server', 'HTTP 500', 'Grafana had an error', 'It is read again'],
  ['missing', 'dashboards.dashboard.grafana.app "x" not found', 'This does not exist in Grafana', 'It may have been'],
] as const)('shows what the server said: %s, %s', (kind, said, title, advice) => {
  const failure = requestFailure(kind, said ?? '', said);
  expect(failure.title).toBe(title);
  expect(failure.advice).toContain(advice);
});

it.each([
  [new RequestError('offline', 0, 'Failed to fetch'), 'Grafana does not answer', 'Look at the connection'],
  [new RequestError('server', 500, 'x', {}, 'database is locked'), 'Grafana had an error', 'Nothing was lost'],
  [new RequestError('forbidden', 403, ''), 'You may not read this', 'the View permission'],
  [new RequestError('missing', 404, ''), 'This does not exist in Grafana', 'It may have been deleted'],
])('speaks of no writing where something was read: %s', (error, title, advice) => {
  const failure = readFailure(error);
  expect(failure.title).toBe(title);
  expect(failure.advice).toContain(advice);
  expect(failure.advice).not.toMatch(/\btyped|written|Edit/);
});

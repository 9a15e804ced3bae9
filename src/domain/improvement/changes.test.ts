import { type IncidentHead } from '../incident/head';
import { demoServices } from '../services/demo';
import { type SystemChange, changeStatistics, mergedChanges, taggedServices, versionChanges } from './changes';

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;
const T0 = Date.parse('2026-11-01T00:00:00Z') / 1000;
const register = demoServices('en', 'uuid');
const iso = (at: number) => new Date(at * 1000).toISOString();
const incident = (began: number, part: Partial<IncidentHead> = {}): IncidentHead => ({
  name: `inc-${began}`,
  ref: 'INC',
  title: 'Down',
  status: 'closed',
  services: ['quotes'],
  serviceTags: ['quotes'],
  milestones: { detected: iso(began), resolved: iso(began + 1800) },
  drill: false,
  private: false,
  demo: false,
  costs: {},
  alerts: [],
  openTasks: 0,
  openActions: 0,
  closedActions: 0,
  actions: [],
  complete: true,
  ...part,
});
const change = (at: number, part: Partial<SystemChange> = {}): SystemChange => ({
  key: `c${at}`,
  at,
  title: 'Deploy',
  services: ['quotes'],
  sources: ['annotation'],
  ...part,
});

it('finds a version that takes the place of another, and not what was there from the beginning', () => {
  const labels = { __name__: 'quotes_build_info', job: 'quotes', namespace: 'haddock', service: 'quotes' };
  const found = versionChanges(
    [
      { labels: { ...labels, version: '1.0' }, times: [T0, T0 + HOUR] },
      { labels: { ...labels, version: '1.1' }, times: [T0 + HOUR, T0 + 2 * HOUR] },
      { labels: { ...labels, version: '1.2' }, times: [T0 + 3 * HOUR] },
      { labels: { __name__: 'other_build_info', job: 'other', version: '9' }, times: [T0 + HOUR] },
      { labels: { __name__: 'no_version', job: 'other' }, times: [T0] },
    ],
    'build',
    register
  );
  expect(found.map(({ title, at, services }) => [title, at - T0, services])).toEqual([
    ['quotes 1.1', HOUR, ['quotes']],
    ['quotes 1.2', 3 * HOUR, ['quotes']],
  ]);
  expect(versionChanges([], 'image', undefined)).toEqual([]);
});

it('finds a version that was taken back, and none where a thing was only not seen or two versions run beside each other', () => {
  const labels = { container: 'quotes', namespace: 'haddock' };
  const every = (from: number, to: number) =>
    Array.from({ length: (to - from) / 600 + 1 }, (_, index) => T0 + from + index * 600);
  const changes = (...series: Array<[image: string, times: number[]]>) =>
    versionChanges(
      series.map(([image, times]) => ({ labels: { ...labels, image }, times })),
      'image',
      register
    ).map(({ title, at, services }) => [title, at - T0, services]);
  expect(
    changes(
      ['quotes:1.0', [...every(0, 3600), ...every(9000, 18_000)]],
      ['quotes:1.1', every(4200, 9600)] // still there while it is taken back
    )
  ).toEqual([
    ['quotes quotes:1.1', 4200, ['quotes']],
    ['quotes quotes:1.0', 9000, ['quotes']],
  ]);
  expect(changes(['quotes:1.0', [...every(0, 3600), ...every(9000, 18_000)]])).toEqual([]);
  expect(
    changes(['quotes:1.0', [...every(0, 3600), ...every(9000, 18_000)]], ['quotes:1.1', every(0, 18_000)])
  ).toEqual([]);
  const compose = { name: 'opsbook-search-1', container_label_com_docker_compose_service: 'search' };
  expect(
    versionChanges(
      [
        { labels: { ...compose, image: 'search:1' }, times: every(0, 1200) },
        { labels: { ...compose, image: 'search:2' }, times: every(1800, 3600) },
      ],
      'image',
      register
    )
  ).toMatchObject([{ title: 'search search:2', services: ['search'], at: T0 + 1800 }]);
});

it('knows the services of an annotation by their tags', () => {
  expect(taggedServices(['deploy', 'service:Search', 'quotes', 'v1.2'], register)).toEqual(['search', 'quotes']);
  expect(taggedServices(['deploy', 'quotes'], undefined)).toEqual([]);
});

it('takes what metrics show right after an announcement for the same change', () => {
  const merged = mergedChanges([
    change(T0 + 600, { key: 'b', sources: ['build'] }),
    change(T0, { key: 'a' }),
    change(T0 + 700, { key: 's', sources: ['build'], services: ['search'] }),
    change(T0 + 3000, { key: 'later', sources: ['build'] }),
    change(T0 + 3100, { key: 'again', sources: ['build'] }),
  ]);
  expect(merged.map(({ key, sources }) => [key, sources])).toEqual([
    ['again', ['build']],
    ['later', ['build']],
    ['s', ['build']],
    ['a', ['annotation', 'build']],
  ]);
});

it('counts what was followed within an hour by an incident of its service, with n and Wilson’s interval', () => {
  const changes = Array.from({ length: 10 }, (_, index) => change(T0 + index * 12 * HOUR));
  const incidents = [
    incident(T0 + 1800), // of the first
    incident(T0 + 12 * HOUR + HOUR + 1), // too late for the second
    incident(T0 + 24 * HOUR + 60, { serviceTags: ['search'] }), // another service
    incident(T0 + 36 * HOUR + 60, { drill: true }),
    incident(T0 + 48 * HOUR + 600, {
      milestones: { started: iso(T0 + 48 * HOUR + 600), mitigated: iso(T0 + 49 * HOUR) },
    }),
  ];
  const unnamed = change(T0 + 5 * HOUR, { key: 'x', services: [] });
  const found = changeStatistics([...changes, unnamed], incidents, { start: T0, end: T0 + 2 * WEEK }, T0 + 2 * WEEK);
  expect(found).toMatchObject({ n: 11, perWeek: 5.5, judged: 10, failed: 2, unnamed: 1 });
  // Wilson for 2 of 10
  expect(found.share?.value).toBe(0.2);
  expect(found.share?.low).toBeCloseTo(0.0567, 4);
  expect(found.share?.high).toBeCloseTo(0.5098, 4);
  expect(found.recovery).toMatchObject({ n: 2, value: 3600 }); // 1800 + 1800 s, and an hour
  expect([...found.followed.keys()]).toEqual([`c${T0}`, `c${T0 + 48 * HOUR}`]);
});

it('says nothing of what is not an hour old, nor of nothing', () => {
  const now = T0 + HOUR;
  expect(changeStatistics([change(now - 60)], [], { start: T0, end: now }, now)).toMatchObject({
    n: 1,
    judged: 0,
    failed: 0,
  });
  expect(changeStatistics([change(now - 60)], [], { start: T0, end: now }, now).share).toBeUndefined();
  expect(changeStatistics([], [], { start: T0, end: now }, now)).toMatchObject({
    n: 0,
    perWeek: 0,
    recovery: { n: 0 },
  });
});

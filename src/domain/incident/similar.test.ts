import { type IncidentHead } from './head';
import { openLike, similarTo } from './similar';

const head = (name: string, part: Partial<IncidentHead>): IncidentHead => ({
  name,
  ref: name.toUpperCase(),
  title: '',
  status: 'closed',
  services: [],
  serviceTags: [],
  milestones: {},
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

const subject = {
  name: 'inc-2026-0009',
  title: 'Redis refuses connections',
  serviceTags: ['quotes'],
  alerts: ['redis-down-00000001'],
};
const others = [
  head('inc-2026-0001', {
    title: 'Redis refuses connections again',
    serviceTags: ['quotes'],
    alerts: ['redis-down-99999999'],
  }),
  head('inc-2026-0002', { title: 'Certificate expired', serviceTags: ['users'] }),
  head('inc-2026-0003', { title: 'Redis refuses connections', serviceTags: ['quotes'], status: 'void' }),
  head('inc-2026-0004', { title: 'Redis refuses connections', serviceTags: ['quotes'], drill: true }),
  head('inc-2026-0009', { title: 'Redis refuses connections', serviceTags: ['quotes'] }),
];

it('finds what resembles, with the reasons, and nothing else', () => {
  const found = similarTo(subject, others);
  expect(found.map(({ head: { name } }) => name)).toEqual(['inc-2026-0001']);
  expect(found[0]).toMatchObject({ words: ['redis', 'refuses', 'connections'], services: ['quotes'], sameAlert: true });
  expect(found[0].score).toBeGreaterThan(0.8);
  expect(found[0].score).toBeLessThanOrEqual(1);
});

it('is 1 for the same words, services and alert', () => {
  const twin = head('inc-2026-0005', { title: subject.title, serviceTags: ['quotes'], alerts: subject.alerts });
  expect(similarTo(subject, [twin, others[1]])[0].score).toBeCloseTo(1);
});

it('shows nothing without anything in common', () => {
  expect(similarTo({ ...subject, title: '???', serviceTags: [], alerts: [] }, others)).toEqual([]);
});

it('asks sooner about what is open, and never about what is over', () => {
  const quotes = { title: 'Quotes service down', serviceTags: ['quotes'] };
  const typed = { title: 'Quotes are slow', serviceTags: ['quotes'], alerts: [] };
  const heads = [
    head('inc-2026-001', { ...quotes, status: 'investigating' }),
    head('inc-2026-002', { ...quotes, status: 'resolved' }),
  ];
  expect(openLike(typed, heads).map((found) => found.head.name)).toEqual(['inc-2026-001']);
  expect(openLike({ ...typed, title: 'Backup late', serviceTags: ['backup'] }, heads)).toEqual([]);
});

it('asks by one service of the many that an open incident has reached', () => {
  const heads = [
    head('inc-2026-001', {
      title: 'Zone b is gone',
      serviceTags: ['quotes', 'users', 'search', 'redis', 'mail'],
      status: 'declared',
    }),
  ];
  const typed = { title: '', serviceTags: ['redis'], alerts: [] };
  expect(openLike(typed, heads)).toHaveLength(1);
  expect(openLike({ ...typed, serviceTags: ['redis', 'pay', 'cart'] }, heads)).toEqual([]);
});

import { noBackups } from '../backup/register';
import { type Element } from '../backup/schema';
import { exampleIncident } from '../incident/example';
import { type Incident } from '../incident/schema';
import {
  backupDeadlines,
  incidentDeadlines,
  securityDeadlines,
  windowDeadlines,
  improvementDeadlines,
} from './deadlines';

const by = { uid: 'u-ana', name: 'Ana' };
const declared = '2026-11-20T10:00:00Z';

function incident(more: Partial<Incident> = {}): Incident {
  return {
    ...exampleIncident(),
    status: 'investigating',
    severity: 'sev1',
    milestones: { declared },
    timeline: {},
    roles: {},
    actions: {},
    tasks: {},
    review: undefined,
    drill: undefined,
    duplicateOf: undefined,
    ...more,
  };
}

const keys = (of: Incident) => incidentDeadlines(of, 'Europe/Paris').map(({ key, at }) => `${key} ${at}`);

describe('the deadlines of an incident', () => {
  it('are its next update and the mandatory roles that nobody holds', () => {
    expect(keys(incident())).toEqual([
      'update 2026-11-20T10:20:00.000Z',
      'role-commander 2026-11-20T10:10:00.000Z',
      'role-scribe 2026-11-20T10:10:00.000Z',
      'role-communications 2026-11-20T10:10:00.000Z',
    ]);
    const led = incident({ severity: 'sev3', roles: { commander: { person: by, since: declared } } });
    expect(keys(led)).toEqual(['update 2026-11-20T12:00:00.000Z']);
  });

  it('are open tasks, actions and the review, in the morning of their day where the team is', () => {
    const created = { created: declared, by };
    const task = { ...created, title: 'Restart', checkBack: '2026-11-20T11:00:00Z' };
    const action = { ...created, title: 'Add a probe', due: '2026-11-25' };
    const all = incident({
      severity: 'sev4',
      status: 'resolved',
      tasks: { t1: { ...task, state: 'open' } },
      actions: {
        a1: { ...action, state: 'open' },
        a2: { ...action, state: 'done' },
        a3: { ...action, state: 'doing' },
      },
      review: { state: 'draft', due: '2026-07-01' },
    });
    expect(keys(all)).toEqual([
      'review 2026-07-01T07:00:00Z',
      'action-a1 2026-11-25T08:00:00Z',
      'action-a3 2026-11-25T08:00:00Z',
    ]);
    const open = incident({
      severity: 'sev4',
      tasks: { t1: { ...task, state: 'open' }, t2: { ...task, state: 'done' } },
    });
    expect(keys(open)).toEqual(['task-t1 2026-11-20T11:00:00Z', 'role-commander 2026-11-20T10:10:00.000Z']);
  });

  it.each<Partial<Incident>>([{ status: 'void' }, { drill: true }, { duplicateOf: 'inc-2026-0001' }])(
    'are none of what is void, an exercise or a duplicate: %j',
    (more) => expect(keys(incident(more))).toEqual([])
  );
});

describe('other deadlines', () => {
  it('of a window are its start until it begins, its end until it is over', () => {
    const window = { start: '2026-12-01T20:00:00Z', end: '2026-12-01T22:00:00Z' };
    expect(windowDeadlines(window).map(({ kind }) => kind)).toEqual(['window-start', 'window-end']);
    expect(windowDeadlines({ ...window, started: window.start }).map(({ kind }) => kind)).toEqual(['window-end']);
    expect(windowDeadlines({ ...window, ended: window.end })).toEqual([]);
    expect(windowDeadlines({ ...window, cancelled: window.start })).toEqual([]);
  });

  it('of an attestation come a week before its end, of a short one at its end', () => {
    const attestation = { command: 'c', at: '2026-11-01T00:00:00Z', by, author: 'Ana', evidence: 'seen' };
    const attestations = {
      https: { ...attestation, expires: '2026-12-01T00:00:00Z' },
      firewall: { ...attestation, expires: '2026-11-08T00:00:00Z' },
    };
    expect(securityDeadlines({ attestations }, (item) => item).map(({ at }) => at)).toEqual([
      '2026-11-24T00:00:00.000Z',
      '2026-11-08T00:00:00Z',
    ]);
  });

  it('of a restore drill follow the last one that ended, else the beginning of the register', () => {
    const element: Element = {
      name: 'Redis',
      covers: [],
      priority: 'data',
      frequency: { kind: 'every', hours: 24 },
      retention: { kind: 'unlimited' },
      rpoMinutes: 60,
      rtoMinutes: 60,
      drillDays: 30,
      restore: {},
      source: { kind: 'hand' },
    };
    const began = { type: 'save', at: '2026-10-01T00:00:00Z', by };
    const elements = { redis: element, old: { ...element, retired: declared } };
    const register = { ...noBackups('id'), elements, log: { c1: began } };
    expect(backupDeadlines(register)).toEqual([
      { kind: 'restore-drill', key: 'drill-redis', at: '2026-10-31T00:00:00.000Z', what: 'Redis' },
    ]);
    const drill = { element: 'redis', started: declared, by, level: 'restored' as const };
    const drills = { d1: { ...drill, finished: '2026-11-20T12:00:00Z' }, d2: drill };
    expect(backupDeadlines({ ...register, drills }).map(({ at }) => at)).toEqual(['2026-12-20T12:00:00.000Z']);
    expect(backupDeadlines({ ...register, log: {} })).toEqual([]);
  });
});

it('asks for unfinished improvements on the morning of their day, or of the last day of their quarter', () => {
  const item = {
    priority: 'medium' as const,
    incidents: [],
    objectives: [],
    reviews: [],
    security: [],
    created: '2026-11-20T16:00:00Z',
    by: { uid: 'u', name: 'Ana' },
  };
  const items = {
    day: { ...item, title: 'Raise Load', due: '2026-12-01', state: 'toDo' as const },
    quarter: { ...item, title: 'A second Redis', due: '2027-Q1', state: 'planned' as const },
    open: { ...item, title: 'Some day', state: 'toDo' as const },
    done: { ...item, title: 'Done', due: '2026-12-01', state: 'done' as const },
  };
  expect(improvementDeadlines({ items }, 'Europe/Paris')).toEqual([
    { kind: 'action-due', key: 'item-day', at: '2026-12-01T08:00:00Z', what: 'Raise Load' },
    { kind: 'action-due', key: 'item-quarter', at: '2027-03-31T07:00:00Z', what: 'A second Redis' },
  ]);
});

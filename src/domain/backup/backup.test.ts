import fc from 'fast-check';
import { isRefused } from '../record/outcome';
import { fromResource, toResource } from '../record/resource';
import { policyCoverage } from './coverage';
import { policyLines } from './defaults';
import { EXPORTERS } from './exporters';
import { newestOverTime, questionsOf } from './questions';
import { type ReadingAnswers, readingOf } from './reading';
import { backupsKind, type BackupsCommand, checkElement, noBackups } from './register';
import {
  type BackupsRegister,
  COVERED_KEYS,
  type Drill,
  type Element,
  EXPORTER_KEYS,
  type BackupEvidence,
} from './schema';
import { assess, BACKUP_STATES, byRisk } from './state';

const at = '2026-11-27T10:00:00Z';
const NOW = Date.parse(at);
const SECONDS = NOW / 1000;
const HOUR = 3_600;
const by = { uid: 'u-ana', name: 'Ana' };

type Draft<C> = C extends unknown ? Omit<C, 'id' | 'at' | 'by'> & { id?: string; at?: string } : never;

function applied(register: BackupsRegister, draft: Draft<BackupsCommand>): BackupsRegister {
  const outcome = backupsKind.apply(register, { id: 'c1', at, by, ...draft } as BackupsCommand);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

function refusal(register: BackupsRegister, draft: Draft<BackupsCommand>) {
  const outcome = backupsKind.apply(register, { id: 'c2', at, by, ...draft } as BackupsCommand);
  return isRefused(outcome)
    ? outcome.refused.reasons.map(({ code, field }) => [code, field].filter(Boolean).join('@'))
    : [];
}

const adopted = applied(noBackups('uuid'), { type: 'adopt', policy: 'platform', language: 'en' });
const database = adopted.elements['grafana-database'];
const velero: Element = {
  ...database,
  source: { kind: 'exporter', exporter: 'velero', labels: { schedule: 'nightly' } },
};

describe('policies', () => {
  it('ship with the values of both policies, continuous, on change and unlimited among them', () => {
    const both = { ...policyLines('service', 'en'), ...policyLines('platform', 'en') };
    const told = Object.values(both).map(({ name, frequency, retention }) => [
      name,
      frequency.kind === 'every' ? frequency.hours / 24 : frequency.kind,
      retention.kind === 'days' ? retention.days : retention.kind,
    ]);
    expect(told).toEqual([
      ['Redis data', 1, 7],
      ['Kubernetes configuration', 1, 30],
      ['Images', 7, 28],
      ['Source code', 'continuous', 'unlimited'],
      ['Logs', 1, 30],
      ['Dashboards', 1, 30],
      ['Alert rules', 1, 30],
      ['Grafana database', 1, 7],
      ['Prometheus TSDB', 7, 28],
      ['InfluxDB', 1, 14],
      ['MS SQL', 1, 30],
      ['Configuration files', 'onChange', 'unlimited'],
    ]);
    expect(both.redis).toMatchObject({ rpoMinutes: 1440, rtoMinutes: 60 });
    expect(Object.values(both).flatMap(checkElement)).toEqual([]);
    expect(JSON.stringify(both)).not.toMatch(/haddock|quotes/i);
  });

  it('are adopted once, and leave what a team has changed as it is', () => {
    const changed = applied(adopted, {
      id: 'c5',
      type: 'save',
      element: 'influxdb',
      definition: { ...adopted.elements.influxdb, owner: 'Data' },
      seen: 'c1',
    });
    const again = applied(changed, { id: 'c6', type: 'adopt', policy: 'platform', language: 'fr' });
    expect(again).toBe(changed);
    expect(
      Object.keys(applied(changed, { id: 'c7', type: 'adopt', policy: 'service', language: 'fr' }).elements)
    ).toHaveLength(12);
  });

  it('cover seven of the nine elements by themselves; users and teams are in the database, data sources nowhere', () => {
    const covered = policyCoverage(adopted.elements);
    expect(covered.map(({ key }) => key)).toEqual(COVERED_KEYS);
    expect(covered.filter(({ how }) => how === 'own')).toHaveLength(7);
    expect(covered.find(({ key }) => key === 'users-and-teams')).toEqual({
      key: 'users-and-teams',
      how: 'within',
      by: ['grafana-database'],
    });
    expect(covered.find(({ key }) => key === 'data-sources')?.how).toBe('none');
    const retired = { ...adopted.elements, influxdb: { ...adopted.elements.influxdb, retired: at } };
    expect(policyCoverage(retired).find(({ key }) => key === 'influxdb')?.how).toBe('none');
  });
});

describe('what a series says', () => {
  const read = (answers: ReadingAnswers, element = database) => readingOf(element.source, answers, SECONDS);
  const fresh = SECONDS - HOUR;

  it.each<[string, ReadingAnswers, ReturnType<typeof readingOf>]>([
    ['a time', { newest: fresh, reported: fresh, seen: 1, up: 1 }, { success: fresh }],
    ['0 is unknown, never 1970', { reported: 0, seen: 1, up: 1 }, { why: 'never' }],
    ['0 among others does not count', { newest: fresh, reported: fresh, seen: 4, up: 1 }, { success: fresh }],
    ['a time to come is none', { reported: SECONDS + 2 * HOUR, seen: 1, up: 1 }, { why: 'future' }],
    ['milliseconds are no seconds', { reported: NOW, seen: 1, up: 1 }, { why: 'future' }],
    [
      'one from the future does not hide a good one',
      { newest: fresh, reported: SECONDS + HOUR, up: 1 },
      { success: fresh },
    ],
    ['seconds since the start of a process are no time', { newest: 12_000, reported: 12_000, up: 1 }, { why: 'past' }],
    [
      'a target that is down is unknown, not late',
      { newest: fresh - 90 * HOUR, seen: 1, up: 0 },
      { why: 'targetDown' },
    ],
    ['a target that left no series', { seen: 1, up: 0 }, { why: 'targetDown' }],
    ['nothing there at all', {}, { why: 'noSeries' }],
    ['gone while its target answers', { seen: 1, up: 1 }, { why: 'noSeries', isScheduleGone: true }],
    [
      'gone, with what it last said',
      { seen: fresh - 90 * HOUR, up: 1 },
      { success: fresh - 90 * HOUR, isScheduleGone: true },
    ],
    ['not a number', { newest: NaN, reported: NaN }, { why: 'noSeries' }],
  ])('%s', (_, answers, reading) => {
    expect(read(answers)).toEqual(reading);
  });

  it('asks of Velero whether anything is attempted any more', () => {
    const old = SECONDS - 40 * 24 * HOUR;
    expect(read({ newest: old, up: 1, attempts: 0, status: 1 }, velero)).toEqual({
      success: old,
      lastAttempt: 'good',
      isScheduleGone: true,
    });
    expect(read({ newest: old, up: 1, attempts: 3, status: 0 }, velero)).toEqual({ success: old, lastAttempt: 'bad' });
  });

  it('reads ages, zero as good where it is, and a failure that is newer than the success', () => {
    const pgbackrest: Element = {
      ...database,
      source: { kind: 'exporter', exporter: 'pgbackrest', labels: { stanza: 'main' } },
    };
    expect(read({ newest: HOUR, reported: HOUR, up: 1, alive: 1, status: 0, readable: 0 }, pgbackrest)).toEqual({
      success: fresh,
      lastAttempt: 'good', // no page with a wrong checksum proves no copy
    });
    expect(read({ newest: HOUR, up: 1, readable: 1 }, pgbackrest)).toEqual({ success: fresh, readable: false });
    expect(read({ newest: HOUR, up: 1, alive: 0 }, pgbackrest)).toEqual({ why: 'targetDown' });
    const barman: Element = { ...database, source: { kind: 'exporter', exporter: 'barman-cloud', labels: {} } };
    const oldest = SECONDS - 8 * 24 * HOUR;
    expect(read({ newest: fresh, failure: fresh + 60, oldest }, barman)).toEqual({
      success: fresh,
      lastAttempt: 'bad',
      oldest,
    });
  });

  it('knows Barman on a server of its own by the end of its last and first backups', () => {
    const barman: Element = {
      ...database,
      source: { kind: 'exporter', exporter: 'barman', labels: { server: 'pg-01', job: 'barman' } },
    };
    const asked = questionsOf(barman, SECONDS);
    expect(asked?.newest).toMatch(/^max\(\(barman_last_backup\{server="pg-01",job="barman"\} > 0\) <= \d+\)$/);
    expect(asked?.oldest).toBe('min(barman_first_backup{server="pg-01",job="barman"} > 0)');
    const oldest = SECONDS - 8 * 24 * HOUR;
    expect(read({ newest: fresh, up: 1, oldest }, barman)).toEqual({ success: fresh, oldest });
    expect(read({}, barman)).toEqual({ why: 'noSeries' });
  });

  it.each([
    [1, { readable: true }],
    [0, { readable: false }],
    [2, {}], // restic-exporter with NO_CHECK: nobody looked, which proves and disproves nothing
  ])('takes a check of %d for what it is', (readable, told) => {
    const restic: Element = { ...database, source: { kind: 'exporter', exporter: 'restic', labels: {} } };
    expect(read({ newest: fresh, up: 1, readable }, restic)).toEqual({ success: fresh, ...told });
  });

  it('never takes what no clock could show for a success', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (newest, reported) => {
        const { success } = read({ newest, reported, up: 1 });
        expect(success === undefined || (success >= 1e9 && success <= SECONDS + 300)).toBe(true);
      })
    );
  });
});

describe('questions', () => {
  it('each yield one series, quote what people typed, and stay the same for a minute', () => {
    const hostile: Element = {
      ...database,
      source: { kind: 'exporter', exporter: 'convention', labels: { element: 'a"} or vector(1) #' } },
    };
    const asked = questionsOf(hostile, SECONDS);
    expect(asked?.newest).toBe(
      `max((backup_last_success_timestamp_seconds{element="a\\"} or vector(1) #"} > 0) <= ${SECONDS + 300})`
    );
    expect(questionsOf(hostile, SECONDS + 59)).toEqual(asked);
    expect(questionsOf({ ...database, source: { kind: 'hand' } }, SECONDS)).toBeUndefined();
    expect(newestOverTime({ kind: 'hand' })).toBeUndefined();
  });

  it.each(EXPORTER_KEYS)('%s parses, whatever the labels', (exporter) => {
    const element: Element = { ...database, source: { kind: 'exporter', exporter, labels: { job: 'x', 'a.b': 'c' } } };
    const asked = Object.values(questionsOf(element, SECONDS) ?? {});
    const definitions = asked.map((expr) =>
      checkElement({ ...database, source: { kind: 'query', expr, reads: 'time' } })
    );
    expect(definitions.flat()).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(4);
    expect(EXPORTERS[exporter].source).toMatch(/^https:/);
  });

  it('ask a series without the labels that it does not have', () => {
    const restic: Element = {
      ...database,
      source: { kind: 'exporter', exporter: 'restic', labels: { snapshot_tag: 'mysql', instance: 'a:1' } },
    };
    expect(questionsOf(restic, SECONDS)?.readable).toBe('min(restic_check_success{instance="a:1"})');
  });
});

describe('where an element stands', () => {
  const drilled = (minutes: number, days: number, part: Partial<Drill> = {}): Drill => ({
    element: 'grafana-database',
    started: new Date(NOW - days * 86_400_000 - minutes * 60_000).toISOString(),
    finished: new Date(NOW - days * 86_400_000).toISOString(),
    by,
    level: 'restored',
    result: { rtoSeconds: minutes * 60, comparisons: [] },
    ...part,
  });
  const oldest = SECONDS - 8 * 24 * HOUR;
  const state = (
    reading: Parameters<typeof assess>[1],
    drills: Drill[] = [],
    evidence: BackupEvidence[] = [],
    element: Element = database
  ) => assess(element, reading, { drills, evidence }, NOW);

  it('is good by RPO, retention, RTO and a drill inside its interval, and by nothing less', () => {
    const success = SECONDS - HOUR;
    expect(state({ success, oldest }, [drilled(30, 10)])).toMatchObject({ state: 'good', remarks: [] });
    expect(state({ success, oldest })).toMatchObject({
      state: 'unproven',
      restore: 'unknown',
      remarks: ['drillMissing'],
    });
    expect(state({ success, oldest }, [drilled(30, 91)])).toMatchObject({
      state: 'unproven',
      remarks: ['drillExpired'],
    });
    expect(state({ success }, [drilled(30, 10)])).toMatchObject({ state: 'unproven', remarks: ['retentionUnknown'] });
    expect(state({ success, oldest: SECONDS - 3 * 24 * HOUR }, [drilled(30, 10)])).toMatchObject({
      state: 'failed',
      retention: 'missed',
    });
    expect(state({ success, oldest }, [drilled(61, 10)])).toMatchObject({ state: 'failed', rto: 'missed' });
    expect(state({ success, oldest }, [drilled(30, 10, { failed: true }), drilled(30, 20)])).toMatchObject({
      state: 'failed',
      remarks: ['drillFailed'],
    });
    expect(state({ success, oldest, readable: false }, [drilled(30, 10)]).remarks).toContain('unreadable');
  });

  it('keeps the RPO to the second, and counts nothing that is unknown as kept', () => {
    expect(state({ success: SECONDS - 24 * HOUR }).rpo).toBe('met');
    expect(state({ success: SECONDS - 24 * HOUR - 1 })).toMatchObject({ rpo: 'missed', state: 'failed' });
    expect(state({ why: 'never' }, [drilled(30, 10)])).toMatchObject({
      rpo: 'unknown',
      state: 'unknown',
      why: 'never',
    });
    expect(state({ why: 'targetDown' })).toMatchObject({ state: 'unknown', why: 'targetDown' });
  });

  it('shows a contradiction, and the time counts', () => {
    expect(state({ success: SECONDS - 99 * HOUR, lastAttempt: 'good' })).toMatchObject({
      rpo: 'missed',
      remarks: expect.arrayContaining(['rpoMissed', 'goodButLate']),
    });
    expect(state({ success: SECONDS - HOUR, lastAttempt: 'bad' })).toMatchObject({
      rpo: 'met',
      remarks: expect.arrayContaining(['failedButFresh']),
    });
  });

  it('asks whether it is retired where its schedule is gone, until somebody says no', () => {
    const gone = { success: SECONDS - 99 * HOUR, isScheduleGone: true };
    expect(state(gone)).toMatchObject({ state: 'asked', remarks: expect.not.arrayContaining(['rpoMissed']) });
    expect(state(gone, [], [], { ...database, notRetired: at }).state).toBe('failed');
    expect(state(gone, [], [], { ...database, retired: at }).state).toBe('retired');
    expect(state({ ...gone, success: SECONDS - HOUR }).state).toBe('unproven'); // not late yet: nobody is asked
  });

  it('counts what was written down by hand where it is newer than the metric', () => {
    const vouched: BackupEvidence = {
      element: 'grafana-database',
      success: new Date(NOW - 2 * HOUR * 1000).toISOString(),
      level: 'readable',
      text: 'looked into it',
      at,
      by,
    };
    expect(state({ success: SECONDS - 99 * HOUR }, [], [vouched])).toMatchObject({ rpo: 'met', from: 'hand' });
    expect(state({ success: SECONDS - HOUR }, [], [vouched])).toMatchObject({ from: 'metric' });
    const proofs = state({ success: SECONDS - HOUR }, [drilled(30, 10)], [vouched]).proofs;
    expect(proofs.map(({ level, from }) => [level, from])).toEqual([
      ['exists', 'metric'],
      ['readable', 'hand'],
      ['restored', 'drill'],
    ]);
  });

  it('puts what is at risk first: state, then data before configuration before applications, then age by RPO', () => {
    const row = (name: string, priority: Element['priority'], success?: number) => {
      const element = { ...database, name, priority };
      return { element, assessment: assess(element, { success }, { drills: [], evidence: [] }, NOW) };
    };
    const rows = [
      row('fresh', 'data', SECONDS - HOUR),
      row('unknown', 'data'),
      row('app', 'application', SECONDS - 300 * HOUR),
      row('late', 'data', SECONDS - 30 * HOUR),
      row('later', 'data', SECONDS - 50 * HOUR),
    ];
    expect(rows.sort(byRisk).map(({ element }) => element.name)).toEqual(['later', 'late', 'app', 'unknown', 'fresh']);
    expect(BACKUP_STATES[0]).toBe('failed');
  });
});

describe('the register', () => {
  const definition = { ...database, name: 'Orders' };

  it('refuses what contradicts itself, each at its field', () => {
    const save = (part: Partial<Element>) =>
      refusal(adopted, { type: 'save', element: 'orders', isNew: true, definition: { ...definition, ...part } });
    expect(save({})).toEqual([]);
    expect(save({ frequency: { kind: 'every', hours: 168 }, retention: { kind: 'days', days: 3 } })).toEqual([
      'backup.retention@retention',
    ]);
    expect(save({ name: '“”' })).toEqual(['backup.name@name']);
    expect(save({ name: ' ' })).toEqual(['required@name']);
    expect(save({ source: { kind: 'query', expr: 'max(', reads: 'time' } })).toEqual(['promql.unfinished@source.expr']);
    expect(save({ source: { kind: 'exporter', exporter: 'textfile', metric: 'a b', labels: {} } })).toEqual([
      'backup.metric@source.metric',
    ]);
    expect(save({ restore: { url: 'javascript:alert(1)' } })).toEqual(['badLink@restore.url']);
    expect(refusal(adopted, { type: 'save', element: 'influxdb', isNew: true, definition })).toEqual([
      'backup.exists@name',
    ]);
    expect(refusal(adopted, { type: 'save', element: 'influxdb', definition, seen: 'older' })).toEqual([
      'backup.moved',
    ]);
    expect(refusal(adopted, { type: 'save', element: 'constructor', definition, seen: 'c' })).toEqual([
      'backup.removed',
    ]);
  });

  it('takes evidence by hand with a time that can be, and keeps no secret of it', () => {
    const vouch = (success: string, text = 'Looked at the bucket', oldest?: string) => ({
      type: 'vouch' as const,
      evidence: { element: 'mssql', success, level: 'exists' as const, text, ...(oldest && { oldest }) },
    });
    expect(refusal(adopted, vouch('2026-11-27T12:00:00Z'))).toEqual(['time.future@success']);
    expect(refusal(adopted, vouch('1970-01-01T00:00:00Z'))).toEqual(['backup.past@success']);
    expect(refusal(adopted, vouch('2026-11-20T00:00:00Z', ' '))).toEqual(['required@text']);
    expect(refusal(adopted, vouch('2026-11-20T00:00:00Z', 'x', '2026-11-21T00:00:00Z'))).toEqual([
      'backup.oldest@oldest',
    ]);
    const linked = { ...vouch('2026-11-20T00:00:00Z').evidence, link: '/\\evil.example' };
    expect(refusal(adopted, { type: 'vouch', evidence: linked })).toEqual(['badLink@link']);
    const kept = applied(adopted, { ...vouch('2026-11-26T23:00:00Z', 'password: hunter22!'), id: 'e1' });
    expect(JSON.stringify(kept)).not.toContain('hunter22');
    expect(applied(kept, { type: 'withdraw', evidence: 'e1', id: 'e2' }).evidence).toEqual({});
  });

  it('survives its trip through a dashboard, and a command that comes twice', () => {
    const resource = toResource(backupsKind, adopted, { name: 'opsbook-backups', folder: 'f' });
    expect(fromResource(backupsKind, resource)).toMatchObject({ state: 'ok', record: adopted });
    expect(resource.spec.panels?.[0]?.options).toMatchObject({
      content: expect.stringContaining('| Grafana database |'),
    });
    expect(applied(adopted, { type: 'remove', element: 'mssql', seen: 'c1' })).toBe(adopted); // c1 was applied already
  });

  it('retires an element, and takes it back', () => {
    const retired = applied(adopted, { type: 'retire', element: 'mssql', retired: true, seen: 'c1', id: 'r1' });
    expect(retired.elements.mssql.retired).toBe(at);
    const back = applied(retired, { type: 'retire', element: 'mssql', retired: false, seen: 'r1', id: 'r2' });
    expect(back.elements.mssql).toMatchObject({ notRetired: at });
    expect(back.elements.mssql.retired).toBeUndefined();
  });
});

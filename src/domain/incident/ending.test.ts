import { isRefused } from '../record/outcome';
import { type CommandOf } from './commands';
import { declare } from './declare/declare';
import { incidentKind, type IncidentCommand } from './kind';
import { takenOver } from './merging';
import { milestoneContradictions, leftOpen } from './rules';
import { type Incident, type Severity } from './schema';
import { readTimeline } from './timeline';

const ANA = { uid: 'u-ana', name: 'Ana' };
const LUC = { uid: 'u-luc', name: 'Luc' };
const at = (minutes: number) => new Date(Date.parse('2026-11-20T14:30:00Z') + minutes * 60_000).toISOString();
const down = (severity: Severity = 'sev3', part: Partial<Incident> = {}): Incident => ({
  ...declare({ name: 'inc-2026-0142', id: 'own', at: at(0), by: ANA, zone: 'UTC', title: 'Down', severity }),
  ...part,
});

let count = 0;
function sent(incident: Incident, draft: object, by = ANA) {
  return incidentKind.apply(incident, { id: `c${count++}`, at: at(90), by, ...draft } as IncidentCommand);
}
function ok(incident: Incident, draft: object, by = ANA): Incident {
  const outcome = sent(incident, draft, by);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}
function codes(incident: Incident, draft: object, by = ANA): string[] {
  const outcome = sent(incident, draft, by);
  return isRefused(outcome) ? outcome.refused.reasons.map(({ code }) => code) : [];
}

describe('closing', () => {
  it('of what was never resolved asks what resolving asks', () => {
    const timed = ok(down(), { type: 'setMilestone', milestone: 'resolved', to: at(30) });
    expect(codes(timed, { type: 'setStatus', to: 'closed' })).toEqual(['milestoneMissing', 'milestoneMissing']);
    const outside = { type: 'setStatus', to: 'closed', objectives: [{ objective: 'error-rate', inside: false }] };
    const known = ok(timed, { type: 'setMilestone', milestone: 'mitigated', to: at(20) });
    const all = ok(known, { type: 'setMilestone', milestone: 'detected', to: at(1) });
    expect(codes(all, outside)).toEqual(['objectiveOutside']);
    expect(ok(all, { type: 'setStatus', to: 'closed' }).status).toBe('closed');
  });

  it('before the impact began is refused, also by override', () => {
    const started = ok(down(), { type: 'setMilestone', milestone: 'started', to: at(-10) });
    const before = { type: 'setStatus', to: 'closed', when: at(-20), override: 'Nobody knows why, but it is over' };
    expect(codes(started, before)).toEqual(['milestoneOrder']);
  });

  it.each(['started', 'detected', 'acknowledged', 'investigating', 'identified', 'mitigated', 'resolved'] as const)(
    'comes after %s',
    (milestone) => {
      expect(milestoneContradictions({ [milestone]: at(2), closed: at(1) })).toMatchObject([{ field: 'closed' }]);
    }
  );

  it('leaves open what is listed', () => {
    const base = { created: at(0), by: ANA };
    const incident = down('sev3', {
      tasks: { t1: { ...base, title: 'Tell support', state: 'open' }, t2: { ...base, title: 'Done', state: 'done' } },
      actions: {
        a1: { ...base, title: 'Raise limits', state: 'doing' },
        a2: { ...base, title: 'No', state: 'wontDo' },
      },
    });
    expect(leftOpen(incident)).toEqual({ tasks: ['Tell support'], actions: ['Raise limits'] });
  });
});

it('does not call steps skipped whose times are known', () => {
  const resolved = ok(down(), {
    type: 'setStatus',
    to: 'resolved',
    milestones: { detected: at(1), identified: at(10), mitigated: at(20) },
  });
  expect(readTimeline(resolved).find(({ change }) => change?.to === 'resolved')?.change?.skipped).toBe('investigating');
});

it('does not call steps skipped any more whose times are given later', () => {
  const skippedIn = (incident: Incident) =>
    readTimeline(incident).find(({ change }) => change?.to === 'mitigated')?.change?.skipped;
  const mitigated = ok(down(), { type: 'setStatus', to: 'mitigated', milestones: { detected: at(1) } });
  expect(skippedIn(mitigated)).toBe('investigating,identified');
  const given = ok(mitigated, { type: 'setMilestone', milestone: 'identified', to: at(10) });
  expect(skippedIn(given)).toBe('investigating');
  expect(skippedIn(ok(given, { type: 'setMilestone', milestone: 'investigating', to: at(5) }))).toBeUndefined();
});

describe('signing a review off', () => {
  const sign = { type: 'setReview', state: 'reviewed' };

  it('is for another person than who sent it, where the severity demands a review', () => {
    const inReview = ok(down('sev1'), { type: 'setReview', state: 'inReview' });
    expect(codes(inReview, sign)).toEqual(['reviewSecondPerson']);
    expect(ok(inReview, sign, LUC).review?.signedOff?.by).toEqual(LUC);
  });

  it('is for another person than its owner', () => {
    const owned = ok(down('sev2'), { type: 'setReview', owner: LUC });
    expect(codes(ok(owned, { type: 'setReview', state: 'inReview' }), sign, LUC)).toEqual(['reviewSecondPerson']);
  });

  it('is free for a small incident and for a drill', () => {
    for (const incident of [down('sev4'), down('sev1', { drill: true })]) {
      expect(codes(ok(incident, { type: 'setReview', state: 'inReview' }), sign)).toEqual([]);
    }
  });

  it('stays what it was when it is closed afterwards', () => {
    const signed = ok(ok(down('sev1'), { type: 'setReview', state: 'inReview' }), sign, LUC);
    expect(ok(signed, { type: 'setReview', state: 'closed' }).review?.signedOff?.by).toEqual(LUC);
  });
});

describe('merging', () => {
  const base = { created: at(0), by: ANA };
  const duplicate = down('sev3', {
    name: 'inc-2026-0143',
    id: 'other',
    actions: { a1: { ...base, title: 'Raise limits', state: 'open' }, a2: { ...base, title: 'Old', state: 'done' } },
    tasks: {
      t1: { ...base, title: 'Tell support', state: 'open', mandatory: true },
      t2: { ...base, title: 'Look around', state: 'open' },
      t3: { ...base, title: 'Told', state: 'done', mandatory: true },
    },
  });

  it('takes open actions and mandatory tasks along', () => {
    const survivor = ok(down(), takenOver(duplicate));
    expect(Object.keys(survivor.actions)).toEqual(['a1']);
    expect(Object.keys(survivor.tasks)).toEqual(['t1']);
    expect(codes(survivor, { type: 'setStatus', to: 'closed' })).toContain('taskOpen');
  });

  it('of a real incident into a drill is refused, of a drill into a drill not', () => {
    const drill = down('sev3', { drill: true });
    expect(codes(drill, takenOver(duplicate))).toEqual(['realIntoDrill']);
    expect(codes(drill, takenOver({ ...duplicate, drill: true }))).toEqual([]);
    expect(codes(down(), takenOver({ ...duplicate, drill: true }))).toEqual([]);
  });

  it('twice changes nothing', () => {
    const command = { id: 'once', at: at(90), by: ANA, ...takenOver(duplicate) } satisfies CommandOf<'absorb'>;
    const survivor = ok(down(), command);
    expect(incidentKind.apply(survivor, { ...command, id: 'again' })).toEqual({ ok: survivor });
  });
});

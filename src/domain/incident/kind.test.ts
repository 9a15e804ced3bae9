import fc from 'fast-check';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { isRefused } from '../record/outcome';
import { applyIncident } from './apply';
import { type IncidentCommand } from './commands';
import { declare } from './declare/declare';
import { exampleIncident } from './example';
import { byUrgency, readIncidentHead } from './head';
import { incidentKind } from './kind';
import { milestoneContradictions, durations, nextUpdateDue, roleWarnings, severityOf } from './rules';
import { incidentSchema as schema, type Incident, MILESTONES } from './schema';
import { readTimeline } from './timeline';

const ANA = { uid: 'u-ana', name: 'Ana' };
const LUC = { uid: 'u-luc', name: 'Luc' };
const T0 = Date.parse('2026-11-20T14:30:00Z');
const at = (minutes: number) => new Date(T0 + minutes * 60_000).toISOString();

const quotesDown = (): Incident =>
  declare({
    name: 'inc-2026-0142',
    id: 'uuid-1',
    at: at(0),
    by: ANA,
    zone: 'Europe/Paris',
    title: 'Quotes service\n down',
    severity: 'sev2',
    services: { quotes: 'Quotes' },
  });

let counter = 0;
type Draft = IncidentCommand extends infer C
  ? C extends IncidentCommand
    ? Omit<C, 'id' | 'at' | 'by'> & Partial<C>
    : never
  : never;
const command = (draft: Draft, minutes = 60): IncidentCommand =>
  ({ id: `c${counter++}`, at: at(minutes), by: ANA, ...draft }) as IncidentCommand;

function ok(incident: Incident, ...drafts: Draft[]): Incident {
  return drafts.reduce((current, draft) => {
    const outcome = applyIncident(current, command(draft));
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused.reasons));
    }
    return outcome.ok;
  }, incident);
}

function codes(incident: Incident, draft: Draft): string[] {
  const outcome = applyIncident(incident, command(draft));
  return isRefused(outcome) ? outcome.refused.reasons.map(({ code }) => code) : [];
}

describe('declare', () => {
  it('needs a title only, and keeps it on one line', () => {
    const incident = declare({ name: 'inc-2026-0001', id: 'x', at: at(0), by: ANA, zone: 'UTC', title: 'a\n\tb' });
    expect(incident.title).toBe('a b');
    expect(incident.milestones).toEqual({ declared: at(0) });
    expect(schema.parse(incident)).toEqual(incident);
  });
});

describe('commands', () => {
  it('write nothing that the next reader would refuse', () => {
    const long = 'x'.repeat(400);
    const declared = declare({
      name: 'inc-2026-0143',
      id: 'uuid-2',
      at: at(0),
      by: ANA,
      zone: 'UTC',
      title: 'T',
      services: { long },
    });
    const assigned = ok(declared, { type: 'assignRole', role: 'r'.repeat(100), person: LUC, seen: '' });
    expect(schema.safeParse(assigned).error).toBeUndefined();
  });

  it('take nothing private into what everybody sees', () => {
    const absorb = { type: 'absorb', from: 'inc-2026-0001', timeline: {}, private: true } as const;
    expect(applyIncident(quotesDown(), command(absorb))).toMatchObject({
      refused: { reasons: [{ code: 'privateIntoPublic' }] },
    });
    expect(ok({ ...quotesDown(), private: true }, absorb).merged).toHaveProperty('inc-2026-0001');
    const open = { type: 'absorb', from: 'inc-2026-0001', timeline: {}, open: true } as const;
    const over = { refused: { reasons: [{ code: 'openIntoOver' }] } };
    expect(applyIncident({ ...quotesDown(), status: 'closed' }, command(open))).toMatchObject(over);
    expect(applyIncident({ ...quotesDown(), status: 'void' }, command({ ...open, open: false }))).toMatchObject(over);
    expect(ok({ ...quotesDown(), status: 'closed' }, { ...open, open: false }).merged).toHaveProperty('inc-2026-0001');
  });

  it('say what else moved of an action', () => {
    const added = ok(quotesDown(), { type: 'addAction', action: { title: 'Alert', state: 'open', owner: LUC } });
    const [key = ''] = Object.keys(added.actions);
    const moved = ok(added, { type: 'updateAction', action: key, changes: { due: '2026-12-01' }, clear: ['owner'] });
    expect(Object.values(moved.timeline).at(-1)?.change).toEqual({
      field: 'action',
      from: 'Alert',
      to: 'Alert',
      also: [
        { field: 'owner', from: LUC.name },
        { field: 'due', to: '2026-12-01' },
      ],
    });
  });

  it('are applied once', () => {
    const note = command({ type: 'note', text: 'Restarted Redis' });
    const once = applyIncident(quotesDown(), note);
    expect(isRefused(once)).toBe(false);
    if (!isRefused(once)) {
      const twice = applyIncident(once.ok, note);
      expect(!isRefused(twice) && twice.ok).toBe(once.ok);
    }
  });

  it('add notes by patch, exactly as apply would', () => {
    const note = command({ type: 'note', text: '  Restarted Redis ', when: at(15) });
    const applied = applyIncident(quotesDown(), note);
    const addition = incidentKind.addition?.(note);
    expect(addition).toEqual({
      path: ['timeline', note.id],
      value: { at: at(15), entered: at(60), by: ANA, kind: 'note', text: 'Restarted Redis' },
    });
    expect(!isRefused(applied) && applied.ok.timeline[note.id]).toEqual(addition?.value);
    expect(incidentKind.addition?.(command({ type: 'setSeverity', to: 'sev1' }))).toBeUndefined();
  });

  it('refuse empty, too long and future entries at their field', () => {
    const outcome = applyIncident(quotesDown(), command({ type: 'note', text: 'x'.repeat(100_000) }));
    expect(isRefused(outcome) && outcome.refused.reasons).toEqual([
      { code: 'tooLong', values: { limit: 20_000 }, field: 'text' },
    ]);
    expect(codes(quotesDown(), { type: 'note', text: '  ' })).toEqual(['required']);
    expect(codes(quotesDown(), { type: 'note', text: 'later', when: at(90) })).toEqual(['future']);
    expect(codes(quotesDown(), { type: 'note', text: 'x', link: 'javascript:alert(1)' })).toEqual(['badLink']);
  });

  it('ask when the value moved since the person looked', () => {
    const incident = ok(quotesDown(), { type: 'setSeverity', to: 'sev1', seen: 'sev2' });
    const outcome = applyIncident(incident, command({ type: 'setSeverity', to: 'sev3', seen: 'sev2' }));
    expect(isRefused(outcome) && outcome.refused.reasons).toEqual([
      { code: 'moved', values: { seen: 'sev2', now: 'sev1', command: 'setSeverity' }, field: 'to' },
    ]);
    expect(codes(incident, { type: 'setSeverity', to: 'sev1', seen: 'sev2' })).toEqual([]); // somebody else did the same
  });

  it('never lose a section to a second writer', () => {
    const incident = ok(quotesDown(), { type: 'setSection', section: 'cause', to: 'Redis', seen: '' });
    expect(codes(incident, { type: 'setSection', section: 'cause', to: 'DNS', seen: '' })).toEqual(['moved']);
    expect(codes(incident, { type: 'setSection', section: 'corrective', to: 'Restart', seen: '' })).toEqual([]);
  });

  it('hand a role over with a briefing', () => {
    const incident = ok(
      quotesDown(),
      { type: 'assignRole', role: 'commander', person: ANA, seen: '' },
      { type: 'assignRole', role: 'commander', person: LUC, seen: 'Ana', briefing: 'Redis restarts now' }
    );
    expect(incident.roles.commander.person).toEqual(LUC);
    const handover = readTimeline(incident).at(-1);
    expect(handover).toMatchObject({
      kind: 'role',
      text: 'Redis restarts now',
      change: { field: 'role.commander', from: 'Ana', to: 'Luc' },
    });
    expect(codes(incident, { type: 'assignRole', role: 'commander', person: ANA, seen: 'Ana' })).toEqual(['moved']);
  });

  it('need a reason for what will not be done', () => {
    const incident = ok(quotesDown(), { type: 'addAction', action: { title: 'Autoscale Redis' } as never });
    const [id] = Object.keys(incident.actions);
    expect(incident.actions[id].state).toBe('open');
    expect(codes(incident, { type: 'updateAction', action: id, changes: { state: 'wontDo' } })).toEqual([
      'wontDoReason',
    ]);
    expect(
      codes(incident, { type: 'updateAction', action: id, changes: { state: 'wontDo', reason: 'too dear' } })
    ).toEqual([]);
  });

  it('empty the people and the date of a review', () => {
    const incident = ok(
      quotesDown(),
      { type: 'setReview', owner: ANA, reviewer: LUC, due: '2026-12-01' },
      { type: 'setReview', reviewer: ANA, clear: ['owner', 'due'] }
    );
    expect(incident.review).toEqual({ state: 'draft', reviewer: ANA });
  });

  it('empty fields of an action, and drop the reason of one that will be done after all', () => {
    const action = {
      title: 'Autoscale Redis',
      state: 'wontDo',
      reason: 'too dear',
      due: '2026-12-01',
      owner: ANA,
    } as const;
    const incident = ok(quotesDown(), { type: 'addAction', action });
    const [id] = Object.keys(incident.actions);
    const reopened = ok(
      incident,
      { type: 'updateAction', action: id, changes: {}, clear: ['due', 'measure'] },
      { type: 'updateAction', action: id, changes: { state: 'open' } }
    );
    expect(reopened.actions[id]).toEqual({ title: action.title, state: 'open', owner: ANA, created: at(60), by: ANA });
    expect(ok(incident, { type: 'updateAction', action: id, changes: {} }).actions[id].reason).toBe('too dear');
  });
});

describe('status', () => {
  it('reaches the milestone of its name, and records what it skips', () => {
    const incident = ok(quotesDown(), { type: 'setStatus', to: 'mitigated', seen: 'declared', when: at(15) });
    expect(incident.milestones.mitigated).toBe(at(15));
    expect(readTimeline(incident).at(-1)?.change).toEqual({
      field: 'status',
      from: 'declared',
      to: 'mitigated',
      skipped: 'investigating,identified',
    });
  });

  it('takes later milestones away when the fix did not hold', () => {
    const incident = ok(
      quotesDown(),
      { type: 'setStatus', to: 'mitigated', when: at(15) },
      { type: 'setStatus', to: 'investigating', reason: 'it came back' }
    );
    expect(incident.milestones).toEqual({ declared: at(0) });
  });

  it('gives the whole list of reasons against resolving', () => {
    expect(
      codes(quotesDown(), {
        type: 'setStatus',
        to: 'resolved',
        objectives: [{ objective: 'error-rate', inside: false }],
      })
    ).toEqual(['milestoneMissing', 'milestoneMissing', 'objectiveOutside']);
  });

  it('goes on against the guards in writing only', () => {
    expect(codes(quotesDown(), { type: 'setStatus', to: 'resolved', override: 'short' })).toContain('reasonTooShort');
    const incident = ok(quotesDown(), {
      type: 'setStatus',
      to: 'resolved',
      override: 'Support confirmed that it works',
    });
    expect(incident.status).toBe('resolved');
    expect(readTimeline(incident).at(-1)?.change?.override).toBe('Support confirmed that it works');
  });

  it('takes the missing times along', () => {
    const incident = ok(quotesDown(), {
      type: 'setStatus',
      to: 'resolved',
      when: at(45),
      milestones: { detected: at(-2), mitigated: at(15) },
    });
    expect(durations(incident.milestones)).toMatchObject({ mitigate: 17 * 60_000, recover: 47 * 60_000 });
  });

  it('closes only after the review and the mandatory tasks', () => {
    const resolved = ok(
      quotesDown(),
      { type: 'addTask', task: { title: 'Tell support', state: 'open', mandatory: true } },
      { type: 'setStatus', to: 'resolved', when: at(45), milestones: { detected: at(0), mitigated: at(15) } }
    );
    expect(codes(resolved, { type: 'setStatus', to: 'closed' })).toEqual(['reviewMissing', 'taskOpen']);
    const [task] = Object.keys(resolved.tasks);
    const done = ok(
      resolved,
      { type: 'updateTask', task, changes: { state: 'done' } },
      { type: 'setReview', state: 'reviewed' }
    );
    expect(ok(done, { type: 'setStatus', to: 'closed' }).status).toBe('closed');
  });

  it.each<[string, Draft]>([
    ['actionMissing', { type: 'updateAction', action: 'constructor', changes: {} }],
    ['taskMissing', { type: 'updateTask', task: 'constructor', changes: {} }],
    ['entryMissing', { type: 'supersede', entry: 'constructor', text: 'It was Redis' }],
  ])('refuses with %s what only every object has', (code, draft) => {
    expect(codes(quotesDown(), draft)).toEqual([code]);
  });

  it('closes what was never resolved only past the guards of resolving', () => {
    const timed = ok(quotesDown(), { type: 'setMilestone', milestone: 'resolved', to: at(45) });
    const missing = codes(timed, { type: 'setStatus', to: 'closed', when: at(50) });
    expect(missing.filter((code) => code === 'milestoneMissing')).toHaveLength(
      ['detected', 'mitigated'].filter((milestone) => !(milestone in timed.milestones)).length
    );
    expect(missing).toContain('milestoneMissing');
    const objectives = [{ objective: 'Error rate', inside: false }];
    expect(codes(timed, { type: 'setStatus', to: 'closed', when: at(50), objectives })).toContain('objectiveOutside');
    // resolved with a reason once, it is not asked for the same again
    const resolved = ok(timed, { type: 'setStatus', to: 'resolved', override: 'Support confirmed that it works' });
    expect(codes(resolved, { type: 'setStatus', to: 'closed', when: at(50) })).not.toContain('milestoneMissing');
  });

  it.each(['started', 'detected', 'acknowledged', 'investigating', 'identified', 'mitigated'] as const)(
    'never closes before %s, whatever the reason',
    (milestone) => {
      const [known, before] = milestone === 'started' ? [at(-5), at(-6)] : [at(20), at(10)];
      const begun = ok(quotesDown(), { type: 'setMilestone', milestone, to: known });
      expect(
        codes(begun, { type: 'setStatus', to: 'closed', when: before, override: 'Nobody needs it any more' })
      ).toContain('milestoneOrder');
    }
  );

  it('reopens with a reason of ten characters', () => {
    const resolved = ok(quotesDown(), {
      type: 'setStatus',
      to: 'resolved',
      milestones: { detected: at(0), mitigated: at(15) },
    });
    expect(codes(resolved, { type: 'setStatus', to: 'investigating' })).toEqual(['reopenFirst']);
    expect(codes(resolved, { type: 'reopen', reason: 'again' })).toEqual(['reasonTooShort']);
    const reopened = ok(resolved, { type: 'reopen', reason: 'Errors came back at noon' });
    expect(reopened.status).toBe('investigating');
    expect(reopened.milestones.resolved).toBeUndefined();
  });

  it('voids a duplicate and keeps the way to the survivor', () => {
    expect(codes(quotesDown(), { type: 'void', reason: 'duplicate' })).toEqual(['duplicateOfWhat']);
    const duplicate = ok(quotesDown(), { type: 'void', reason: 'duplicate', duplicateOf: 'inc-2026-0141' });
    expect(duplicate).toMatchObject({ status: 'void', duplicateOf: 'inc-2026-0141' });
    const survivor = ok(
      { ...quotesDown(), name: 'inc-2026-0141' },
      { type: 'absorb', from: 'inc-2026-0142', timeline: duplicate.timeline, services: { users: 'Users' } }
    );
    expect(Object.keys(survivor.services)).toEqual(['users', 'quotes']);
    expect(survivor.merged).toHaveProperty('inc-2026-0142');
  });
});

describe('milestones', () => {
  it('refuse an order that cannot be', () => {
    const incident = ok(quotesDown(), { type: 'setMilestone', milestone: 'started', to: at(0), seen: '' });
    const outcome = applyIncident(
      incident,
      command({ type: 'setMilestone', milestone: 'mitigated', to: at(-5), seen: '' })
    );
    expect(isRefused(outcome) && outcome.refused.reasons[0]).toEqual({
      code: 'milestoneOrder',
      values: { earlier: 'started', later: 'mitigated', earlierAt: at(0), laterAt: at(-5) },
      field: 'mitigated',
    });
    expect(codes(incident, { type: 'setMilestone', milestone: 'detected', to: at(120) })).toEqual(['future']);
  });

  it('may be unknown again', () => {
    const incident = ok(
      quotesDown(),
      { type: 'setMilestone', milestone: 'detected', to: at(0) },
      { type: 'clearMilestone', milestone: 'detected' }
    );
    expect(incident.milestones.detected).toBeUndefined();
  });

  it('allow a mitigation before the cause is known', () => {
    expect(milestoneContradictions({ mitigated: at(1), identified: at(9) })).toEqual([]);
  });

  it('give no duration for what is missing', () => {
    expect(durations(exampleIncident().milestones)).toEqual({
      detect: undefined,
      acknowledge: undefined,
      mitigate: 15 * 60_000,
      recover: 45 * 60_000,
      whole: 45 * 60_000,
    });
  });
});

describe('rules', () => {
  it.each([
    [{ users: 'all', loss: 'full' }, 'sev1'],
    [{ users: 'many', loss: 'partial' }, 'sev2'],
    [{ users: 'few', loss: 'partial' }, 'sev3'],
    [{ users: 'few', loss: 'degraded' }, 'sev4'],
    [{}, undefined],
  ] as const)('severity of %j is %s', (impact, expected) => {
    expect(severityOf(impact)).toBe(expected);
  });

  it('promise the next update by the cadence of the severity', () => {
    expect(nextUpdateDue(quotesDown())).toBe(at(30));
    const informed = ok(quotesDown(), {
      type: 'postUpdate',
      update: { conditions: 'Down', audience: 'team', status: 'declared', severity: 'sev2' },
      at: at(20),
    });
    expect(nextUpdateDue(informed)).toBe(at(50));
    expect(nextUpdateDue(exampleIncident())).toBeUndefined();
  });

  it('warn of missing roles and of a commander with two', () => {
    const incident = ok(
      quotesDown(),
      { type: 'assignRole', role: 'commander', person: ANA },
      { type: 'assignRole', role: 'scribe', person: ANA }
    );
    expect(roleWarnings(incident).map(({ code }) => code)).toEqual(['roleMissing', 'commanderSecondRole']);
  });
});

describe('timeline', () => {
  it('folds corrections under what they correct', () => {
    const noted = ok(quotesDown(), { type: 'note', text: 'Restarted Rdis', id: 'n1', when: at(15) });
    const corrected = ok(
      noted,
      { type: 'supersede', entry: 'n1', text: 'Restarted Redis', id: 'n2', when: at(14) },
      { type: 'supersede', entry: 'n2', text: 'Restarted Redis twice', id: 'n3', when: at(14), at: at(70) }
    );
    const line = readTimeline(corrected).find(({ id }) => id === 'n1');
    expect(line).toMatchObject({ at: at(14), text: 'Restarted Redis twice', withdrawn: false });
    expect(line?.earlier.map(({ text }) => text)).toEqual(['Restarted Redis', 'Restarted Rdis']);
  });

  it('reads the same whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(exampleIncident().timeline), { minLength: 5 }), (entries) => {
        expect(readTimeline({ ...exampleIncident(), timeline: Object.fromEntries(entries) })).toEqual(
          readTimeline(exampleIncident())
        );
      })
    );
  });

  it('survives a circle of corrections', () => {
    const entry = { at: at(0), entered: at(0), by: ANA, kind: 'note' as const, text: 'x' };
    expect(
      readTimeline({ timeline: { a: { ...entry, supersedes: 'b' }, b: { ...entry, supersedes: 'a' } }, milestones: {} })
    ).toBeDefined();
  });
});

describe('head', () => {
  const hit = (incident: Incident) => {
    const { title, tags, head } = incidentKind.describe(incident);
    return { name: incident.name, title, tags, head: parseLogfmt(formatLogfmt(head)), hasHead: true };
  };

  it('is what people and the index see', () => {
    const { title, tags, window } = incidentKind.describe(quotesDown());
    expect(title).toBe('INC-2026-0142 · SEV2 · Quotes service down');
    expect(tags).toEqual(['status:open', 'sev:2', 'service:quotes']);
    expect(window).toEqual({ from: at(-30) });
  });

  it('is tagged while an action is to do', () => {
    const action = { title: 'Raise limits', type: 'prevent', nature: 'preventive', state: 'open' } as const;
    const tagsOf = (incident: Incident) => incidentKind.describe(incident).tags;
    const added = ok(quotesDown(), { type: 'addAction', action });
    expect(tagsOf(added)).toContain('actions:open');
    const done = Object.fromEntries(
      Object.entries(added.actions).map(([id, each]) => [id, { ...each, state: 'done' as const }])
    );
    expect(tagsOf({ ...added, actions: done })).not.toContain('actions:open');
  });

  it('comes back as it was written', () => {
    const incident = ok(
      quotesDown(),
      { type: 'assignRole', role: 'commander', person: LUC },
      { type: 'setStatus', to: 'mitigated', when: at(15) },
      { type: 'setCosts', costs: { 'error-rate': 0.25 } },
      {
        type: 'addAction',
        action: {
          title: 'Raise | limits',
          owner: { name: 'DevOps' },
          due: '2026-12-01',
          type: 'prevent',
          state: 'open',
        },
      }
    );
    expect(readIncidentHead(hit(incident))).toMatchObject({
      ref: 'INC-2026-0142',
      title: 'Quotes service down',
      status: 'mitigated',
      severity: 'sev2',
      services: ['Quotes'],
      serviceTags: ['quotes'],
      milestones: { declared: '2026-11-20T14:30:00Z', mitigated: '2026-11-20T14:45:00Z' },
      commander: 'Luc',
      costs: { 'error-rate': 0.25 },
      openActions: 1,
      actions: [{ title: 'Raise / limits', owner: 'DevOps', due: '2026-12-01', type: 'prevent', state: 'open' }],
      complete: true,
    });
  });

  it('knows title and tags where the index has no heads', () => {
    const { head, ...rest } = hit(quotesDown());
    expect(head).not.toEqual({});
    expect(readIncidentHead({ ...rest, head: {}, hasHead: false })).toMatchObject({
      title: 'Quotes service down',
      severity: 'sev2',
      services: ['quotes'],
      complete: false,
    });
  });

  it('stays within 2 KB open and 600 bytes closed', () => {
    const long = 'é "quoted" '.repeat(100);
    const many = Array.from({ length: 30 }, (_, index): Draft => ({
      type: 'addAction',
      action: { title: `${index} ${long}`.slice(0, 500), state: 'open', owner: { name: long.slice(0, 200) } },
    }));
    const milestones = Object.fromEntries(MILESTONES.map((milestone, index) => [milestone, at(index)]));
    const incident = ok(
      { ...quotesDown(), milestones, services: { a: long.slice(0, 200) } },
      { type: 'setSection', section: 'summary', to: long },
      { type: 'setSection', section: 'cause', to: long },
      ...many
    );
    const size = (record: Incident) =>
      Buffer.byteLength(
        formatLogfmt({ id: record.name, kind: 'incident', demo: 'true', ...incidentKind.describe(record).head })
      );
    expect(size(incident)).toBeLessThanOrEqual(2048);
    expect(size({ ...incident, status: 'closed' })).toBeLessThanOrEqual(600);
    expect(readIncidentHead(hit({ ...incident, status: 'closed' })).openActions).toBe(30);
  });

  it('puts open incidents first, then the newest', () => {
    const heads = [
      { ...quotesDown(), name: 'inc-2026-0001', status: 'closed' as const },
      { ...quotesDown(), name: 'inc-2026-0002' },
      { ...quotesDown(), name: 'inc-2026-0003', milestones: { declared: at(5) } },
    ].map((incident) => readIncidentHead(hit(incident)));
    expect(heads.sort(byUrgency).map(({ name }) => name)).toEqual(['inc-2026-0003', 'inc-2026-0002', 'inc-2026-0001']);
  });
});

it('stays a valid record under any sequence of commands', () => {
  const drafts = fc.oneof(
    fc.record({ type: fc.constant('note' as const), text: fc.string() }),
    fc.record({
      type: fc.constant('setStatus' as const),
      to: fc.constantFrom('declared', 'investigating', 'identified', 'mitigated', 'resolved', 'closed'),
      override: fc.constantFrom('', 'written on purpose'),
    }),
    fc.record({ type: fc.constant('reopen' as const), reason: fc.string({ minLength: 5, maxLength: 20 }) }),
    fc.record({
      type: fc.constant('setMilestone' as const),
      milestone: fc.constantFrom(...MILESTONES),
      to: fc.integer({ min: -500, max: 70 }).map(at),
    }),
    fc.record({ type: fc.constant('clearMilestone' as const), milestone: fc.constantFrom(...MILESTONES) }),
    fc.record({ type: fc.constant('setSeverity' as const), to: fc.constantFrom('sev1', 'sev2', 'sev3', 'sev4') }),
    fc.record({
      type: fc.constant('assignRole' as const),
      role: fc.string({ minLength: 1 }),
      person: fc.constantFrom(ANA, LUC, undefined),
    }),
    fc.record({ type: fc.constant('void' as const), reason: fc.constantFrom('falseAlarm', 'cancelled') })
  );
  fc.assert(
    fc.property(fc.array(drafts, { maxLength: 30 }), (sequence) => {
      const end = sequence.reduce((current, draft) => {
        const outcome = applyIncident(current, command(draft as Draft));
        return isRefused(outcome) ? current : outcome.ok;
      }, quotesDown());
      expect(schema.parse(end)).toEqual(end);
      expect(milestoneContradictions(end.milestones)).toEqual([]);
      expect(JSON.stringify(end)).not.toContain('null');
    }),
    { numRuns: 200 }
  );
});

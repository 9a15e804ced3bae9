import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod/mini';
import { hostile, hostileText, anyInstant } from '../../test/arbitrary';
import { backupsKind, noBackups } from '../backup/register';
import { drillSchema, elementDefinition, backupEvidenceSchema } from '../backup/schema';
import { emptyRoadmap, improvementsKind } from '../improvement/register';
import { changeTags, ROADMAP_STATES, roadmapFields } from '../improvement/schema';
import { incidentCommand } from '../incident/commands';
import { declare } from '../incident/declare/declare';
import { incidentKind } from '../incident/kind';
import { pictureKind } from '../incident/picture';
import { checklistKind, emptyChecklists } from '../maintenance/checklist';
import { checklist, checklistItem } from '../maintenance/checklistItem';
import { exampleTasks, emptyPlan, planKind } from '../maintenance/plan';
import { schedule } from '../maintenance/task';
import { emptyWeek, itemOutcome, promised } from '../maintenance/week';
import { weekKind } from '../maintenance/weekKind';
import { emptyWindow, windowFields } from '../maintenance/windows/schema';
import { windowKind } from '../maintenance/windows/window';
import { demoObjectives } from '../objective/demo';
import { newExclusion } from '../objective/exclusion';
import { improvementFields, indicatorReading } from '../objective/improvement';
import { objectivesKind } from '../objective/register';
import { definition } from '../objective/schema';
import { isRefused } from '../record/outcome';
import { type Command, type RecordBase, type RecordKind } from '../record/record';
import { fromResource, toResource } from '../record/resource';
import { runKind } from '../runbook/run';
import { runbookKind } from '../runbook/runbook';
import { emptyRun, runSchema, what } from '../runbook/runSchema';
import { content, emptyRunbook } from '../runbook/schema';
import { ownItem } from '../security/ownItem';
import { emptySecurity, ITEM_KEYS, securityKind, securityRegister } from '../security/register';
import { reviewOf, securityReviewKind } from '../security/review';
import { securityReview } from '../security/reviewSchema';
import { demoServices } from '../services/demo';
import { noRota, rotaKind } from '../services/rota';
import { serviceDefinition, servicesKind } from '../services/services';
import { noSettings, settingsKind } from '../settings/settings';
import { REMINDER_KINDS } from '../text/documents/reminder';
import { noReminders, remindersKind } from './choices';

const at = '2026-11-20T14:30:00Z';
const by = { uid: 'u-ana', name: 'Ana' };

/** One of `fields`, hostile, some taken from what the record holds. */
function commands(table: Record<string, Record<string, Arbitrary<unknown>>>): Arbitrary<unknown> {
  return fc.oneof(
    ...Object.entries(table).map(([type, fields]) =>
      fc.record({ type: fc.constant(type), at: fc.constant(at), ...fields, by: people, id: ids })
    )
  );
}

const people = fc.oneof(fc.constant(by), fc.record({ uid: hostileText, name: hostileText }));
const ids = fc.oneof(fc.uuid(), hostileText);
const text = hostileText;
const maybe = (value: Arbitrary<unknown>) => fc.option(value, { nil: undefined });

/** Any sequence of commands ends in a record that reads back as it was, after the trip through Grafana. */
function survives<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, start: R, sent: Arbitrary<unknown>) {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 8 }), (sequence) => {
      let record = start;
      for (const command of sequence) {
        const outcome = kind.apply(record, command as C);
        record = isRefused(outcome) ? record : outcome.ok;
      }
      const resource = toResource(kind, record, { name: 'n', folder: 'f' });
      const parsed = fromResource(kind, JSON.parse(JSON.stringify(resource)));
      expect(parsed.state === 'damaged' ? parsed.problem : parsed.state).toBe('ok');
      expect(resource.spec.title?.trim()).not.toBe('');
    }),
    { numRuns: 300 }
  );
}

const declared = declare({ name: 'inc-2026-0142', id: 'own', at, by, zone: 'Europe/Paris', title: 'Down' });

describe('whatever is typed, the record reads back', () => {
  it('of an incident', () => {
    const started = {
      ...declared,
      tasks: { t1: { title: 'Tell support', state: 'open' as const, created: at, by } },
      actions: { a1: { title: 'Raise limits', state: 'open' as const, created: at, by } },
      links: { l1: { title: 'Log', url: '/d/1', kind: 'log' as const, at, by } },
    };
    const near = (command: object) => ({ ...command, at, ...('action' in command && { action: 'a1' }) });
    survives(
      incidentKind,
      started,
      fc.oneof(
        hostile(incidentCommand),
        hostile(incidentCommand).map((c) => near(c as object))
      )
    );
  });

  it('of a picture', () => {
    const picture = { schema: 1, id: 'p', kind: 'picture' as const, incident: 'inc-2026-0142', title: 'Graph', at, by };
    survives(pictureKind, picture, commands({ setPicture: { data: text } }));
  });

  it('of the services', () => {
    const service = fc.oneof(fc.constant('quotes'), text);
    survives(
      servicesKind,
      demoServices('en', 's'),
      commands({
        save: { service, definition: hostile(serviceDefinition), seen: maybe(text), isNew: maybe(fc.boolean()) },
        remove: { service, seen: maybe(text) },
      })
    );
  });

  it('of the plan', () => {
    const key = fc.oneof(fc.constant('check-logs'), text);
    const tasks = exampleTasks('en', 'Europe/Paris', at);
    const [sample] = Object.values(tasks['check-logs'].schedules);
    const form = fc.record({
      title: text,
      description: maybe(text),
      team: text,
      checklist: maybe(text),
      schedule: fc.oneof(fc.constant(sample), hostile(schedule)),
    });
    survives(
      planKind,
      { ...emptyPlan(), tasks },
      commands({
        adopt: { zone: fc.oneof(text, fc.constant('Europe/Paris')), tasks: fc.constant({}) },
        saveTask: { key, seen: maybe(text), form },
        retireTask: { key },
        reviveTask: { key },
      })
    );
  });

  it('of the checklists', () => {
    const key = fc.oneof(fc.constant('own'), text);
    survives(
      checklistKind,
      emptyChecklists(),
      commands({
        adopt: { checklists: fc.constant({}) },
        save: {
          key,
          seen: fc.constantFrom(0, 1, 2),
          checklist: hostile(z.omit(checklist, { version: true, retired: true })),
        },
        retire: { key },
      })
    );
  });

  it('of a week', () => {
    const occurrence = hostile(promised);
    const run = fc.oneof(fc.constant('r1'), text);
    const on = fc.oneof(fc.constant('2026-11-20'), text);
    const items = fc.dictionary(fc.constantFrom('i1', 'i2'), hostile(checklistItem), { maxKeys: 2 });
    survives(
      weekKind,
      emptyWeek('2026-W47'),
      commands({
        done: { occurrence, doneAt: anyInstant, on, note: maybe(text), evidence: maybe(text) },
        waive: { occurrence, on, reason: text },
        undo: { key: text, seen: text },
        startRun: { run, checklist: text, version: fc.integer(), title: text, items, occurrence: maybe(occurrence) },
        item: { run, item: fc.constantFrom('i1', 'i2'), outcome: hostile(itemOutcome) },
        finishRun: { run, on, note: maybe(text) },
        signOffRun: { run, note: maybe(text) },
        abandonRun: { run, reason: text },
        reviewNotes: { notes: text, seen: text },
        decide: { text },
        carry: { text },
        dropLine: { line: text },
        signReview: { note: maybe(text) },
      })
    );
  });

  it('of the objectives', () => {
    const register = demoObjectives('en', 'o');
    const objective = fc.oneof(fc.constantFrom(...Object.keys(register.objectives)), text);
    const indicator = fc.oneof(fc.constant('i1'), text);
    const reading = hostile(z.omit(indicatorReading, { at: true, by: true }));
    survives(
      objectivesKind,
      register,
      commands({
        save: { objective, definition: hostile(definition), seen: maybe(text) },
        remove: { objective, seen: maybe(text) },
        read: {
          objective,
          value: fc.double(),
          expires: fc.oneof(text, fc.constant('2027-01-01T00:00:00Z')),
          note: maybe(text),
        },
        exclude: { exclusion: hostile(newExclusion) },
        include: { exclusion: text, reason: text },
        saveIndicator: { indicator, fields: hostile(improvementFields) },
        removeIndicator: { indicator },
        readIndicator: { indicator, reading },
      })
    );
  });

  it('of a runbook', () => {
    const start = { ...emptyRunbook('rb'), version: 1, title: 'Redis' };
    survives(
      runbookKind,
      start,
      commands({
        save: { content: hostile(content), seen: fc.constantFrom(0, 1, 2) },
        review: { note: maybe(text) },
        retire: { note: text },
        revive: {},
        mark: { incident: text, step: text },
      })
    );
  });

  it('of a run of a runbook', () => {
    const step = fc.oneof(fc.constant('s1'), text);
    survives(
      runKind,
      emptyRun('run-1'),
      commands({
        start: {
          run: hostile(
            z.omit(runSchema, { schema: true, id: true, kind: true, entries: true, log: true, started: true })
          ),
        },
        entry: { step, what: hostile(what) },
        approve: { step },
        setValue: { parameter: text, value: text, seen: maybe(text) },
        finish: { helped: fc.constantFrom('yes', 'partly', 'no'), why: maybe(text) },
        abandon: { why: text },
      })
    );
  });

  it('of the settings', () => {
    survives(
      settingsKind,
      noSettings('s'),
      commands({
        choose: {
          field: fc.constantFrom('prometheusUid', 'timeZone', 'documentLanguage'),
          value: maybe(text),
          seen: maybe(text),
        },
        noteRegister: { register: text, record: text },
        giveUpRegister: { register: text },
      })
    );
  });

  it('of the security checklist', () => {
    const item = fc.oneof(fc.constantFrom(...ITEM_KEYS), text);
    const expires = fc.oneof(fc.constant('2027-01-01T00:00:00Z'), text);
    survives(
      securityKind,
      emptySecurity(),
      commands({
        attest: { item, author: text, evidence: text, link: maybe(text), expires },
        except: { item, reason: text, approver: text, expires },
        withdraw: { item, seen: text },
        endException: { item, seen: text },
        configure: { settings: hostile(securityRegister.shape.settings) },
        saveItem: { item, seen: maybe(text), definition: hostile(z.omit(ownItem, { revision: true })) },
        removeItem: { item, seen: maybe(text) },
        mapControl: { item, control: text },
        explain: { change: text, reason: text, by: text },
      })
    );
  });

  it('of a security review', () => {
    const { results, audit } = securityReview.shape;
    survives(
      securityReviewKind,
      reviewOf({ id: 'r', at, by, language: 'fr', findings: [], extras: [] }),
      commands({
        complete: {
          results: hostile(results),
          extras: hostile(results),
          audit: maybe(hostile(audit)),
          role: maybe(text),
        },
      })
    );
  });

  it('of a maintenance window', () => {
    const fields = fc.record({
      title: fc.oneof(fc.constant('Upgrade'), text),
      start: fc.oneof(fc.constant('2026-11-20T14:00:00Z'), anyInstant),
      end: fc.oneof(fc.constant('2026-11-20T16:00:00Z'), anyInstant),
      services: fc.oneof(fc.constant({ quotes: 'Quotes' }), hostile(windowFields.shape.services)),
      what: maybe(text),
      risk: maybe(text),
      backOut: maybe(text),
      owner: maybe(text),
      checklist: maybe(text),
      silence: maybe(fc.boolean()),
      exclude: maybe(fc.boolean()),
    });
    const seen = fc.oneof(fc.constant('plan'), text);
    survives(
      windowKind,
      { ...emptyWindow('window-1'), title: 'Upgrade', start: at, end: '2026-11-20T16:00:00Z' },
      commands({
        plan: { fields },
        edit: { fields, seen },
        move: { start: anyInstant, end: anyInstant, seen },
        start: {},
        extend: { end: fc.oneof(fc.constant('2026-11-21T00:00:00Z'), text), seen },
        end: { ended: anyInstant, note: maybe(text) },
        cancel: { reason: text },
        approve: { seen },
        setSilences: { silences: fc.dictionary(text, text, { maxKeys: 3 }) },
        setAnnotation: { annotation: maybe(text) },
      })
    );
  });

  it('of the backups', () => {
    const name = fc.oneof(fc.constantFrom('influxdb', 'redis', 'quotes'), text);
    const saved = hostile(elementDefinition);
    const parts = drillSchema.shape;
    survives(
      backupsKind,
      noBackups('b'),
      commands({
        adopt: { policy: fc.constantFrom('service', 'platform'), language: fc.constantFrom('en', 'fr') },
        save: { element: name, definition: saved, seen: maybe(text), isNew: maybe(fc.boolean()) },
        remove: { element: name, seen: maybe(text) },
        retire: { element: name, retired: fc.boolean(), seen: maybe(text) },
        vouch: { evidence: hostile(z.omit(backupEvidenceSchema, { at: true, by: true })) },
        withdraw: { evidence: text },
        startDrill: { plan: hostile(parts.plan) },
        finishDrill: { drill: text, result: hostile(parts.result), failed: maybe(fc.boolean()) },
        recordDrill: {
          element: name,
          started: anyInstant,
          finished: anyInstant,
          level: fc.constantFrom('restored', 'usable'),
          result: hostile(parts.result),
          failed: maybe(fc.boolean()),
        },
        dropDrill: { drill: text },
      })
    );
  });

  it('of the improvements', () => {
    const item = fc.oneof(fc.constant('i1'), text);
    const state = fc.constantFrom(...ROADMAP_STATES);
    survives(
      improvementsKind,
      emptyRoadmap('i'),
      commands({
        save: { item, fields: hostile(roadmapFields), seen: maybe(text), isNew: maybe(fc.boolean()) },
        move: { item, state, seen: state, done: maybe(anyInstant) },
        keepEffect: { item, before: maybe(fc.double()), after: maybe(fc.double()) },
        remove: { item, seen: maybe(text) },
        chooseTags: { tags: hostile(changeTags) },
      })
    );
  });

  it('of the rota', () => {
    const person = fc.record({ name: text, uid: maybe(text) });
    const start = fc.oneof(fc.constant('2026-11-16'), text);
    survives(
      rotaKind,
      noRota(),
      commands({
        rotate: {
          rotation: fc.record({
            people: fc.array(person, { maxLength: 3 }),
            start,
            time: fc.oneof(fc.constant('09:00'), text),
            zone: fc.oneof(fc.constant('Europe/Paris'), text),
          }),
          seen: maybe(text),
        },
        override: {
          overrides: fc.array(fc.record({ from: fc.oneof(anyInstant, text), to: fc.oneof(anyInstant, text), person }), {
            maxLength: 3,
          }),
        },
        dropOverride: { override: text },
        handOver: { text },
      })
    );
  });

  it('of the reminders', () => {
    const chosen = fc.record({
      kinds: fc.dictionary(fc.oneof(fc.constantFrom(...REMINDER_KINDS), text), fc.boolean(), { maxKeys: 3 }),
      receiver: maybe(text),
    });
    survives(
      remindersKind,
      noReminders(),
      commands({ choose: { chosen, seen: fc.oneof(fc.constant({ kinds: {} }), chosen) } })
    );
  });
});

it.each(['\u0001\u0002', '\u200b', '\u0085', ' \u202e '])('refuses a title of %j, of which nothing is left', (to) => {
  const outcome = incidentKind.apply(declared, { type: 'setTitle', to, id: 'c', at, by });
  expect(outcome).toEqual({ refused: { reasons: [{ code: 'required', field: 'to' }] } });
});

it('cleans a title before it looks at its length', () => {
  const outcome = incidentKind.apply(declared, {
    type: 'setTitle',
    to: `\u0000Down${'\n'.repeat(300)}again`,
    id: 'c',
    at,
    by,
  });
  expect(outcome).toMatchObject({ ok: { title: 'Down again' } });
});

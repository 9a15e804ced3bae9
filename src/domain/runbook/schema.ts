import { z } from 'zod/mini';
import { MAX_TEXT, storedUrl } from '../record/limits';
import { commandLog } from '../record/log';
import { instant, person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { languageSchema } from '../text/language';

/** More steps than anybody follows; a file with more is refused. */
export const MAX_STEPS = 200;
export const MAX_PARAMETERS = 30;
const MAX_OPTIONS = 12;
const MAX_TITLE = 300;

export const text = z.string().check(z.maxLength(MAX_TEXT));
export const line = z.string().check(z.maxLength(MAX_TITLE));
/** Names a step or a parameter inside one runbook: `check-redis`. */
export const key = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
/** Name of a record of this kind. */
export const runbookName = z.string().check(z.regex(/^rb-[a-z0-9-]{1,37}$/));

/** Where a run goes on that has nothing more to do. */
export const END = 'end';
/** Key of a step, or `end`. */
const target = key;

const stepBase = {
  position: z.number(),
  title: line.check(z.minLength(1)),
  /** Markdown. */
  text: z.optional(text),
  /** The step that comes next where it is not the one below. */
  to: z.optional(target),
};
const branches = { onFail: z.optional(target), onNoData: z.optional(target) };

export const step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), ...stepBase }),
  /** Copied by a person, never run from here. */
  z.object({ kind: z.literal('command'), ...stepBase, command: text.check(z.minLength(1)) }),
  z.object({
    kind: z.literal('query'),
    ...stepBase,
    ...branches,
    expr: text.check(z.minLength(1)),
    /** Passes when every value stands so to `threshold`; without it the person judges. */
    comparison: z.optional(z.enum(COMPARISONS)),
    threshold: z.optional(z.number()),
    unit: z.optional(z.string().check(z.maxLength(50))),
    /** Uid of the Prometheus to ask; the app's when absent. */
    dataSource: z.optional(z.string().check(z.maxLength(200))),
  }),
  /** Fails while an alert of this name fires. */
  z.object({ kind: z.literal('alert'), ...stepBase, ...branches, alert: line.check(z.minLength(1)) }),
  z.object({ kind: z.literal('dashboard'), ...stepBase, url: storedUrl }),
  z.object({
    kind: z.literal('decision'),
    position: stepBase.position,
    title: stepBase.title,
    text: stepBase.text,
    /** The query or alert step whose verdict proposes an answer. */
    of: z.optional(key),
    options: z
      .array(
        z.object({
          label: line.check(z.minLength(1)),
          to: target,
          verdict: z.optional(z.enum(['pass', 'fail', 'nodata'])),
        })
      )
      .check(z.minLength(1), z.maxLength(MAX_OPTIONS)),
  }),
  /** Asks for a value that later steps use as a parameter of the same key. */
  z.object({ kind: z.literal('input'), ...stepBase, parameter: z.optional(key) }),
  z.object({ kind: z.literal('confirm'), ...stepBase }),
  /** By another person than the one who runs it. */
  z.object({ kind: z.literal('approval'), ...stepBase, from: z.optional(line) }),
  z.object({ kind: z.literal('wait'), ...stepBase, seconds: z.int().check(z.minimum(1), z.maximum(86_400)) }),
]);
export type Step = z.infer<typeof step>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
export const STEP_KINDS = [
  'note',
  'command',
  'query',
  'alert',
  'dashboard',
  'decision',
  'input',
  'confirm',
  'approval',
  'wait',
] as const satisfies StepKind[];

/** Where a parameter's value comes from, before anybody types one. */
const parameterSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('alert'), label: line.check(z.minLength(1)) }),
  /** `name`, `key`, or one of the service's labels in the register. */
  z.object({ from: z.literal('service'), field: line.check(z.minLength(1)) }),
  z.object({ from: z.literal('typed') }),
]);
export type ParameterSource = z.infer<typeof parameterSource>;
export const parameter = z.object({
  position: z.number(),
  label: z.optional(line),
  source: parameterSource,
  preset: z.optional(line),
});
export type Parameter = z.infer<typeof parameter>;

export const FORMS = {
  meaning: ['meaning', 'impact', 'diagnosis', 'mitigation'],
  symptoms: ['symptoms', 'causes', 'solutions'],
} as const;
export type RunbookForm = keyof typeof FORMS;
export const COMMON_SECTIONS = ['prerequisites', 'onFailure', 'contact', 'notes'] as const;
export const RUNBOOK_SECTION_KEYS = [...FORMS.meaning, ...FORMS.symptoms, ...COMMON_SECTIONS] as const;
export type RunbookSection = (typeof RUNBOOK_SECTION_KEYS)[number];

/** What is written in the editor and in a file; the rest of the record is its history. */
const contentFields = {
  title: line.check(z.minLength(1)),
  form: z.enum(['meaning', 'symptoms']),
  language: z.optional(languageSchema),
  /** Team or person that answers for it. */
  owner: z.optional(line),
  /** Keys of the service register. */
  services: z.array(z.string().check(z.maxLength(50))).check(z.maxLength(50)),
  /** Names of the alerts that it answers. */
  alerts: z.array(line).check(z.maxLength(100)),
  /** Labels of an alert that propose it, all of them. */
  labels: z.record(z.string().check(z.maxLength(100)), line),
  reviewDays: z.int().check(z.minimum(1), z.maximum(3_650)),
  parameters: z.record(key, parameter),
  sections: z.partialRecord(z.enum(RUNBOOK_SECTION_KEYS), text),
  steps: z.record(key, step),
  /** Where it was imported from. */
  source: z.optional(line),
};
export const content = z.object(contentFields);
export type Content = z.infer<typeof content>;

const stamp = z.object({ at: instant, by: person, note: z.optional(text) });

export const runbook = z.extend(recordBase, {
  kind: z.literal('runbook'),
  ...contentFields,
  /** Counts up with every change: a run says which one it followed. 0 is not written yet. */
  version: z.int().check(z.nonnegative()),
  created: z.optional(stamp),
  saved: z.optional(stamp),
  reviewed: z.optional(stamp),
  /** Out of use: neither offered nor counted; its runs and its address stay. */
  retired: z.optional(stamp),
  /** By past incident: the step that was right, as a person said. */
  marks: z.record(z.string(), z.object({ step: key, at: instant, by: person })),
  log: commandLog,
});
export type Runbook = z.infer<typeof runbook>;

export const DEFAULT_REVIEW_DAYS = 90;

export function emptyContent(title = ''): Content {
  return {
    title,
    form: 'meaning',
    services: [],
    alerts: [],
    labels: {},
    reviewDays: DEFAULT_REVIEW_DAYS,
    parameters: {},
    sections: {},
    steps: {},
  };
}

export function emptyRunbook(id: string): Runbook {
  return { schema: 1, id, kind: 'runbook', ...emptyContent(), version: 0, marks: {}, log: {} };
}

/** What of a record is written by people: for the editor, a file, a run. */
export function contentOf(record: Content): Content {
  const { title, form, services, alerts, labels, reviewDays, parameters, sections, steps } = record;
  const { language: written, owner, source } = record;
  return {
    title,
    form,
    ...(written && { language: written }),
    ...(owner && { owner }),
    services,
    alerts,
    labels,
    reviewDays,
    parameters,
    sections,
    steps,
    ...(source && { source }),
  };
}

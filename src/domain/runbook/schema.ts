import { z } from 'zod';
import { MAX_TEXT, safeUrl } from '../record/limits';
import { commandLog } from '../record/log';
import { instant, person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { language } from '../text/language';

/** More steps than anybody follows; a file with more is refused. */
export const MAX_STEPS = 200;
export const MAX_PARAMETERS = 30;
const MAX_OPTIONS = 12;
const MAX_TITLE = 300;

export const text = z.string().max(MAX_TEXT);
export const line = z.string().max(MAX_TITLE);
/** Names a step or a parameter inside one runbook: `check-redis`. */
export const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** Name of a record of this kind. */
export const runbookName = z.string().regex(/^rb-[a-z0-9-]{1,37}$/);

/** Where a run goes on that has nothing more to do. */
export const END = 'end';
/** Key of a step, or `end`. */
const target = key;

const stepBase = {
  position: z.number(),
  title: line.min(1),
  /** Markdown. */
  text: text.optional(),
  /** The step that comes next where it is not the one below. */
  to: target.optional(),
};
const branches = { onFail: target.optional(), onNoData: target.optional() };

export const step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), ...stepBase }),
  /** Copied by a person, never run from here. */
  z.object({ kind: z.literal('command'), ...stepBase, command: text.min(1) }),
  z.object({
    kind: z.literal('query'),
    ...stepBase,
    ...branches,
    expr: text.min(1),
    /** Passes when every value stands so to `threshold`; without it the person judges. */
    comparison: z.enum(COMPARISONS).optional(),
    threshold: z.number().optional(),
    unit: z.string().max(50).optional(),
    /** Uid of the Prometheus to ask; the app's when absent. */
    dataSource: z.string().max(200).optional(),
  }),
  /** Fails while an alert of this name fires. */
  z.object({ kind: z.literal('alert'), ...stepBase, ...branches, alert: line.min(1) }),
  z.object({ kind: z.literal('dashboard'), ...stepBase, url: safeUrl }),
  z.object({
    kind: z.literal('decision'),
    position: stepBase.position,
    title: stepBase.title,
    text: stepBase.text,
    /** The query or alert step whose verdict proposes an answer. */
    of: key.optional(),
    options: z
      .array(z.object({ label: line.min(1), to: target, verdict: z.enum(['pass', 'fail', 'nodata']).optional() }))
      .min(1)
      .max(MAX_OPTIONS),
  }),
  /** Asks for a value that later steps use as a parameter of the same key. */
  z.object({ kind: z.literal('input'), ...stepBase, parameter: key.optional() }),
  z.object({ kind: z.literal('confirm'), ...stepBase }),
  /** By another person than the one who runs it. */
  z.object({ kind: z.literal('approval'), ...stepBase, from: line.optional() }),
  z.object({ kind: z.literal('wait'), ...stepBase, seconds: z.number().int().min(1).max(86_400) }),
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
  z.object({ from: z.literal('alert'), label: line.min(1) }),
  /** `name`, `key`, or one of the service's labels in the register. */
  z.object({ from: z.literal('service'), field: line.min(1) }),
  z.object({ from: z.literal('typed') }),
]);
export type ParameterSource = z.infer<typeof parameterSource>;
export const parameter = z.object({
  position: z.number(),
  label: line.optional(),
  source: parameterSource,
  preset: line.optional(),
});
export type Parameter = z.infer<typeof parameter>;

export const FORMS = {
  meaning: ['meaning', 'impact', 'diagnosis', 'mitigation'],
  symptoms: ['symptoms', 'causes', 'solutions'],
} as const;
export type Form = keyof typeof FORMS;
export const COMMON_SECTIONS = ['prerequisites', 'onFailure', 'contact', 'notes'] as const;
export const SECTIONS = [...FORMS.meaning, ...FORMS.symptoms, ...COMMON_SECTIONS] as const;
export type SectionKey = (typeof SECTIONS)[number];

/** What is written in the editor and in a file; the rest of the record is its history. */
const contentFields = {
  title: line.min(1),
  form: z.enum(['meaning', 'symptoms']),
  language: language.optional(),
  /** Team or person that answers for it. */
  owner: line.optional(),
  /** Keys of the service register. */
  services: z.array(z.string().max(50)).max(50),
  /** Names of the alerts that it answers. */
  alerts: z.array(line).max(100),
  /** Labels of an alert that propose it, all of them. */
  labels: z.record(z.string().max(100), line),
  reviewDays: z.number().int().min(1).max(3_650),
  parameters: z.record(key, parameter),
  sections: z.partialRecord(z.enum(SECTIONS), text),
  steps: z.record(key, step),
  /** Where it was imported from. */
  source: line.optional(),
};
export const content = z.object(contentFields);
export type Content = z.infer<typeof content>;

const stamp = z.object({ at: instant, by: person, note: text.optional() });

export const runbook = recordBase.extend({
  kind: z.literal('runbook'),
  ...contentFields,
  /** Counts up with every change: a run says which one it followed. 0 is not written yet. */
  version: z.number().int().nonnegative(),
  created: stamp.optional(),
  saved: stamp.optional(),
  reviewed: stamp.optional(),
  /** Out of use: neither offered nor counted; its runs and its address stay. */
  retired: stamp.optional(),
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

/** Keyed things in the order of their `position`. */
export function ordered<T extends { position: number }>(things: Record<string, T>): Array<T & { key: string }> {
  return Object.entries(things)
    .map(([name, thing]) => ({ ...thing, key: name }))
    .sort((one, other) => one.position - other.position || (one.key < other.key ? -1 : 1));
}
export type Keyed<T> = T & { key: string };

import { z } from 'zod/mini';
import { storedUrl } from '../record/limits';
import { commandLog } from '../record/log';
import { instant, person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { languageSchema } from '../text/language';
import { key, line, parameter, runbookName, RUNBOOK_SECTION_KEYS, step, text } from './schema';

const VERDICTS = ['pass', 'fail', 'nodata', 'skip', 'done'] as const;
/** `nodata`: a query that gave no number, neither a pass nor a fail; `done` is for steps that are neither. */
export type StepVerdict = (typeof VERDICTS)[number];
export const HELPED = ['solved', 'partly', 'no', 'wrong'] as const;
export type Helped = (typeof HELPED)[number];

/** What a query or an alert step was answered with; asking again adds another, both stay. */
const answer = z.object({
  verdict: z.optional(z.enum(['pass', 'fail', 'nodata'])),
  /** A number where there is one: Infinity is written as text, since JSON has none. */
  value: z.optional(z.union([z.number(), line])),
  /** As it was asked, with the parameters' values. */
  expr: z.optional(text),
  comparison: z.optional(z.enum(COMPARISONS)),
  threshold: z.optional(z.number()),
  unit: z.optional(z.string().check(z.maxLength(50))),
  dataSource: z.optional(z.string().check(z.maxLength(200))),
  /** When the data source evaluated it. */
  at: instant,
  series: z.int().check(z.nonnegative()),
  warnings: z.optional(z.array(text).check(z.maxLength(10))),
});
export type StepAnswer = z.infer<typeof answer>;

export const what = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), answer }),
  /** A person's word on the step: the last one counts. */
  z.object({
    kind: z.literal('settle'),
    verdict: z.enum(VERDICTS),
    /** Of a decision: the place of the chosen option. */
    option: z.optional(z.int().check(z.nonnegative())),
    /** Of an input. */
    value: z.optional(text),
    /** Why it was skipped. */
    reason: z.optional(text),
    note: z.optional(text),
    link: z.optional(storedUrl),
  }),
  /** A wait began. */
  z.object({ kind: z.literal('wait'), until: instant }),
  z.object({ kind: z.literal('approve') }),
]);
export type What = z.infer<typeof what>;
const runEntry = z.object({ step: key, at: instant, by: person, what });
export type RunbookRunEntry = z.infer<typeof runEntry>;

const stamp = z.object({ at: instant, by: person });
export const runSchema = z.extend(recordBase, {
  kind: z.literal('run'),
  runbook: runbookName,
  title: line,
  /** Of the runbook, which may change under a run: the run keeps the steps that it began with. */
  version: z.int().check(z.nonnegative()),
  language: z.optional(languageSchema),
  parameters: z.record(key, parameter),
  sections: z.partialRecord(z.enum(RUNBOOK_SECTION_KEYS), text),
  steps: z.record(key, step),
  values: z.record(key, line),
  /** Name of the incident that it is run for. */
  incident: z.optional(z.string().check(z.maxLength(40))),
  started: stamp,
  entries: z.record(z.string(), runEntry),
  finished: z.optional(z.extend(stamp, { helped: z.enum(HELPED), why: z.optional(text) })),
  abandoned: z.optional(z.extend(stamp, { why: text })),
  log: commandLog,
});
export type RunbookRun = z.infer<typeof runSchema>;

/** By time, so that the newest are found first, and by chance, so that no counter is needed: `run-202611200312-1b4e28ba2fa141d2883f`. */
export function runName(id: string, at: string): string {
  return `run-${at.replace(/\D/g, '').slice(0, 12)}-${id.replaceAll('-', '').slice(0, 20)}`;
}

/** What a run begins as; its name is its id too. */
export function emptyRun(id: string): RunbookRun {
  return {
    schema: 1,
    id,
    kind: 'run',
    runbook: 'rb-unknown',
    title: '',
    version: 0,
    parameters: {},
    sections: {},
    steps: {},
    values: {},
    started: { at: new Date(0).toISOString(), by: { uid: '', name: '' } },
    entries: {},
    log: {},
  };
}

export function isStarted({ version }: Pick<RunbookRun, 'version'>): boolean {
  return version > 0;
}

/** Who approved a step, and when: the first one. */
export function approvalOf(record: Pick<RunbookRun, 'entries'>, of: string): RunbookRunEntry | undefined {
  return entriesOf(record, of).find((entry) => entry.what.kind === 'approve');
}

/** What was said of a step, oldest first. */
export function entriesOf(
  { entries }: Pick<RunbookRun, 'entries'>,
  of: string
): Array<RunbookRunEntry & { id: string }> {
  return Object.entries(entries)
    .filter(([, entry]) => entry.step === of)
    .map(([id, entry]) => ({ ...entry, id }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

/** What is said in a run of the values that its steps use: typed ones, and those that inputs asked for. */
export function valuesOf(record: RunbookRun): Record<string, string | undefined> {
  const asked = Object.entries(record.steps).flatMap(([of, each]): Array<[string, string | undefined]> => {
    if (each.kind !== 'input') {
      return [];
    }
    const said = entriesOf(record, of)
      .filter(({ what: { kind } }) => kind === 'settle')
      .at(-1)?.what;
    return [[each.parameter ?? of, said?.kind === 'settle' ? said.value : undefined]];
  });
  const declared = Object.keys(record.parameters).map((name): [string, undefined] => [name, undefined]);
  const answered = asked.filter(([name, value]) => value !== undefined || !(name in record.values));
  return { ...Object.fromEntries(declared), ...record.values, ...Object.fromEntries(answered) };
}

export type RunbookRunState = 'running' | 'abandoned' | Helped;

export function runbookRunState({ finished, abandoned }: RunbookRun): RunbookRunState {
  return finished?.helped ?? (abandoned ? 'abandoned' : 'running');
}

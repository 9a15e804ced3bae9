import { asVector, withoutComments } from '../promql/promql';
import { type Keyed, inOrder } from '../record/inOrder';
import { type Instant } from '../record/record';
import { wilson } from '../statistics/statistics';
import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { judgeStep } from './judge';
import { fillQuery } from './query';
import { type Content, type Step, type StepOf } from './schema';
import { type StepOutcome, walk } from './walk';

/** A past incident, as far as a rehearsal needs it. */
export interface PastIncident {
  name: string;
  title: string;
  detected: Instant;
  cause?: string;
  /** Values of the runbook's parameters then. */
  values: Record<string, string>;
}

/** Seconds before and after the detection at which everything is asked too. */
export const AROUND = 900;
/** Incidents that one rehearsal looks at, the newest. */
const MOST_INCIDENTS = 20;
/** Requests that one rehearsal sends at most, "since when" included. */
export const REHEARSAL_REQUESTS = 60;
const MARK = 'opsbook_step';
const PROBE = 'up';

/** One range query with three points: before, at and after the detection; all steps of one data source together. */
export interface RehearsalRequest {
  incident: string;
  /** The app's Prometheus when absent. */
  dataSource?: string;
  expr: string;
  /** Seconds since the epoch. */
  start: number;
  end: number;
  step: number;
}

interface RehearsalPlan {
  requests: RehearsalRequest[];
  /** Steps that cannot be asked for an incident, with why: a missing or unquotable parameter. */
  unasked: Array<{ incident: string; step: string; code: string }>;
  /** Incidents beyond the limits. */
  leftOut: number;
}

type QueryStep = Keyed<StepOf<'query'>>;

function queriesOf(steps: Content['steps']): QueryStep[] {
  return inOrder(steps).flatMap((step) => (step.kind === 'query' ? [step] : []));
}

/** What to ask for the newest incidents; as many requests as data sources times incidents, within the limits. */
export function planRehearsal(
  { steps, parameters }: Pick<Content, 'steps' | 'parameters'>,
  incidents: PastIncident[]
): RehearsalPlan {
  const queries = queriesOf(steps);
  const sources = [...new Set(queries.map(({ dataSource }) => dataSource))];
  const chosen = [...incidents]
    .sort((one, other) => Date.parse(other.detected) - Date.parse(one.detected))
    .slice(0, Math.min(MOST_INCIDENTS, Math.floor(REHEARSAL_REQUESTS / 2 / Math.max(1, sources.length))));
  const unasked: RehearsalPlan['unasked'] = [];
  const requests = chosen.flatMap((incident) =>
    sources.flatMap((dataSource): RehearsalRequest[] => {
      const vectors: string[] = [];
      queries.forEach((step, index) => {
        if (step.dataSource !== dataSource) {
          return;
        }
        const names = Object.fromEntries(Object.keys(parameters).map((name) => [name, incident.values[name]]));
        const filled = fillQuery(step.expr, { ...names, ...incident.values });
        if ('refused' in filled) {
          unasked.push({
            incident: incident.name,
            step: step.key,
            code: filled.refused.reasons[0]?.code ?? 'unreadable',
          });
        } else {
          vectors.push(label(filled.ok, String(index)));
        }
      });
      const at = Math.floor(Date.parse(incident.detected) / 1000);
      const expr = [...vectors, label(`count(${PROBE})`, PROBE)].join(' or ');
      return vectors.length === 0
        ? []
        : [
            {
              incident: incident.name,
              ...(dataSource && { dataSource }),
              expr,
              start: at - AROUND,
              end: at + AROUND,
              step: AROUND,
            },
          ];
    })
  );
  return { requests, unasked, leftOut: incidents.length - chosen.length };
}

function label(expr: string, mark: string): string {
  return `label_replace((${asVector(withoutComments(expr))}), "${MARK}", "${mark}", "", "")`;
}

/** A series as Prometheus answers, times in seconds. */
export interface Measured {
  labels: Record<string, string>;
  times: number[];
  values: number[];
}

const MOMENTS = ['before', 'at', 'after'] as const;
type Moment = (typeof MOMENTS)[number];

/** `unknown`: it could not be asked, or lies before the data begins. */
export type StepTold = { verdict?: 'pass' | 'fail' | 'nodata' | 'unknown'; value?: number };

export interface Rehearsed {
  incident: string;
  /** By step and moment. */
  told: Record<string, Record<Moment, StepTold>>;
  /** Steps that would have been met at each moment, in order; the last one may be where a person decides. */
  paths: Record<Moment, string[]>;
  /** Nothing could be asked, or the data does not reach back: says nothing about the runbook. */
  isUnknown: boolean;
}

/** What the runbook would have shown for one incident. `answers` are those of its requests; one that failed is absent. */
export function rehearse(
  { steps }: Pick<Content, 'steps'>,
  incident: PastIncident,
  plan: RehearsalPlan,
  answers: Map<RehearsalRequest, Measured[]>
): Rehearsed {
  const queries = queriesOf(steps);
  const asked = plan.requests.filter((request) => request.incident === incident.name);
  const told: Rehearsed['told'] = {};
  queries.forEach((step, index) => {
    const request = asked.find(({ dataSource }) => dataSource === step.dataSource);
    const series = request && answers.get(request);
    const isUnasked = plan.unasked.some((each) => each.incident === incident.name && each.step === step.key);
    const tell = (offset: number): StepTold => {
      if (!request || !series || isUnasked || !hasProbe(series, request.start + offset)) {
        return { verdict: 'unknown' };
      }
      return judgeStep(step, valuesAt(series, String(index), request.start + offset));
    };
    told[step.key] = { before: tell(0), at: tell(AROUND), after: tell(2 * AROUND) };
  });
  const pathAt = (moment: Moment) => walk(steps, (step) => foreseen(step, told, moment)).path.map(({ key }) => key);
  return {
    incident: incident.name,
    told,
    paths: { before: pathAt('before'), at: pathAt('at'), after: pathAt('after') },
    isUnknown: queries.every(({ key }) => MOMENTS.every((moment) => told[key][moment].verdict === 'unknown')),
  };
}

function hasProbe(series: Measured[], at: number): boolean {
  return valuesAt(series, PROBE, at).length > 0;
}

function valuesAt(series: Measured[], mark: string, at: number): number[] {
  return series.flatMap(({ labels, times, values }) => {
    const place = labels[MARK] === mark ? times.indexOf(at) : -1;
    return place < 0 ? [] : [values[place]];
  });
}

/** What is not measured is taken as done; a decision that no query answers is a person's, and the rehearsal ends there. */
function foreseen(step: Keyed<Step>, told: Rehearsed['told'], moment: Moment): StepOutcome | undefined {
  switch (step.kind) {
    case 'query': {
      const verdict = told[step.key]?.[moment].verdict;
      return { verdict: verdict === undefined ? 'done' : verdict === 'unknown' ? 'nodata' : verdict };
    }
    case 'decision': {
      const verdict = step.of === undefined ? undefined : told[step.of]?.[moment].verdict;
      const option = verdict === undefined ? -1 : step.options.findIndex((each) => each.verdict === verdict);
      return option < 0 ? undefined : { verdict: 'done', option };
    }
    default:
      return { verdict: 'done' };
  }
}

interface RehearsalVerdict {
  right: number;
  /** Incidents that say something and for which a person marked what was right. */
  judged: number;
  /** 95 % (Wilson); absent without judged incidents. */
  interval?: { low: number; high: number };
  unmarked: string[];
  unknown: string[];
  /** Steps without data, and the detection of the first incident from which on there was none. */
  silent: Array<{ step: string; since: Instant; last?: Instant }>;
}

/** Right where the step that a person marked would have been met at the detection or after it. */
export function sumRehearsal(
  rehearsed: Rehearsed[],
  incidents: PastIncident[],
  marks: Partial<Record<string, { step: string }>>
): RehearsalVerdict {
  const known = rehearsed.filter(({ isUnknown }) => !isUnknown);
  const marked = known.filter(({ incident }) => marks[incident]);
  const right = marked.filter((each) => isRight(each, marks[each.incident]?.step ?? '')).length;
  return {
    right,
    judged: marked.length,
    ...(marked.length > 0 && { interval: wilson(right, marked.length) }),
    unmarked: known.filter(({ incident }) => !marks[incident]).map(({ incident }) => incident),
    unknown: rehearsed.filter(({ isUnknown }) => isUnknown).map(({ incident }) => incident),
    silent: silentSteps(known, incidents),
  };
}

function isRight({ paths }: Rehearsed, step: string): boolean {
  return paths.at.includes(step) || paths.after.includes(step);
}

/** Steps that gave nothing at the newest incident, and since which one. */
function silentSteps(known: Rehearsed[], incidents: PastIncident[]): RehearsalVerdict['silent'] {
  const detected = new Map(incidents.map(({ name, detected: at }) => [name, at]));
  const inOrder = known
    .map((each) => ({ ...each, detected: detected.get(each.incident) ?? '' }))
    .sort((one, other) => Date.parse(other.detected) - Date.parse(one.detected));
  const steps = Object.keys(inOrder[0]?.told ?? {});
  return steps.flatMap((step) => {
    const isSilent = (each: Rehearsed) => MOMENTS.every((moment) => each.told[step]?.[moment].verdict === 'nodata');
    const spoken = inOrder.findIndex((each) => !isSilent(each));
    const silent = spoken < 0 ? inOrder : inOrder.slice(0, spoken);
    const since = silent.at(-1)?.detected;
    return since === undefined ? [] : [{ step, since, ...(spoken >= 0 && { last: inOrder[spoken].detected }) }];
  });
}

/** How far before the first silent incident the last answer is looked for where no earlier incident had one. */
const LOOK_BACK = 90 * DAY_SECONDS;

/** Asks how often a silent step had data up to its first silent incident: by the hour over a month, else by the day. */
export function planSilence(
  { steps, parameters }: Pick<Content, 'steps' | 'parameters'>,
  { step: key, since, last }: RehearsalVerdict['silent'][number],
  incidents: PastIncident[]
): Omit<RehearsalRequest, 'incident'> | undefined {
  const step = queriesOf(steps).find((each) => each.key === key);
  const values = incidents.find(({ detected }) => detected === since)?.values ?? {};
  const names = Object.fromEntries(Object.keys(parameters).map((name) => [name, values[name]]));
  const filled = step && fillQuery(step.expr, { ...names, ...values });
  if (!filled || 'refused' in filled) {
    return undefined;
  }
  const end = Math.floor(Date.parse(since) / 1000) + AROUND;
  const start = last ? Math.floor(Date.parse(last) / 1000) - AROUND : end - LOOK_BACK;
  const expr = `count(${asVector(filled.ok)})`;
  return {
    ...(step.dataSource && { dataSource: step.dataSource }),
    expr,
    start,
    end,
    step: end - start > 31 * DAY_SECONDS ? DAY_SECONDS : HOUR_SECONDS,
  };
}

/** The last time that a step had data, by the answer to `planSilence`; undefined where it had none. */
export function lastData(series: Measured[]): Instant | undefined {
  const last = Math.max(...series.flatMap(({ times }) => times));
  return Number.isFinite(last) ? new Date(last * 1000).toISOString() : undefined;
}

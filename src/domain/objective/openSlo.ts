import { type Document, LineCounter, parseAllDocuments, stringify } from 'yaml';
import { z } from 'zod/mini';
import { parseDuration } from '../promql/duration';
import { aggregatedSelector, bareSelector, boundOf, checkPromql, metricName, writeSelector } from '../promql/promql';
import { type Reason } from '../record/outcome';
import { slug } from '../record/record';
import { isLowerBetter, ORDERINGS } from '../statistics/comparison';
import { UNITS } from '../text/quantity';
import { DAY_SECONDS } from '../time/units';
import { isZone } from '../time/zone';
import { budgetOf, tidyNumber } from './burnRate';
import { checkDefinition } from './check';
import { type OpenSloQueries } from './kinds/kind';
import { type Indicator, indicatorSchema, kindOf } from './kinds/kinds';
import { type Definition, definition } from './schema';
import { goodShare, isTimed } from './state';

/** What OpenSLO has no word for travels as annotations, so that reading back what was written changes nothing. */
const NOTE = 'opsbook/';

/** One objective as an OpenSLO v1 document; undefined for kinds that OpenSLO does not know. */
export function toOpenSlo(key: string, objective: Definition): string | undefined {
  const { indicator, name, description, service, window } = objective;
  const target = goodShare(objective);
  const own = openSloOf(indicator);
  const queries = own?.queries(objective);
  if (!own || !queries || target === undefined) {
    return undefined;
  }
  const annotations = notesOf(objective, sliOf(queries), target);
  return stringify(
    {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: {
        name: slug(key),
        displayName: name,
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        ...(description && { description }),
        service: slug(service ?? '') || 'default',
        indicator: {
          metadata: { name: `${slug(key)}-sli` },
          spec: {
            ratioMetric: { counter: own.counter, ...sliOf(queries).ratioMetric },
          },
        },
        timeWindow: [
          window.type === 'rolling'
            ? { duration: `${window.days}d`, isRolling: true }
            : {
                duration: window.period === 'month' ? '1M' : '1Q',
                isRolling: false,
                calendar: { startTime: '2024-01-01 00:00:00', timeZone: window.zone },
              },
        ],
        budgetingMethod: 'Occurrences',
        objectives: [{ displayName: name, target }],
      },
    },
    { lineWidth: 0 }
  );
}

function openSloOf(indicator: Indicator) {
  return kindOf(indicator).budget?.openSlo;
}

function sliOf({ total, good, bad }: OpenSloQueries): SliSpec {
  const source = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });
  return {
    ratioMetric: {
      ...(good !== undefined && { good: source(good) }),
      ...(bad !== undefined && { bad: source(bad) }),
      total: source(total),
    },
  };
}

function notesOf(objective: Definition, sli: SliSpec, share: number): Record<string, string> {
  const { indicator, comparison, target, critical, owner, service, unit, dataSource, minimumFailures, alerting } =
    objective;
  const bound = isTimed(objective) ? target : undefined;
  const others = openSloOf(indicator)?.notes?.(indicator);
  const again = indicatorOf(sli, share, others?.targets);
  const isSame = again.bound === bound && JSON.stringify(again.indicator) === JSON.stringify(indicator);
  const isExact = bound !== undefined || (isLowerBetter(objective) ? budgetOf(share) : share) === target;
  const notes = {
    indicator: isSame ? undefined : JSON.stringify(indicator),
    target: isExact ? undefined : target,
    unit: unit === usualUnit(indicator) ? undefined : unit,
    comparison: comparison === usualComparison(indicator) ? undefined : comparison,
    critical,
    owner,
    service: service === undefined || (slug(service) === service && service !== 'default') ? undefined : service,
    dataSource,
    minimumFailures,
    alerting: alerting && JSON.stringify(alerting),
    ...others,
  };
  return Object.fromEntries(
    Object.entries(notes).flatMap(([key, value]) => (value === undefined ? [] : [[`${NOTE}${key}`, String(value)]]))
  );
}

function usualComparison(indicator: Indicator): Definition['comparison'] {
  return isTimed({ indicator }) ? '<=' : '>=';
}

function usualUnit(indicator: Indicator): Definition['unit'] {
  return kindOf(indicator).unit(indicator) ?? 'ratio';
}

/** Something wrong with a file, at the place where it stands. */
export interface Mistake extends Reason {
  /** From 1. */
  line: number;
  /** As in `spec.objectives.0.target`; empty where it is about the document or the file. */
  path: string;
}

export interface FoundSlo {
  /** As the document names it. */
  name: string;
  line: number;
  /** Absent where there are mistakes. */
  definition?: Definition;
  mistakes: Mistake[];
}

interface OpenSloFile {
  slos: FoundSlo[];
  /** Documents that hold no objective: services, alert policies. */
  ignored: Array<{ kind: string; line: number }>;
  /** About the file as a whole: it is no YAML, or holds no objective. */
  mistakes: Mistake[];
}

export const MAX_OPENSLO = 1_000_000;

const metric = z.object({
  metricSource: z.object({ type: z.optional(z.string()), spec: z.object({ query: z.string() }) }),
});
const sliSpec = z.object({
  ratioMetric: z.object({
    counter: z.optional(z.boolean()),
    good: z.optional(metric),
    bad: z.optional(metric),
    total: metric,
  }),
});
type SliSpec = z.infer<typeof sliSpec>;
const timeWindow = z.pipe(
  z.object({
    duration: z.string(),
    isRolling: z.optional(z.boolean()),
    calendar: z.optional(z.object({ startTime: z.optional(z.string()), timeZone: z.string() })),
  }),
  z.transform((window) => ({ ...window, isRolling: window.isRolling ?? window.calendar === undefined }))
);
const slo = z.object({
  metadata: z.object({
    name: z.string(),
    displayName: z.optional(z.string()),
    annotations: z.optional(
      z.record(z.string(), z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String)))
    ),
  }),
  spec: z.object({
    description: z.optional(z.string()),
    service: z.optional(z.string()),
    indicator: z.optional(z.object({ spec: sliSpec })),
    indicatorRef: z.optional(z.string()),
    timeWindow: z.array(timeWindow).check(z.minLength(1)),
    budgetingMethod: z.optional(z.string()),
    objectives: z
      .array(
        z.object({
          target: z.optional(z.number()),
          targetPercent: z.optional(z.number()),
          displayName: z.optional(z.string()),
        })
      )
      .check(z.minLength(1)),
  }),
});
type Slo = z.infer<typeof slo>;
type Path = Array<string | number>;

/** Reads OpenSLO v1 documents with ratios of Prometheus metrics, one file with any number of them. */
export function readOpenSlo(text: string): OpenSloFile {
  if (text.length > MAX_OPENSLO) {
    return ofFile({ code: 'openslo.tooLong', values: { limit: MAX_OPENSLO }, line: 1, path: '' });
  }
  const counter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: counter });
  const documents: Document[] = Array.isArray(parsed) ? parsed : [];
  const broken = documents.flatMap(({ errors }) => errors);
  if (broken.length > 0) {
    return ofFile(
      ...broken.map(({ message, pos }): Mistake => ({
        code: 'openslo.yaml',
        values: { message: message.split(/ at line \d+|\n/)[0] },
        line: counter.linePos(pos[0]).line,
        path: '',
      }))
    );
  }
  const read = documents.flatMap((document) => readDocument(document, counter));
  const indicators = new Map(read.flatMap(({ kind, name, raw }) => (kind === 'SLI' ? [[name, raw]] : [])));
  const slos = read
    .filter(({ kind }) => kind === 'SLO' || kind === SLOTH)
    .flatMap(({ raw, name, at }) => readSlo(raw, name, at, indicators));
  const ignored = read.flatMap(({ kind, at }) =>
    ['SLO', 'SLI', SLOTH].includes(kind) ? [] : [{ kind, line: at([]) }]
  );
  return slos.length > 0 || text.trim() === ''
    ? { slos, ignored, mistakes: [] }
    : { slos, ignored, mistakes: [{ code: 'openslo.none', line: 1, path: '' }] };
}

function ofFile(...mistakes: Mistake[]): OpenSloFile {
  return { slos: [], ignored: [], mistakes };
}

interface ReadDocument {
  kind: string;
  name: string;
  raw: unknown;
  /** The line of a place in the document, or of the nearest thing around it. */
  at: (path: Path) => number;
}

/** The objects of a document: itself, the members of a sequence, or the items of a Kubernetes `List`. */
function readDocument(document: Document, counter: LineCounter): ReadDocument[] {
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 100 });
  } catch {
    raw = undefined; // aliases that would fill the memory
  }
  const lineAt = (path: Path): number => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (hasRange(node)) {
        return counter.linePos(node.range[0]).line;
      }
    }
    return 1;
  };
  return objectsOf(raw, []).map(({ object, where }) => {
    const head = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) }).safeParse(object);
    return {
      kind: head.data?.kind ?? documentKind(object),
      name: head.data?.metadata.name ?? z.looseObject({ service: z.string() }).safeParse(object).data?.service ?? '',
      raw: object,
      at: (path: Path) => lineAt([...where, ...path]),
    };
  });
}

const list = z.looseObject({ kind: z.string().check(z.endsWith('List')), items: z.array(z.unknown()) });

function objectsOf(raw: unknown, where: Path): Array<{ object: unknown; where: Path }> {
  if (raw === null || raw === undefined) {
    return [];
  }
  const items = Array.isArray(raw) ? raw : list.safeParse(raw).data?.items;
  const inside = Array.isArray(raw) ? where : [...where, 'items'];
  return items
    ? items.flatMap((item: unknown, index) => objectsOf(item, [...inside, index]))
    : [{ object: raw, where }];
}

function documentKind(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'kind' in raw ? String(raw.kind) : 'SLO';
}

/** What a Kubernetes object of Sloth is; its files elsewhere have a version in place of a kind. */
const SLOTH = 'PrometheusServiceLevel';

/** Where a document says that it is Sloth's own, which is often taken for OpenSLO. Source: github.com/slok/sloth, examples. */
function slothAt(raw: unknown): 'kind' | 'version' | undefined {
  if (z.looseObject({ kind: z.literal(SLOTH) }).safeParse(raw).success) {
    return 'kind';
  }
  return z.looseObject({ version: z.literal('prometheus/v1') }).safeParse(raw).success ? 'version' : undefined;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function readSlo(
  raw: unknown,
  name: string,
  at: ReadDocument['at'],
  indicators: ReadonlyMap<string, unknown>
): FoundSlo[] {
  const line = at([]);
  const mistake = (path: Path, code: Reason['code'], values?: Reason['values']): Mistake => ({
    code,
    values: { path: path.join('.'), ...values },
    line: at(path),
    path: path.join('.'),
  });
  const failed = (...mistakes: Mistake[]): FoundSlo[] => [{ name, line, mistakes }];
  const version = z.looseObject({ apiVersion: z.unknown() }).safeParse(raw).data?.apiVersion;
  const sloth = slothAt(raw);
  if (sloth) {
    return failed(mistake([sloth], 'openslo.sloth'));
  }
  if (version !== 'openslo/v1') {
    return failed(mistake(['apiVersion'], 'openslo.version', { found: String(version ?? '') }));
  }
  const unread = unreadMetric(raw);
  if (unread) {
    return failed(mistake(unread, 'openslo.metric'));
  }
  const parsed = slo.safeParse(raw);
  if (!parsed.success) {
    return failed(...parsed.error.issues.map((issue) => ofIssue(issue, raw, mistake)));
  }
  const document: SloDocument = { name, at, mistake, slo: parsed.data };
  const found = readSli(document, indicators);
  if ('missing' in found) {
    return failed(found.missing);
  }
  const mistakes = documentMistakes(document, found);
  return parsed.data.spec.objectives.map((_, index) => readObjective(document, found, mistakes, index));
}

/** One SLO of a file, as far as it was read. */
interface SloDocument {
  name: string;
  at: ReadDocument['at'];
  mistake: (path: Path, code: Reason['code'], values?: Reason['values']) => Mistake;
  slo: Slo;
}

interface FoundSli {
  indicator: SliSpec;
  /** Where a part of its ratio stands in the document; of an indicator elsewhere, where it is referred to. */
  metricAt: (part: string) => Path;
}

/** The indicator that stands in the document, or that it refers to. */
function readSli(
  { mistake, slo: { spec } }: SloDocument,
  indicators: ReadonlyMap<string, unknown>
): FoundSli | { missing: Mistake } {
  if (spec.indicator?.spec) {
    return {
      indicator: spec.indicator.spec,
      metricAt: (part) => ['spec', 'indicator', 'spec', 'ratioMetric', part],
    };
  }
  const name = spec.indicatorRef;
  if (name === undefined) {
    return { missing: mistake(['spec', 'indicator'], 'openslo.missing') };
  }
  const where: Path = ['spec', 'indicatorRef'];
  if (!indicators.has(name)) {
    return { missing: mistake(where, 'openslo.indicator', { name }) };
  }
  const found = z.object({ spec: sliSpec }).safeParse(indicators.get(name));
  return found.success
    ? { indicator: found.data.spec, metricAt: () => where }
    : { missing: mistake(where, 'openslo.metric') };
}

/** What no objective of the document can be made with. */
function documentMistakes({ mistake, slo: { spec } }: SloDocument, { indicator, metricAt }: FoundSli): Mistake[] {
  return [
    ...(['good', 'bad', 'total'] as const).flatMap((part) => {
      const type = indicator.ratioMetric[part]?.metricSource.type;
      return type === undefined || type.toLowerCase() === 'prometheus'
        ? []
        : [mistake(metricAt(part), 'openslo.source', { type })];
    }),
    ...(indicator.ratioMetric.good || indicator.ratioMetric.bad ? [] : [mistake(metricAt('good'), 'openslo.good')]),
    ...(spec.budgetingMethod === undefined || spec.budgetingMethod === 'Occurrences'
      ? []
      : [mistake(['spec', 'budgetingMethod'], 'openslo.method', { method: spec.budgetingMethod })]),
    ...windowMistakes(spec.timeWindow[0], mistake),
  ];
}

function readObjective(
  { name, at, mistake, slo: parsed }: SloDocument,
  { indicator, metricAt }: FoundSli,
  mistakes: Mistake[],
  index: number
): FoundSlo {
  const { spec } = parsed;
  const objective = spec.objectives[index];
  const share =
    objective.target ?? (objective.targetPercent === undefined ? NaN : tidyNumber(objective.targetPercent / 100));
  const targetAt: Path = [
    'spec',
    'objectives',
    index,
    objective.target === undefined && objective.targetPercent !== undefined ? 'targetPercent' : 'target',
  ];
  const found = Number.isNaN(share) ? [...mistakes, mistake(targetAt, 'openslo.missing')] : mistakes;
  const several = spec.objectives.length > 1 && objective.displayName;
  const named = [parsed.metadata.displayName ?? name, several].filter(Boolean).join(': ');
  if (found.length > 0) {
    return { name: named, line: at([]), mistakes: found };
  }
  const definition = toDefinition(parsed, indicator, share, named);
  const reasons = [
    ...queryMistakes(indicator),
    ...gaugeMistakes(definition, indicator),
    ...checkDefinition(definition),
  ].filter((reason, place, all) => all.findIndex(({ field }) => field === reason.field) === place);
  const wrong = reasons.map((reason) => {
    const path = placeOf(reason, indicator, metricAt, targetAt);
    return { ...mistake(path, reason.code, reason.values) };
  });
  return {
    name: named,
    line: at(['spec', 'objectives', index]),
    mistakes: wrong,
    ...(wrong.length === 0 && { definition }),
  };
}

/** Indicators that are no ratio of good or bad events to all: their place in the document. */
function unreadMetric(raw: unknown): Path | undefined {
  const indicator = z
    .looseObject({ spec: z.looseObject({ indicator: z.looseObject({ spec: z.looseObject({}) }) }) })
    .safeParse(raw).data?.spec.indicator.spec;
  if (!indicator) {
    return undefined;
  }
  const path: Path = ['spec', 'indicator', 'spec'];
  const ratio = indicator.ratioMetric;
  return 'thresholdMetric' in indicator
    ? [...path, 'thresholdMetric']
    : typeof ratio === 'object' && ratio !== null && 'raw' in ratio
      ? [...path, 'ratioMetric', 'raw']
      : undefined;
}

function ofIssue(
  issue: z.core.$ZodIssue,
  raw: unknown,
  mistake: (path: Path, code: Reason['code'], values?: Reason['values']) => Mistake
): Mistake {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const found = path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    raw
  );
  if (found === undefined || issue.code === 'too_small') {
    return mistake(path, 'openslo.missing');
  }
  return issue.code === 'invalid_type'
    ? mistake(path, 'openslo.type', { expected: issue.expected })
    : mistake(path, 'openslo.value');
}

function windowMistakes(
  window: Slo['spec']['timeWindow'][number],
  mistake: (path: Path, code: Reason['code'], values?: Reason['values']) => Mistake
): Mistake[] {
  const path: Path = ['spec', 'timeWindow', 0];
  const { timeZone: zone, startTime = '' } = (window.isRolling ? undefined : window.calendar) ?? {};
  const found = windowOf(window);
  return [
    ...(found ? [] : [mistake([...path, 'duration'], 'openslo.window', { duration: window.duration })]),
    ...(found?.type === 'calendar' && !startsPeriod(startTime, found.period)
      ? [mistake([...path, 'calendar', 'startTime'], 'openslo.start', { start: startTime })]
      : []),
    ...(zone === undefined || isZone(zone) ? [] : [mistake([...path, 'calendar', 'timeZone'], 'objective.zone')]),
  ];
}

/** Months and quarters begin with the first day of one at midnight here, whatever day another tool counts from. */
function startsPeriod(startTime: string, period: 'month' | 'quarter'): boolean {
  const [, month, day, time] = /^\d{4}-(\d\d)-(\d\d)(?:[T ](.*?)Z?)?$/.exec(startTime.trim()) ?? [];
  const isFirst = day === '01' && (period === 'month' || Number(month) % 3 === 1);
  return startTime === '' || (isFirst && /^(00:00(:00(\.0+)?)?)?$/.test(time ?? ''));
}

/** Queries are checked as they stand in the file, before they are taken apart. */
function queryMistakes({ ratioMetric }: SliSpec): Reason[] {
  const { total } = ratioMetric;
  const events = ratioMetric.good ?? ratioMetric.bad;
  return [
    ...checkPromql(total.metricSource.spec.query, 'indicator.total'),
    ...checkPromql(events?.metricSource.spec.query ?? '', 'indicator.events'),
  ];
}

/** What is no counter, as the file says, cannot be counted over a time of our own. */
function gaugeMistakes({ indicator }: Definition, { ratioMetric }: SliSpec): Reason[] {
  return (ratioMetric.counter === false && openSloOf(indicator)?.checkGauges?.(indicator)) || [];
}

function placeOf({ field }: Reason, { ratioMetric }: SliSpec, metricAt: (part: string) => Path, targetAt: Path): Path {
  const query = (part: string) => {
    const path = metricAt(part);
    return path.at(-1) === part ? [...path, 'metricSource', 'spec', 'query'] : path;
  };
  switch (field) {
    case 'name':
      return ['metadata', 'displayName'];
    case 'target':
    case 'indicator.percentile':
      return targetAt;
    case 'critical':
      return ['metadata', 'annotations', `${NOTE}critical`];
    case 'indicator.total':
      return query('total');
    case 'indicator.events':
    case 'indicator.selector':
    case 'indicator.histogram':
      return query(ratioMetric.good ? 'good' : 'bad');
    default:
      return [];
  }
}

function toDefinition({ metadata, spec }: Slo, sli: SliSpec, share: number, name: string): Definition {
  const notes = metadata.annotations ?? {};
  const note = (key: string): string | undefined => notes[`${NOTE}${key}`];
  const numberNoted = (key: string): number | undefined => {
    const value = Number(note(key) ?? NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const { indicator, bound } =
    notedIndicator(note('indicator'), sli, share) ?? indicatorOf(sli, share, numberNoted('targets'));
  const noted = ORDERINGS.find((comparison) => comparison === note('comparison'));
  const comparison = noted ?? usualComparison(indicator);
  const critical = numberNoted('critical');
  const failures = numberNoted('minimumFailures');
  const service = note('service') ?? (spec.service === 'default' ? undefined : spec.service);
  return {
    name: name.slice(0, 300),
    ...(spec.description && { description: spec.description.slice(0, 20_000) }),
    ...(service && { service: service.slice(0, 100) }),
    ...(note('owner') && { owner: note('owner')?.slice(0, 100) }),
    indicator,
    comparison,
    target: bound ?? targetOf(share, comparison, numberNoted('target')),
    ...(critical !== undefined && { critical }),
    unit: UNITS.find((unit) => unit === note('unit')) ?? usualUnit(indicator),
    window: windowOf(spec.timeWindow[0]) ?? { type: 'rolling', days: 30 },
    ...(note('dataSource') && { dataSource: note('dataSource')?.slice(0, 100) }),
    ...(failures !== undefined && Number.isInteger(failures) && failures >= 0 && { minimumFailures: failures }),
    ...alertingNoted(note('alerting')),
  };
}

function alertingNoted(noted: string | undefined): Pick<Definition, 'alerting'> {
  try {
    const { data } = definition.shape.alerting.safeParse(JSON.parse(noted ?? 'null'));
    return data ? { alerting: data } : {};
  } catch {
    return {};
  }
}

/** The exact target that was noted, as long as the file still says the same; a share alone loses its last digits. */
function targetOf(share: number, comparison: Definition['comparison'], noted: number | undefined): number {
  const shareOf = (value: number) => (isLowerBetter({ comparison }) ? budgetOf(value) : value);
  return noted !== undefined && shareOf(noted) === share ? noted : shareOf(share);
}

/** The indicator as it was written, as long as the file still holds its queries; a latency takes its share from the file. */
function notedIndicator(
  noted: string | undefined,
  { ratioMetric }: SliSpec,
  share: number
): { indicator: Indicator; bound?: number } | undefined {
  const found = noted === undefined ? undefined : readIndicator(noted);
  if (!found) {
    return undefined;
  }
  const query = (part: 'good' | 'bad' | 'total') => ratioMetric[part]?.metricSource.spec.query;
  const own = openSloOf(found);
  const bound = isTimed({ indicator: found }) ? boundIn(query('good') ?? '') : undefined;
  const parts = own?.queries({ indicator: found, target: bound });
  const isSame = parts && (['good', 'bad', 'total'] as const).every((part) => parts[part] === query(part));
  return isSame
    ? {
        indicator: own?.withShare?.(found, share) ?? found,
        ...(bound !== undefined && { bound }),
      }
    : undefined;
}

function readIndicator(text: string): Indicator | undefined {
  try {
    return indicatorSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function boundIn(query: string): number | undefined {
  return bareSelector(query)
    ?.matchers.map(boundOf)
    .find((value) => value !== undefined);
}

/** A latency where bucket is divided by all, a probe where a sum is divided by a count, else a ratio. */
function indicatorOf(
  { ratioMetric }: SliSpec,
  share: number,
  targets: number | undefined
): { indicator: Indicator; bound?: number } {
  const total = ratioMetric.total.metricSource.spec.query.trim();
  const events = (ratioMetric.good ?? ratioMetric.bad)?.metricSource.spec.query.trim() ?? '';
  if (ratioMetric.good && checkPromql(total).length + checkPromql(events).length === 0) {
    const latency = latencyOf(counterOf(events), counterOf(total));
    if (latency) {
      const { bound, histogram } = latency;
      return { indicator: { kind: 'latency', histogram, percentile: share }, bound };
    }
    const up = aggregatedSelector(events);
    const all = aggregatedSelector(total);
    if (up?.operation === 'sum' && all?.operation === 'count' && up.selector.text === all.selector.text) {
      const selector = up.selector.text;
      return {
        indicator: {
          kind: 'probe',
          selector,
          ...(targets !== undefined && Number.isInteger(targets) && targets > 0 && { targets }),
        },
      };
    }
  }
  const isCounter = ratioMetric.counter !== false;
  return {
    indicator: {
      kind: 'ratio',
      total: isCounter ? counterOf(total) : total,
      counted: ratioMetric.good ? 'good' : 'bad',
      events: isCounter ? counterOf(events) : events,
    },
  };
}

/** OpenSLO writes counters as `sum(requests_total)`; here the selector alone stands for it. */
function counterOf(query: string): string {
  const found = checkPromql(query).length === 0 ? aggregatedSelector(query) : undefined;
  return found?.operation === 'sum' ? found.selector.text : query;
}

function latencyOf(good: string, total: string): { histogram: string; bound: number } | undefined {
  const [bucket, all] = [bareSelector(good), bareSelector(total)];
  if (!bucket || !all || !metricName(bucket).endsWith('_bucket')) {
    return undefined;
  }
  const bound = bucket.matchers.map(boundOf).find((value) => value !== undefined);
  const rest = ({ matchers }: typeof bucket) => matchers.filter(({ label }) => label !== 'le');
  const isAll =
    (metricName(all) === metricName(bucket) && all.matchers.map(boundOf).includes(Infinity)) ||
    metricName(all) === metricName(bucket).replace(/_bucket$/, '_count');
  return bound !== undefined && isAll && JSON.stringify(rest(bucket)) === JSON.stringify(rest(all))
    ? { histogram: writeSelector({ name: bucket.name, matchers: rest(bucket) }), bound }
    : undefined;
}

function windowOf({
  duration,
  isRolling,
  calendar,
}: Slo['spec']['timeWindow'][number]): Definition['window'] | undefined {
  if (!isRolling) {
    const period = duration === '1M' ? 'month' : duration === '1Q' || duration === '3M' ? 'quarter' : undefined;
    return period && { type: 'calendar', period, zone: calendar?.timeZone ?? 'UTC' };
  }
  const months = ({ '1M': 30, '1Q': 90, '3M': 90 } as Record<string, number | undefined>)[duration];
  const days = months ?? (parseDuration(duration) ?? 0) / 1000 / DAY_SECONDS;
  return days === 7 || days === 28 || days === 30 || days === 90 ? { type: 'rolling', days } : undefined;
}

import { type Language } from '../text/language';
import { exampleObjectives } from './examples';
import { type Improvements, type IndicatorProgress } from './improvement';
import { exampleIndicators } from './improvementExamples';
import { emptyObjectives } from './register';
import { type Definition, type Objective, type ObjectivesRegister } from './schema';

const REQUESTS = 'flask_requests_total';
const ERRORS = 'flask_errors_total';
const DURATION = 'flask_request_duration_seconds';

/** What the demo's metrics answer to the examples, and what its team's documents give. */
const MEASURED: Record<string, Partial<Pick<Definition, 'indicator' | 'documented'>>> = {
  availability: {
    indicator: { kind: 'probe', selector: 'up{namespace="haddock"}' },
    documented: { value: 0.998, every: 'realtime' },
  },
  'mean-response-time': {
    indicator: { kind: 'gauge', expr: `sum(rate(${DURATION}_sum[5m])) / sum(rate(${DURATION}_count[5m]))` },
    documented: { value: 0.18, every: '5m' },
  },
  'error-rate': {
    indicator: { kind: 'ratio', total: REQUESTS, counted: 'bad', events: ERRORS },
    documented: { value: 0.005, every: '5m' },
  },
  cpu: {
    indicator: { kind: 'gauge', expr: 'avg(system_cpu_usage_percent)' },
    documented: { value: 65, every: '5m' },
  },
  memory: {
    indicator: { kind: 'gauge', expr: 'avg(system_memory_usage_percent)' },
    documented: { value: 75, every: '5m' },
  },
  'request-rate': {
    indicator: { kind: 'gauge', expr: `sum(rate(${REQUESTS}[5m]))` },
    documented: { value: 15, every: '5m' },
  },
  recovery: { documented: { value: 25, every: 'incident' } },
  'latency-p95': { indicator: { kind: 'latency', histogram: `${DURATION}_bucket`, percentile: 0.95 } },
  'latency-p99': { indicator: { kind: 'latency', histogram: `${DURATION}_bucket`, percentile: 0.99 } },
};

const ACTUAL: Record<string, { value: number; progress: IndicatorProgress }> = {
  mttr: { value: 45, progress: 'late' },
  availability: { value: 0.998, progress: 'inProgress' },
  'test-coverage': { value: 75, progress: 'inProgress' },
  documentation: { value: 80, progress: 'inProgress' },
  'mean-response': { value: 0.18, progress: 'inProgress' },
  'proactive-detection': { value: 0.4, progress: 'late' },
};

const MANUAL: Record<Language, string> = { en: 'Operations manual', fr: 'Manuel d’exploitation' };
const NOTE: Record<Language, string> = {
  en: 'As the manual gives it for 2024.',
  fr: 'Tel que le manuel le donne pour 2024.',
};
const YEAR = '2024-12-31T12:00:00.000Z';

/** The demo's objectives as a team's record: it comes with the demo, and tests begin with it. `id` is the record's UUID. */
export function demoObjectives(language: Language, id: string): ObjectivesRegister {
  const objectives = Object.entries(exampleObjectives(language)).map(([key, example]): [string, Objective] => {
    const { needs, ...rest } = example;
    const measured = MEASURED[key];
    return [key, measured?.indicator ? { ...rest, ...measured } : { ...example, ...measured }];
  });
  return {
    ...emptyObjectives(id),
    objectives: Object.fromEntries(objectives),
    indicators: demoIndicators(language),
  };
}

/** The improvement indicators with their values of 2024. */
export function demoIndicators(language: Language): Improvements {
  const by = { uid: 'opsbook', name: MANUAL[language] };
  const read = ({ value, progress }: { value: number; progress: IndicatorProgress }) => ({
    manual: { value, on: YEAR, progress, note: NOTE[language], at: YEAR, by },
  });
  return Object.fromEntries(
    Object.entries(exampleIndicators(language)).map(([key, example]) => [
      key,
      { ...example, ...(ACTUAL[key] && { readings: read(ACTUAL[key]) }) },
    ])
  );
}

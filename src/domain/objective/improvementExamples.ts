import { type Language } from '../text/language';
import { INDICATOR_NAMES } from './exampleNames';
import { type Improvement, type Improvements } from './improvement';

interface Source extends Pick<Improvement, 'comparison' | 'target' | 'unit' | 'objective' | 'measures'> {
  key: keyof typeof INDICATOR_NAMES;
}

/** The documents' improvement indicators, without their values: those are of another team. */
const SOURCES: Source[] = [
  {
    key: 'mttr',
    comparison: '<',
    target: 30,
    unit: 'min',
    objective: 'mttr',
  },
  {
    key: 'availability',
    comparison: '>=',
    target: 0.9995,
    unit: 'ratio',
    objective: 'availability',
  },
  {
    key: 'test-coverage',
    comparison: '>=',
    target: 90,
    unit: 'percent',
    objective: 'test-coverage',
  },
  {
    key: 'documentation',
    comparison: '>=',
    target: 100,
    unit: 'percent',
    measures: 'documentation',
  },
  {
    key: 'mean-response',
    comparison: '<',
    target: 0.15,
    unit: 's',
    objective: 'mean-response-time',
  },
  {
    key: 'proactive-detection',
    comparison: '>=',
    target: 0.8,
    unit: 'ratio',
    objective: 'proactive-detection',
  },
];

/** The examples that a team may adopt; none has a value yet. */
export function exampleIndicators(language: Language): Improvements {
  return Object.fromEntries(
    SOURCES.map(({ key, ...rest }, position) => [key, { ...rest, name: INDICATOR_NAMES[key][language], position }])
  );
}

import { type Language } from '../text/language';
import { type Improvement, type Improvements } from './improvement';

type Words = Record<Language, string>;

interface Source extends Pick<Improvement, 'comparison' | 'target' | 'unit' | 'objective'> {
  key: string;
  name: Words;
}

/** The documents' improvement indicators, without their values: those are of another team. */
const SOURCES: Source[] = [
  {
    key: 'mttr',
    name: { en: 'MTTR', fr: 'MTTR' },
    comparison: '<',
    target: 30,
    unit: 'min',
    objective: 'mttr',
  },
  {
    key: 'availability',
    name: { en: 'Availability', fr: 'Disponibilité' },
    comparison: '>=',
    target: 0.9995,
    unit: 'ratio',
    objective: 'availability',
  },
  {
    key: 'test-coverage',
    name: { en: 'Test coverage', fr: 'Couverture de tests' },
    comparison: '>=',
    target: 90,
    unit: 'percent',
    objective: 'test-coverage',
  },
  {
    key: 'documentation',
    name: { en: 'Documentation', fr: 'Documentation' },
    comparison: '>=',
    target: 100,
    unit: 'percent',
  },
  {
    key: 'mean-response',
    name: { en: 'Mean response time', fr: 'Temps de réponse moyen' },
    comparison: '<',
    target: 0.15,
    unit: 's',
    objective: 'mean-response-time',
  },
  {
    key: 'proactive-detection',
    name: { en: 'Proactive detection', fr: 'Détection proactive' },
    comparison: '>=',
    target: 0.8,
    unit: 'ratio',
    objective: 'proactive-detection',
  },
];

/** The examples that a team may adopt; none has a value yet. */
export function exampleIndicators(language: Language): Improvements {
  return Object.fromEntries(
    SOURCES.map(({ key, name, ...rest }, position) => [key, { ...rest, name: name[language], position }])
  );
}

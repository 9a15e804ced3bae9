import { type Improvement, type Improvements, type Progress } from './improvement';

type Words = Record<'en' | 'fr', string>;

interface Source extends Pick<Improvement, 'comparison' | 'target' | 'unit' | 'objective'> {
  key: string;
  name: Words;
  actual: number;
  progress: Progress;
}

/** The sample improvement indicators, with values of 2024. */
const SOURCES: Source[] = [
  {
    key: 'mttr',
    name: { en: 'MTTR', fr: 'MTTR' },
    comparison: '<',
    target: 30,
    unit: 'min',
    objective: 'mttr',
    actual: 45,
    progress: 'late',
  },
  {
    key: 'availability',
    name: { en: 'Availability', fr: 'Disponibilité' },
    comparison: '>=',
    target: 0.9995,
    unit: 'ratio',
    objective: 'availability',
    actual: 0.998,
    progress: 'inProgress',
  },
  {
    key: 'test-coverage',
    name: { en: 'Test coverage', fr: 'Couverture de tests' },
    comparison: '>=',
    target: 90,
    unit: 'percent',
    objective: 'test-coverage',
    actual: 75,
    progress: 'inProgress',
  },
  {
    key: 'documentation',
    name: { en: 'Documentation', fr: 'Documentation' },
    comparison: '>=',
    target: 100,
    unit: 'percent',
    actual: 80,
    progress: 'inProgress',
  },
  {
    key: 'mean-response',
    name: { en: 'Mean response time', fr: 'Temps de réponse moyen' },
    comparison: '<',
    target: 0.15,
    unit: 's',
    objective: 'mean-response-time',
    actual: 0.18,
    progress: 'inProgress',
  },
  {
    key: 'proactive-detection',
    name: { en: 'Proactive detection', fr: 'Détection proactive' },
    comparison: '>=',
    target: 0.8,
    unit: 'ratio',
    objective: 'proactive-detection',
    actual: 0.4,
    progress: 'late',
  },
];

const MANUAL: Words = { en: 'Operations manual', fr: 'Manuel d’exploitation' };
const NOTE: Words = { en: 'As the manual gives it for 2024.', fr: 'Tel que le manuel le donne pour 2024.' };
const YEAR = '2024-12-31T12:00:00.000Z';

/** The indicators as they ship, each with its sample value as the first reading. */
export function defaultIndicators(language: 'en' | 'fr'): Improvements {
  return Object.fromEntries(
    SOURCES.map(({ key, name, actual, progress, ...rest }, position) => [
      key,
      {
        ...rest,
        name: name[language],
        position,
        readings: {
          manual: {
            value: actual,
            on: YEAR,
            progress,
            note: NOTE[language],
            at: YEAR,
            by: { uid: 'opsbook', name: MANUAL[language] },
          },
        },
      },
    ])
  );
}

import { exampleIn, type Language } from '../text/language';
import { type Objective, type ObjectivesRegister } from './schema';

type Words = Record<Language, string>;

/** What the examples of objectives are called, by key. */
export const OBJECTIVE_NAMES = {
  availability: { en: 'Service availability', fr: 'Disponibilité du service' },
  'mean-response-time': { en: 'Mean response time', fr: 'Temps de réponse moyen' },
  'error-rate': { en: 'Error rate', fr: 'Taux d’erreur' },
  cpu: { en: 'CPU use, mean', fr: 'Utilisation du processeur, moyenne' },
  memory: { en: 'Memory use, mean', fr: 'Utilisation de la mémoire, moyenne' },
  'request-rate': { en: 'Requests per second', fr: 'Requêtes par seconde' },
  recovery: { en: 'Recovery after an incident', fr: 'Rétablissement après un incident' },
  'latency-p95': { en: 'Latency P95', fr: 'Latence P95' },
  'latency-p99': { en: 'Latency P99', fr: 'Latence P99' },
  mtbf: { en: 'MTBF', fr: 'MTBF' },
  mttr: { en: 'MTTR', fr: 'MTTR' },
  'test-coverage': { en: 'Test coverage', fr: 'Couverture de tests' },
  'security-score': {
    en: 'Security score: high or critical vulnerabilities',
    fr: 'Score de sécurité : vulnérabilités hautes ou critiques',
  },
  'performance-score': { en: 'Performance score', fr: 'Score de performance' },
  'dashboard-load': { en: 'Dashboard load', fr: 'Chargement d’un tableau de bord' },
  'query-response': { en: 'Query response', fr: 'Réponse aux requêtes' },
  'grafana-cpu': { en: 'Grafana CPU', fr: 'Processeur de Grafana' },
  'grafana-memory': { en: 'Grafana memory', fr: 'Mémoire de Grafana' },
  'scrape-duration': { en: 'Prometheus scrape duration', fr: 'Durée de collecte de Prometheus' },
  'influxdb-write': { en: 'InfluxDB write latency', fr: 'Latence d’écriture d’InfluxDB' },
  oee: { en: 'OEE', fr: 'TRS (OEE)' },
  'proactive-detection': { en: 'Proactive detection', fr: 'Détection proactive' },
  'reviews-on-time': { en: 'Reviews on time', fr: 'Revues à temps' },
  'actions-on-time': { en: 'Actions on time', fr: 'Actions à temps' },
} satisfies Record<string, Words>;

/** What the examples of indicators are called, by key. */
export const INDICATOR_NAMES = {
  mttr: { en: 'MTTR', fr: 'MTTR' },
  availability: { en: 'Availability', fr: 'Disponibilité' },
  'test-coverage': { en: 'Test coverage', fr: 'Couverture de tests' },
  documentation: { en: 'Documentation', fr: 'Documentation' },
  'mean-response': { en: 'Mean response time', fr: 'Temps de réponse moyen' },
  'proactive-detection': { en: 'Proactive detection', fr: 'Détection proactive' },
} satisfies Record<string, Words>;

/** The objectives and indicators of a register by the names that their examples have in `language`; a team's own names stay. */
export function namedIn(register: ObjectivesRegister, language: Language): ObjectivesRegister {
  return {
    ...register,
    objectives: renamed(register.objectives, OBJECTIVE_NAMES, language),
    ...(register.indicators && { indicators: renamed(register.indicators, INDICATOR_NAMES, language) }),
  };
}

/** An objective by the name that its example has in `language`. */
export function objectiveIn(key: string, objective: Objective, language: Language): Objective {
  return renamed({ [key]: objective }, OBJECTIVE_NAMES, language)[key];
}

function renamed<T extends { name: string }>(
  all: Record<string, T>,
  names: Record<string, Words>,
  language: Language
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(all).map(([key, each]) => {
      const name = exampleIn(Object.hasOwn(names, key) ? names[key] : undefined, each.name, language);
      return [key, name === each.name ? each : { ...each, name }];
    })
  );
}

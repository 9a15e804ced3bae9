import { type Priority } from '../incident/schema';
import { exampleIn, type Language } from '../text/language';
import { shiftQuarter } from './due';
import { type Improves, type RoadmapFields, type RoadmapState } from './schema';

interface Sample {
  key: string;
  title: Record<Language, string>;
  priority: Priority;
  /** Quarter of 2024. */
  due: string;
  owner: string;
  state: RoadmapState;
  improves?: Improves;
}

/** The sample roadmap. */
const SAMPLES: Sample[] = [
  {
    key: 'prometheus-and-grafana',
    title: { en: 'Prometheus and Grafana', fr: 'Prometheus et Grafana' },
    priority: 'high',
    due: '2024-Q1',
    owner: 'DevOps',
    state: 'toDo',
    improves: { of: 'indicator', key: 'proactive-detection' },
  },
  {
    key: 'autoscaling',
    title: { en: 'Autoscaling', fr: 'Mise à l’échelle automatique' },
    priority: 'medium',
    due: '2024-Q1',
    owner: 'DevOps',
    state: 'inProgress',
    improves: { of: 'objective', key: 'availability' },
  },
  {
    key: 'redis-backups',
    title: { en: 'Automatic Redis backups', fr: 'Sauvegardes automatiques de Redis' },
    priority: 'high',
    due: '2024-Q1',
    owner: 'DevOps',
    state: 'toDo',
  },
  {
    key: 'central-logging',
    title: { en: 'Central logging', fr: 'Journalisation centralisée' },
    priority: 'medium',
    due: '2024-Q2',
    owner: 'DevOps',
    state: 'planned',
  },
  {
    key: 'alerts-and-notifications',
    title: { en: 'Alerts and notifications', fr: 'Alertes et notifications' },
    priority: 'high',
    due: '2024-Q1',
    owner: 'DevOps',
    state: 'toDo',
    improves: { of: 'indicator', key: 'mttr' },
  },
  {
    key: 'performance',
    title: { en: 'Performance', fr: 'Performances' },
    priority: 'medium',
    due: '2024-Q2',
    owner: 'Dev',
    state: 'planned',
    improves: { of: 'indicator', key: 'mean-response' },
  },
  {
    key: 'documented-procedures',
    title: { en: 'Documented procedures', fr: 'Procédures documentées' },
    priority: 'high',
    due: '2024-Q1',
    owner: 'DevOps',
    state: 'inProgress',
    improves: { of: 'indicator', key: 'documentation' },
  },
];

const FIRST = '2024-Q1';

interface OfferedItem {
  key: string;
  fields: RoadmapFields;
  state: RoadmapState;
}

/**
 * The built-in roadmap, to be adopted on purpose. Its quarters are those of 2024; with `first`, the quarter in which a team begins
 * (`2027-Q1`), they are counted from there, so that nothing is late the moment it is adopted.
 */
export function offeredRoadmap(language: Language, first = FIRST): OfferedItem[] {
  return SAMPLES.map(({ key, title, due, priority, owner, state, improves }) => ({
    key,
    state,
    fields: {
      title: title[language],
      priority,
      due: shiftQuarter(first, due === FIRST ? 0 : 1),
      owner,
      incidents: [],
      objectives: [],
      reviews: [],
      security: [],
      ...(improves && { improves }),
    },
  }));
}

/** Of an item of the roadmap, the title that its sample has in `language`; a team's own stays. */
export function sampleTitleIn(key: string, title: string, language: Language): string {
  return exampleIn(SAMPLES.find((each) => each.key === key)?.title, title, language);
}

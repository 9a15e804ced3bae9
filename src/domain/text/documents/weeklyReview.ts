import { type Language } from '../language';

type Texts = Record<
  | 'title'
  | 'kept'
  | 'none'
  | 'interval'
  | 'waived'
  | 'due'
  | 'date'
  | 'task'
  | 'team'
  | 'result'
  | 'overdue'
  | 'since'
  | 'failures'
  | 'incidents'
  | 'notes'
  | 'decisions'
  | 'carried'
  | 'signed'
  | 'nothing',
  string
> & {
  states: Record<
    'upcoming' | 'due' | 'overdue' | 'missed' | 'early' | 'ontime' | 'late' | 'waived' | 'skipped',
    string
  >;
};

/** The review of a week of maintenance. */
export const WEEKLY_REVIEW_TEXTS: Record<Language, Texts> = {
  en: {
    title: 'Weekly maintenance review',
    kept: 'Kept',
    none: 'no date was over yet',
    interval: '95 % interval',
    waived: 'waived',
    due: 'What was due',
    date: 'Date',
    task: 'Task',
    team: 'Team',
    result: 'Result',
    overdue: 'Overdue',
    since: 'since',
    failures: 'Failed checklist items',
    incidents: 'Incidents',
    notes: 'Notes',
    decisions: 'Decisions',
    carried: 'Carried to next week',
    signed: 'Signed off by',
    nothing: 'none',
    states: {
      upcoming: 'upcoming',
      due: 'due',
      overdue: 'overdue',
      missed: 'missed',
      early: 'done early',
      ontime: 'done on time',
      late: 'done late',
      waived: 'waived',
      skipped: 'skipped',
    },
  },
  fr: {
    title: 'Revue de maintenance de la semaine',
    kept: 'Tenu',
    none: 'aucune échéance passée',
    interval: 'intervalle à 95 %',
    waived: 'dispensées',
    due: 'Ce qui était prévu',
    date: 'Date',
    task: 'Tâche',
    team: 'Équipe',
    result: 'Résultat',
    overdue: 'En retard',
    since: 'depuis le',
    failures: 'Éléments de checklist en échec',
    incidents: 'Incidents',
    notes: 'Notes',
    decisions: 'Décisions',
    carried: 'Reporté à la semaine suivante',
    signed: 'Validé par',
    nothing: 'aucun',
    states: {
      upcoming: 'à venir',
      due: 'à faire',
      overdue: 'en retard',
      missed: 'manqué',
      early: 'fait en avance',
      ontime: 'fait à temps',
      late: 'fait en retard',
      waived: 'dispensé',
      skipped: 'ignoré',
    },
  },
};

import { type Language } from '../language';

/** What a review should have come to before it is signed off. */
export const REVIEW_STEP_NAMES = ['overdue', 'runs', 'signOffs', 'failures', 'left', 'notes'] as const;
type ReviewStepName = (typeof REVIEW_STEP_NAMES)[number];

type Texts = Record<
  | 'title'
  | 'kept'
  | 'none'
  | 'interval'
  | 'left'
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
  | 'nothing'
  | 'draft'
  | 'keptTimes'
  | 'objectives'
  | 'moved'
  | 'actions'
  | 'dueOn'
  | 'nobody'
  | 'windows'
  | 'changes'
  | 'minutes'
  | 'dueHead'
  | 'review'
  | 'alerts'
  | 'open',
  string
> & {
  done: (count: number) => string;
  leftOut: (count: number) => string;
  firings: (outside: number, fired: number) => string;
  silenced: (count: number) => string;
  waived: (count: number) => string;
  states: Record<
    'upcoming' | 'due' | 'overdue' | 'missed' | 'early' | 'ontime' | 'late' | 'waived' | 'skipped',
    string
  >;
  objectiveStates: Record<'met' | 'atRisk' | 'breached' | 'stale' | 'noData' | 'info', string>;
  verdicts: Record<'pass' | 'fail' | 'nodata' | 'skip', string>;
  steps: Record<ReviewStepName, string>;
};

/** The review of a week of maintenance. */
export const WEEKLY_REVIEW_TEXTS: Record<Language, Texts> = {
  en: {
    title: 'Weekly maintenance review',
    kept: 'Kept',
    none: 'no date was over yet',
    interval: '95 % interval',
    waived: (count) => `${count} waived`,
    left: 'Left over from the week before',
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
    draft: 'Draft: this review is not signed off yet.',
    keptTimes: 'Done as planned, or to come',
    objectives: 'Objectives',
    moved: 'Checklist verdicts that changed',
    actions: 'Actions due',
    dueOn: 'due',
    nobody: 'nobody',
    windows: 'Maintenance windows, this week and next',
    changes: 'was',
    minutes: 'Time spent',
    dueHead: 'Due',
    review: 'Weekly review',
    done: (count) => `${count} done`,
    leftOut: (count) => `${count} waived`,
    alerts: 'Alerts that fired outside incidents',
    firings: (outside, fired) => `${outside} of ${fired} firings`,
    silenced: (count) => `${count} silenced`,
    open: 'Signed off with steps not done',
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
    objectiveStates: {
      met: 'met',
      atRisk: 'at risk',
      breached: 'breached',
      stale: 'stale',
      noData: 'no data',
      info: 'for information',
    },
    verdicts: { pass: 'passed', fail: 'failed', nodata: 'no data', skip: 'skipped' },
    steps: {
      overdue: 'overdue tasks are neither done nor carried over',
      runs: 'checklist runs are not finished',
      signOffs: 'runs wait for a second person’s sign-off',
      failures: 'failed checklist items lead to nothing yet',
      left: 'what the week before carried over is neither decided nor carried on',
      notes: 'there is neither a note nor a decision',
    },
  },
  fr: {
    title: 'Revue de maintenance de la semaine',
    kept: 'Tenu',
    none: 'aucune échéance passée',
    interval: 'intervalle à 95 %',
    waived: (count) => (count === 1 ? '1 dispensée' : `${count} dispensées`),
    left: 'Reste de la semaine précédente',
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
    signed: 'Validée par',
    nothing: 'aucun',
    draft: 'Brouillon : cette revue n’est pas encore validée.',
    keptTimes: 'Fait comme prévu, ou à venir',
    objectives: 'Objectifs',
    moved: 'Verdicts de checklist qui ont changé',
    actions: 'Actions à échéance',
    dueOn: 'échéance',
    nobody: 'personne',
    windows: 'Fenêtres de maintenance, cette semaine et la suivante',
    changes: 'était',
    minutes: 'Temps passé',
    dueHead: 'Échéance',
    review: 'Revue de la semaine',
    done: (count) => `${count} ${count > 1 ? 'faites' : 'faite'}`,
    leftOut: (count) => `${count} ${count > 1 ? 'dispensées' : 'dispensée'}`,
    alerts: 'Alertes déclenchées hors incident',
    firings: (outside, fired) => `${outside} fois sur ${fired}`,
    silenced: (count) => `${count} sous silence`,
    open: 'Validée avec des étapes non faites',
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
    objectiveStates: {
      met: 'tenu',
      atRisk: 'menacé',
      breached: 'manqué',
      stale: 'périmé',
      noData: 'sans données',
      info: 'pour information',
    },
    verdicts: { pass: 'conforme', fail: 'échec', nodata: 'sans données', skip: 'ignoré' },
    steps: {
      overdue: 'des tâches en retard ne sont ni faites ni reportées',
      runs: 'des checklists ne sont pas terminées',
      signOffs: 'des checklists attendent la validation d’une deuxième personne',
      failures: 'des éléments en échec n’ont pas encore de suite',
      left: 'ce que la semaine précédente a reporté n’est ni décidé ni reporté',
      notes: 'il n’y a ni note ni décision',
    },
  },
};

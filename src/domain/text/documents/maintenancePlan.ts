import { type Language } from '../language';

type Texts = Record<'plan' | 'task' | 'recurrence' | 'time' | 'team' | 'checklist' | 'checklists' | 'version', string>;

/** The plan and the checklists for people who read their records without the plugin. */
export const PLAN_DOCUMENT_TEXTS: Record<Language, Texts> = {
  en: {
    plan: 'Maintenance plan',
    task: 'Task',
    recurrence: 'Recurrence',
    time: 'Time',
    team: 'Team',
    checklist: 'Checklist',
    checklists: 'Checklists',
    version: 'version',
  },
  fr: {
    plan: 'Plan de maintenance',
    task: 'Tâche',
    recurrence: 'Récurrence',
    time: 'Heure',
    team: 'Équipe',
    checklist: 'Checklist',
    checklists: 'Checklists',
    version: 'version',
  },
};

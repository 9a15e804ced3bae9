import { exampleIn, type Language } from '../text/language';
import { type Task } from './task';

export type ExampleKey = keyof typeof EXAMPLE_TITLES;

/** What the tasks of the example plan are called, by key. */
export const EXAMPLE_TITLES = {
  'check-logs': { en: 'Check logs', fr: 'Vérifier les logs' },
  'update-dependencies': { en: 'Update dependencies', fr: 'Mettre à jour les dépendances' },
  'back-up-data': { en: 'Back up data', fr: 'Sauvegarder les données' },
  'security-scan': { en: 'Security scan', fr: 'Analyse de sécurité' },
  'check-performance': { en: 'Check performance', fr: 'Vérifier les performances' },
  'clean-up-resources': { en: 'Clean up resources', fr: 'Nettoyer les ressources' },
} satisfies Record<string, Record<Language, string>>;

/** The tasks by the titles that their examples have in `language`; a team's own titles stay. */
export function titledIn<T extends Pick<Task, 'title'>>(
  tasks: Record<string, T>,
  language: Language
): Record<string, T> {
  const titles: Record<string, Record<Language, string>> = EXAMPLE_TITLES;
  return Object.fromEntries(
    Object.entries(tasks).map(([key, task]) => {
      const title = exampleIn(Object.hasOwn(titles, key) ? titles[key] : undefined, task.title, language);
      return [key, title === task.title ? task : { ...task, title }];
    })
  );
}

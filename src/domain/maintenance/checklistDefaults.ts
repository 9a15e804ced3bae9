import { exampleIn, type Language } from '../text/language';
import { type Checklist, type ChecklistItem } from './checklistItem';
type Words = Record<Language, string>;
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface Source {
  key: string;
  title: Words;
  instruction: Words;
  check: Without<ChecklistItem, 'position' | 'title' | 'instruction'>;
}

/** The nine items of the daily check, as an example: only what every Prometheus knows is asked, the rest is done by hand. */
const MAINTENANCE: Source[] = [
  {
    key: 'pods',
    title: { en: 'State of the pods', fr: 'État des pods' },
    instruction: { en: 'Every target answers Prometheus.', fr: 'Toutes les cibles répondent à Prometheus.' },
    check: { kind: 'query', expr: 'sum(up == bool 0)', comparison: '==', threshold: 0 },
  },
  {
    key: 'logs',
    title: { en: 'Application logs', fr: 'Logs des applications' },
    instruction: {
      en: 'Read the last day of the applications’ logs; note unexpected errors and where they are.',
      fr: 'Lire la dernière journée de logs des applications ; noter les erreurs inattendues et où elles se trouvent.',
    },
    check: { kind: 'confirm' },
  },
  {
    key: 'disk',
    title: { en: 'Disk space', fr: 'Espace disque' },
    instruction: { en: 'The fullest disk stays under 85 %.', fr: 'Le disque le plus rempli reste sous 85 %.' },
    check: { kind: 'confirm' },
  },
  {
    key: 'memory',
    title: { en: 'Memory use', fr: 'Utilisation de la mémoire' },
    instruction: { en: 'It stays under 80 %.', fr: 'Elle reste sous 80 %.' },
    check: { kind: 'confirm' },
  },
  {
    key: 'redis',
    title: { en: 'Redis connections', fr: 'Connexions Redis' },
    instruction: { en: 'Every Redis accepts connections.', fr: 'Chaque Redis accepte les connexions.' },
    check: { kind: 'confirm' },
  },
  {
    key: 'health',
    title: { en: 'Health tests', fr: 'Tests de santé' },
    instruction: {
      en: 'The health tests of the services pass.',
      fr: 'Les tests de santé des services réussissent.',
    },
    check: { kind: 'confirm' },
  },
  {
    key: 'backups',
    title: { en: 'Backups', fr: 'Sauvegardes' },
    instruction: {
      en: 'Age of the oldest “last success” among the elements: at most 26 hours.',
      fr: 'Âge de la plus ancienne « dernière réussite » parmi les éléments : 26 heures au plus.',
    },
    check: { kind: 'confirm' },
  },
  {
    key: 'vulnerabilities',
    title: { en: 'Vulnerability scan', fr: 'Analyse des vulnérabilités' },
    instruction: {
      en: 'Scan the images (for example `trivy image <image>`); link the report.',
      fr: 'Analyser les images (par exemple `trivy image <image>`) ; joindre le lien du rapport.',
    },
    check: { kind: 'confirm' },
  },
  {
    key: 'documentation',
    title: { en: 'Documentation updated', fr: 'Documentation à jour' },
    instruction: {
      en: 'What changed since the last time is documented; link the page.',
      fr: 'Ce qui a changé depuis la dernière fois est documenté ; joindre le lien de la page.',
    },
    check: { kind: 'confirm' },
  },
];

export const MAINTENANCE_CHECKLIST = 'maintenance';
const TITLE: Words = { en: 'Maintenance checklist', fr: 'Checklist de maintenance' };

/** The built-in checklists in a language, until the team saves its own. */
export function defaultChecklists(language: Language): Record<string, Checklist> {
  return {
    [MAINTENANCE_CHECKLIST]: {
      title: TITLE[language],
      version: 1,
      items: Object.fromEntries(
        MAINTENANCE.map(({ key, title, instruction, check }, index): [string, ChecklistItem] => [
          key,
          { ...check, position: index + 1, title: title[language], instruction: instruction[language] },
        ])
      ),
    },
  };
}

/** A built-in checklist, or a run of it, in `language` as far as nobody changed its texts. */
export function listIn<
  I extends { title: string; instruction?: string },
  L extends { title: string; items: Record<string, I> },
>(list: L, language: Language): L {
  const items = Object.entries(list.items).map(([key, item]): [string, I] => {
    const source = MAINTENANCE.find((each) => each.key === key);
    return [
      key,
      {
        ...item,
        title: exampleIn(source?.title, item.title, language),
        ...(item.instruction && { instruction: exampleIn(source?.instruction, item.instruction, language) }),
      },
    ];
  });
  return { ...list, title: exampleIn(TITLE, list.title, language), items: Object.fromEntries(items) };
}

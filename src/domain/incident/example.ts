import { type Instant, type Person } from '../record/record';
import { type Language } from '../text/language';
import { type Incident, type SectionKey } from './schema';

const BY: Person = { uid: '', name: 'DevOps' };

const TEXTS: Record<
  Language,
  { title: string; service: string; notes: string[]; actions: string[] } & Partial<Record<SectionKey, string>>
> = {
  en: {
    title: 'Redis out of memory: the Quotes Service is degraded',
    service: 'Quotes Service',
    notes: [
      'monitoring alerts',
      'investigation of the Quotes Service',
      'Redis connection problem identified',
      'Redis pod restarted',
      'verified and resolved',
    ],
    actions: [
      'Raise the memory limit',
      'Memory alerts',
      'Restart procedure',
      'Redis autoscaling',
      'Review of all limits',
    ],
    summary: 'Some users could not load quotes: the service lost its connection to Redis.',
    affectedUsers: 'some users affected',
    affectedFeatures: 'Quotes',
    cause:
      'The Redis pod hit its memory limit and was OOM-killed. The initial configuration gave the cache too little memory.',
    corrective: 'Restart the Redis pod\nRaise the memory limit for now\nCheck data integrity',
    preventive: 'Raise the limits in the configuration\nAlert on memory use\nA better cache\nDocument the restart',
    solution: 'Restarted the Redis pod and raised its memory limit',
    lessons: 'Set realistic limits\nMonitor resources\nAlert on critical states',
    improvements: 'Complete monitoring\nProactive alerts\nLoad tests\nEmergency procedures',
    responsibleDetection: 'Monitoring',
    responsibleCommunication: 'Support',
    followUp: 'Project lead',
    validation: 'Technical lead',
  },
  fr: {
    title: 'Redis à court de mémoire : Quotes Service dégradé',
    service: 'Quotes Service',
    notes: [
      'alertes de supervision',
      'investigation de Quotes Service',
      'problème de connexion à Redis identifié',
      'pod Redis redémarré',
      'vérifié et résolu',
    ],
    actions: [
      'Augmenter la limite de mémoire',
      'Alertes sur la mémoire',
      'Procédure de redémarrage',
      'Autoscaling de Redis',
      'Revue de toutes les limites',
    ],
    summary: 'Des utilisateurs ne pouvaient plus charger de citations : le service avait perdu sa connexion à Redis.',
    affectedUsers: 'certains utilisateurs affectés',
    affectedFeatures: 'Citations',
    cause:
      'Le pod Redis a atteint sa limite de mémoire et a été arrêté (OOM killed). La configuration initiale donnait trop peu de mémoire au cache.',
    corrective:
      'Redémarrer le pod Redis\nAugmenter temporairement la limite de mémoire\nVérifier l’intégrité des données',
    preventive:
      'Augmenter les limites dans la configuration\nAlerter sur la mémoire\nAméliorer le cache\nDocumenter le redémarrage',
    solution: 'Pod Redis redémarré, limite de mémoire augmentée',
    lessons: 'Définir des limites réalistes\nSurveiller les ressources\nAlerter sur les états critiques',
    improvements: 'Supervision complète\nAlertes proactives\nTests de charge\nProcédures d’urgence',
    responsibleDetection: 'Supervision',
    responsibleCommunication: 'Support',
    followUp: 'Chef de projet',
    validation: 'Responsable technique',
  },
};

const DETECTED = '2024-01-15T13:30:00Z';
const CLOSED = '2024-01-15T15:00:00Z';

const STEPS: Array<[Incident['status'], Instant]> = [
  ['declared', DETECTED],
  ['investigating', '2024-01-15T13:32:00Z'],
  ['identified', '2024-01-15T13:40:00Z'],
  ['mitigated', '2024-01-15T13:45:00Z'],
  ['resolved', '2024-01-15T14:15:00Z'],
];

/** INC-2024-001, the sample incident. Impact start, declaration and acknowledgement are not known, so they are absent. */
export function exampleIncident(language: Language = 'en'): Incident {
  const { title, service, notes, actions, ...texts } = TEXTS[language];
  const [, investigating, identified, mitigated, resolved] = STEPS.map(([, at]) => at);
  return {
    schema: 1,
    id: '4a3bd5ec-9f5c-4d0e-8a51-2024001a0115',
    kind: 'incident',
    name: 'inc-2024-001',
    title,
    status: 'closed',
    severity: 'sev3',
    services: { quotes: service },
    milestones: { detected: DETECTED, investigating, identified, mitigated, resolved },
    milestoneNotes: { detected: notes[0], identified: notes[2], mitigated: notes[3], resolved: notes[4] },
    zone: 'Europe/Paris',
    language,
    declaredBy: BY,
    detectedBy: 'monitoring',
    roles: {},
    timeline: timeline(notes),
    sections: sections(texts),
    impact: { users: 'few', loss: 'partial' },
    actions: Object.fromEntries(
      actions.map((action, index) => [`example-action-${index + 1}`, anAction(action, index)])
    ),
    tasks: {},
    review: { state: 'reviewed', owner: { name: 'DevOps' } },
  };
}

function timeline(notes: string[]): Incident['timeline'] {
  const entries = STEPS.map(([to, at], index) => {
    const change = { field: 'status', to, ...(index > 0 && { from: STEPS[index - 1][0] }) };
    return [`example-${to}`, { at, entered: at, by: BY, kind: 'status' as const, text: notes[index], change }];
  });
  return Object.fromEntries(entries);
}

function sections(texts: Partial<Record<SectionKey, string>>): Incident['sections'] {
  const written = {
    ...texts,
    responsibleResolution: 'DevOps',
    reviewBy: 'DevOps',
    attachmentLogs: 'logs/quotes-service-20240115.log',
    attachmentScreenshots: 'screenshots/memory-usage.png',
  };
  return Object.fromEntries(Object.entries(written).map(([key, text]) => [key, { text, at: CLOSED, by: BY }]));
}

/** The first three are done, the last two are to prevent the next one. */
function anAction(title: string, index: number): Incident['actions'][string] {
  return {
    title,
    nature: index > 2 ? 'preventive' : 'corrective',
    owner: { name: 'DevOps' },
    state: index < 3 ? 'done' : 'open',
    created: CLOSED,
    by: BY,
    ...(index < 3 && { done: CLOSED }),
  };
}

import { t } from '@grafana/i18n';
import { type IncidentReason } from '../../../domain/record/reasons';
import { milestoneName, roleName } from '../incidents';
import { momentText } from '../times';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const incidentReasons: Texts<IncidentReason> = {
  milestoneOrder: ({ earlier, later, earlierAt, laterAt }) =>
    t(
      'incidents.reasons.milestone-order',
      '“{{later}}” ({{laterAt}}) cannot be before “{{earlier}}” ({{earlierAt}})',
      verbatim({
        earlier: milestoneName(earlier),
        later: milestoneName(later),
        earlierAt: momentText(earlierAt),
        laterAt: momentText(laterAt),
      })
    ),
  future: ({ at }) =>
    t(
      'incidents.reasons.future',
      '{{at}} is in the future: only what has happened can be recorded',
      verbatim({
        at: momentText(at),
      })
    ),
  'past.time': ({ text }) =>
    t(
      'incidents.reasons.past-time',
      '“{{text}}” is no time that can be read without guessing: write 2024-03-02 10:00',
      verbatim({ text })
    ),
  'past.duration': ({ text }) =>
    t(
      'incidents.reasons.past-duration',
      '“{{text}}” is no duration that can be read: write 45 (minutes), 1h 20m or 01:20:00',
      verbatim({ text })
    ),
  'past.noDay': () => t('incidents.reasons.past-no-day', 'It says nowhere on which day this happened'),
  milestoneMissing: ({ milestone }) =>
    t(
      'incidents.reasons.milestone-missing',
      'The time of “{{milestone}}” is not known yet',
      verbatim({
        milestone: milestoneName(milestone),
      })
    ),
  objectiveOutside: ({ objective }) =>
    t(
      'incidents.reasons.objective-outside',
      'The objective “{{objective}}” is not back inside its target',
      verbatim({
        objective,
      })
    ),
  reviewMissing: ({ severity }) =>
    t(
      'incidents.reasons.review-missing',
      'A {{severity}} needs its review before it is closed',
      verbatim({
        severity: String(severity).toUpperCase(),
      })
    ),
  taskOpen: ({ title }) =>
    t('incidents.reasons.task-open', 'The mandatory task “{{title}}” is still open', verbatim({ title })),
  reasonTooShort: ({ min }) =>
    t('incidents.reasons.reason-too-short', 'Write why, in at least {{min}} characters', verbatim({ min })),
  reopenFirst: () => t('incidents.reasons.reopen-first', 'This incident is over: reopen it first, with a reason'),
  duplicateOfWhat: () => t('incidents.reasons.duplicate-of-what', 'Say which incident this one is a duplicate of'),
  entryMissing: () => t('incidents.reasons.entry-missing', 'The entry to correct is not there any more'),
  actionMissing: () => t('incidents.reasons.action-missing', 'This action is not there any more'),
  taskMissing: () => t('incidents.reasons.task-missing', 'This task is not there any more'),
  privateIntoPublic: () =>
    t('incidents.void-dialog.private', 'A private incident cannot be merged into one that everybody sees'),
  realIntoDrill: () =>
    t('incidents.merge-dialog.drill', 'A real incident cannot be merged into a drill: it would leave the statistics'),
  openIntoOver: () =>
    t(
      'incidents.merge-dialog.over',
      'An incident that goes on cannot be merged into one that is over: reopen that one first'
    ),
  reviewSecondPerson: () =>
    t(
      'incidents.reasons.second-person',
      'Whoever owns this review or sent it cannot sign it off: at this severity another person does'
    ),
  wontDoReason: () => t('incidents.reasons.wont-do', 'Say why it will not be done'),
  badLink: () => t('incidents.reasons.bad-link', 'A link starts with http://, https:// or / (inside this Grafana)'),
  badZone: ({ zone }) => t('incidents.reasons.bad-zone', '“{{zone}}” is not a time zone', verbatim({ zone })),
  'file.tooLarge': () => t('incidents.reasons.file-large', 'This file is larger than an incident can be.'),
  'file.notJson': () => t('incidents.reasons.file-json', 'This file is not JSON.'),
  'file.foreign': () => t('incidents.reasons.file-foreign', 'This file is not an incident of Opsbook.'),
  'file.newer': () => t('incidents.reasons.file-newer', 'This file comes from a newer version of Opsbook.'),
  'file.broken': ({ place, problem }) =>
    t('incidents.reasons.file-broken', 'This file is broken at “{{place}}”: {{problem}}', verbatim({ place, problem })),
  'picture.notOne': () =>
    t(
      'incidents.reasons.picture-not-one',
      'This is not a picture that this browser can read. PNG, JPEG, WebP and GIF are.'
    ),
  'picture.tooLarge': ({ limit }) =>
    t(
      'incidents.reasons.picture-large',
      'This picture is too large: it cannot be made smaller than {{limit}} KB. Cut it, or add a link to it.',
      verbatim({ limit })
    ),
  roleMissing: ({ role }) =>
    t('incidents.reasons.role-missing', '{{role}}: nobody yet', verbatim({ role: roleName(role) })),
  commanderSecondRole: ({ role, name }) =>
    t(
      'incidents.reasons.second-role',
      '{{name}} commands and is also {{role}}: a commander takes no second role',
      verbatim({
        role: roleName(role),
        name,
      })
    ),
  spanOfControl: ({ people, limit }) =>
    t(
      'incidents.reasons.span',
      '{{people}} people report to one commander; more than {{limit}} is hard to lead',
      verbatim({
        people,
        limit,
      })
    ),
};

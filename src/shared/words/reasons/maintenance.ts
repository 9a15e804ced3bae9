import { t } from '@grafana/i18n';
import { type MaintenanceReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const maintenanceReasons: Texts<MaintenanceReason> = {
  'recurrence.frequency': () =>
    t('maintenance.reasons.frequency', 'The rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY'),
  'recurrence.part': ({ part }) =>
    t(
      'maintenance.reasons.part',
      'The rule may not contain {{part}}; the time of day is a field of its own',
      verbatim({ part })
    ),
  'recurrence.value': ({ part }) =>
    t('maintenance.reasons.value', '“{{part}}” is not a value that a rule can have', verbatim({ part })),
  'recurrence.twice': ({ part }) => t('maintenance.reasons.twice', 'The rule says {{part}} twice', verbatim({ part })),
  'recurrence.together': ({ part, other }) =>
    t('maintenance.reasons.together', '{{part}} cannot stand together with {{other}}', verbatim({ part, other })),
  'recurrence.alone': ({ part }) =>
    t(
      'maintenance.reasons.alone',
      '{{part}} picks among the dates of another BY… part, and there is none',
      verbatim({ part })
    ),
  'recurrence.counted': ({ part }) =>
    t(
      'maintenance.reasons.counted',
      '{{part}} cannot be counted from the day it was done: end the rule with UNTIL',
      verbatim({ part })
    ),
  'recurrence.zone': ({ zone }) => t('maintenance.reasons.zone', '“{{zone}}” is not a time zone', verbatim({ zone })),
  'recurrence.start': () => t('maintenance.reasons.start', 'This is not a date and time'),
  'recurrence.never': () => t('maintenance.reasons.never', 'No date fits this rule'),
  'plan.moved': ({ name }) =>
    t(
      'maintenance.reasons.plan-moved',
      '{{name}} changed this task meanwhile: close the form and look at it again',
      verbatim({
        name,
      })
    ),
  'plan.tooMany': ({ limit }) =>
    t('maintenance.reasons.plan-too-many', 'A plan holds at most {{limit}} tasks', verbatim({ limit })),
  'plan.unknown': () => t('maintenance.reasons.plan-unknown', 'This task is not in the plan any more'),
  'plan.leadTooLong': () =>
    t('maintenance.reasons.lead-too-long', 'The lead time must be shorter than the time between two dates'),
  'plan.daysOrder': () => t('maintenance.reasons.days-order', 'The last day comes before the first one'),
  'tasks.notOne': () =>
    t(
      'maintenance.reasons.tasks-not-one',
      'This is neither a calendar file nor a table: CSV with a line of column names, or a JSON list'
    ),
  'tasks.over': () => t('maintenance.reasons.tasks-over', 'All its dates have passed'),
  'tasks.twice': () => t('maintenance.reasons.tasks-twice', 'The file has it further up already'),
  'tasks.zone': ({ zone }) =>
    t('maintenance.reasons.tasks-zone', 'Which time zone “{{zone}}” is cannot be told', verbatim({ zone })),
  'tasks.zoneDay': ({ zone }) =>
    t(
      'maintenance.reasons.tasks-zone-day',
      'Its days are those of {{zone}}: in the plan’s zone they are other days',
      verbatim({ zone })
    ),
  'tasks.zoneMoved': ({ zone, time, there }) =>
    t(
      'maintenance.reasons.tasks-zone-moved',
      '{{time}} in {{zone}}: {{there}} in the plan’s zone',
      verbatim({ zone, time, there })
    ),
  'tasks.rhythm': ({ text }) =>
    t('maintenance.reasons.tasks-rhythm', '“{{text}}” does not say how it comes back', verbatim({ text })),
  'tasks.checklist': ({ text }) =>
    t('maintenance.reasons.tasks-checklist', 'There is no checklist “{{text}}”', verbatim({ text })),
  'checklist.moved': ({ version }) =>
    t(
      'maintenance.reasons.checklist-moved',
      'Somebody saved version {{version}} of this checklist meanwhile: close the form and look at it again',
      verbatim({ version })
    ),
  'checklist.unknown': () => t('maintenance.reasons.checklist-unknown', 'This checklist does not exist any more'),
  'checklist.empty': () => t('maintenance.reasons.checklist-empty', 'A checklist needs at least one item'),
  'checklist.bounds': () => t('maintenance.reasons.bounds', 'The lower bound is above the upper one'),
  'checklist.items': ({ limit, count }) =>
    t(
      'maintenance.reasons.checklist-items',
      'A checklist holds at most {{limit}} items, this one has {{count}}',
      verbatim({ limit, count })
    ),
  'checklist.lists': ({ limit }) =>
    t('maintenance.reasons.checklist-lists', 'A team keeps at most {{limit}} checklists', verbatim({ limit })),
  'checklist.twice': () => t('maintenance.reasons.checklist-twice', 'The same answer stands there twice'),
  'maintenance.done': ({ name }) => t('maintenance.reasons.done', '{{name}} has already done this', verbatim({ name })),
  'maintenance.waived': ({ name }) =>
    t('maintenance.reasons.waived', '{{name}} has already waived this', verbatim({ name })),
  'maintenance.skipped': ({ name }) =>
    t('maintenance.reasons.skipped', '{{name}} has already skipped this', verbatim({ name })),
  'maintenance.moved': ({ name }) =>
    t('maintenance.reasons.moved', '{{name}} changed this meanwhile', verbatim({ name })),
  'run.open': ({ count }) =>
    t('maintenance.reasons.run-open', '', {
      count: Number(count),
      defaultValue_one: '{{count}} item has no result yet: answer it or skip it with a reason',
      defaultValue_other: '{{count}} items have no result yet: answer them or skip them with a reason',
    }),
  'run.unknown': () => t('maintenance.reasons.run-unknown', 'This run does not exist'),
  'run.item': () => t('maintenance.reasons.run-item', 'This item is not part of the run'),
  'run.finished': ({ name }) =>
    t('maintenance.reasons.run-finished', '{{name}} has finished this run', verbatim({ name })),
  'run.abandoned': ({ name }) =>
    t('maintenance.reasons.run-abandoned', '{{name}} has given this run up', verbatim({ name })),
  'run.signed': ({ name }) =>
    t('maintenance.reasons.run-signed', '{{name}} has signed this run off meanwhile', verbatim({ name })),
  'run.notFinished': () => t('maintenance.reasons.run-not-finished', 'A run is signed off after it is finished'),
  'run.secondPerson': ({ name }) =>
    t(
      'maintenance.reasons.second-person',
      '{{name}} finished it: somebody else has to sign it off',
      verbatim({ name })
    ),
  'run.nobody': () =>
    t('maintenance.reasons.run-nobody', 'Grafana does not say who you are: sign in with your own account to sign off'),
  'run.evidence': () =>
    t('maintenance.reasons.run-evidence', 'This item asks for evidence: give a link or a note that shows it'),
  'review.signed': ({ name }) =>
    t('maintenance.reasons.review-signed', '{{name}} has signed this review off', verbatim({ name })),
  'review.moved': () =>
    t('maintenance.reasons.review-moved', 'Somebody else changed these notes meanwhile: copy yours, then read theirs'),
  'link.web': () => t('maintenance.reasons.link', 'A link has to start with https:// or http://'),
  'time.future': () => t('maintenance.reasons.future', 'This lies in the future'),
  number: () => t('maintenance.reasons.number', 'This is not a number that fits here'),
};

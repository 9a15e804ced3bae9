import { t } from '@grafana/i18n';
import { type WindowReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const windowReasons: Texts<WindowReason> = {
  'ics.tooLarge': ({ megabytes }) =>
    t('windows.reasons.ics-too-large', 'This file is larger than {{megabytes}} MB', verbatim({ megabytes })),
  'ics.notOne': () =>
    t('windows.reasons.ics-not-one', 'This is not a calendar file: it does not begin with BEGIN:VCALENDAR'),
  'ics.cut': ({ line }) =>
    t('windows.reasons.ics-cut', 'The file is cut off: what begins in line {{line}} has no end', verbatim({ line })),
  'ics.broken': ({ line }) =>
    t('windows.reasons.ics-broken', 'Line {{line}} ends something that did not begin', verbatim({ line })),
  'ics.empty': () => t('windows.reasons.ics-empty', 'This calendar has no events'),
  'ics.tooMany': ({ limit }) =>
    t('windows.reasons.ics-too-many', 'This calendar has more than {{limit}} dates', verbatim({ limit })),
  'ics.date': ({ line, value }) =>
    t('windows.reasons.ics-date', 'Line {{line}}: “{{value}}” is not a date', verbatim({ line, value })),
  'ics.length': ({ line, days }) =>
    t(
      'windows.reasons.ics-length',
      'Line {{line}}: this event ends before it starts or lasts longer than {{days}} days',
      verbatim({ line, days })
    ),
  'ics.rule': ({ line, value }) =>
    t(
      'windows.reasons.ics-rule',
      'Line {{line}}: “{{value}}” is not a rule that can be read',
      verbatim({ line, value })
    ),
  'window.order': () => t('windows.reasons.order', 'The end has to lie after the start'),
  'window.tooLong': ({ days }) =>
    t('windows.reasons.too-long', 'A window lasts at most {{days}} days: plan several', verbatim({ days })),
  'window.notLater': () => t('windows.reasons.not-later', 'This is not later than its end: to end it earlier, end it'),
  'window.over': () => t('windows.reasons.over', 'Its planned end has passed: extend it first'),
  'window.started': ({ name }) =>
    t('windows.reasons.started', '{{name}} has started it: it can be ended, not cancelled', verbatim({ name })),
  'window.ended': ({ name }) => t('windows.reasons.ended', '{{name}} has ended this window', verbatim({ name })),
  'window.cancelled': ({ name }) =>
    t('windows.reasons.cancelled', '{{name}} has cancelled this window', verbatim({ name })),
  'window.notExcluded': () =>
    t('windows.reasons.not-excluded', 'This window is not to be excluded from objectives: edit it first'),
  'window.secondPerson': ({ name }) =>
    t('windows.reasons.second-person', '{{name}} planned this: somebody else has to approve it', verbatim({ name })),
};

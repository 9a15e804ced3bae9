import { t } from '@grafana/i18n';
import { type WindowReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const windowReasons: Texts<WindowReason> = {
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

import { t } from '@grafana/i18n';
import { type ServiceReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const serviceReasons: Texts<ServiceReason> = {
  'service.exists': ({ name }) =>
    t('services.reasons.exists', 'There is a service “{{name}}” already', verbatim({ name })),
  'service.name': () => t('services.reasons.name', 'The name needs a letter from a to z or a digit'),
  'service.moved': () =>
    t('services.reasons.moved', 'Somebody else changed this service meanwhile: open it again and look at it'),
  'service.removed': () => t('services.reasons.removed', 'Somebody removed this service meanwhile'),
  'service.tooMany': ({ limit }) => t('services.reasons.too-many', 'At most {{limit}} services', verbatim({ limit })),
  'service.label': ({ label }) =>
    t('services.reasons.label', '“{{label}}” is not the name of a label', verbatim({ label })),
  'service.labelLine': ({ line }) =>
    t('services.reasons.label-line', '“{{line}}” is not a label: write name=value', verbatim({ line })),
  'service.link': () =>
    t('services.reasons.link', 'A link starts with http://, https:// or a single / for a page of this Grafana'),
};

import { t } from '@grafana/i18n';
import { type SecurityReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const securityReasons: Texts<SecurityReason> = {
  'security.item': ({ item }) => t('security.reasons.item', 'The checklist has no item “{{item}}”', verbatim({ item })),
  'security.past': () => t('security.reasons.past', 'The end has to lie in the future'),
  'security.tooFar': () => t('security.reasons.too-far', 'At most one year: then somebody looks again'),
};

import { t } from '@grafana/i18n';
import { type SecurityReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const securityReasons: Texts<SecurityReason> = {
  'security.item': ({ item }) => t('security.reasons.item', 'The checklist has no item “{{item}}”', verbatim({ item })),
  'security.past': () => t('security.reasons.past', 'The end has to lie in the future'),
  'security.tooFar': () => t('security.reasons.too-far', 'At most one year: then somebody looks again'),
  'security.samePerson': ({ name }) =>
    t('security.reasons.same-person', 'Another person than {{name}} has to approve it', verbatim({ name })),
  'security.setting': () =>
    t(
      'security.reasons.setting',
      'Name one setting as Grafana documents it, for instance [auth.anonymous] enabled; secrets are masked and prove nothing'
    ),
  'security.reviewOver': () =>
    t('security.reasons.review-over', 'This review is older than a week: keep a new one instead'),
};

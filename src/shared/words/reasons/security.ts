import { t } from '@grafana/i18n';
import { addReasonTexts } from '.';
import { verbatim } from '../verbatim';

addReasonTexts({
  'security.item': ({ item }) => t('security.reasons.item', 'The checklist has no item “{{item}}”', verbatim({ item })),
  'security.past': () => t('security.reasons.past', 'The end has to lie in the future'),
  'security.tooFar': () => t('security.reasons.too-far', 'At most one year: then somebody looks again'),
  'link.web': () => t('maintenance.reasons.link', 'A link has to start with https:// or http://'),
});

import { t } from '@grafana/i18n';
import { type CommonReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const commonReasons: Texts<CommonReason> = {
  required: () => t('reasons.required', 'This is required'),
  tooLong: ({ limit }) => t('reasons.too-long', 'At most {{limit}} characters', verbatim({ limit })),
  tooMany: ({ limit }) => t('reasons.too-many', 'At most {{limit}} of them', verbatim({ limit })),
  unreadable: () => t('reasons.unreadable', 'This cannot be saved as it is'),
  moved: () => t('reasons.moved', 'Somebody else changed this meanwhile'),
};

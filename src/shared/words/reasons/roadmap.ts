import { t } from '@grafana/i18n';
import { type RoadmapReason } from '../../../domain/record/reasons';
import { type Texts } from './texts';

export const roadmapReasons: Texts<RoadmapReason> = {
  'roadmap.removed': () => t('improvements.reasons.removed', 'Somebody removed this item meanwhile'),
  'roadmap.noEffect': () =>
    t('improvements.reasons.no-effect', 'There is no value to keep: the item is not done, or nothing was measured'),
};

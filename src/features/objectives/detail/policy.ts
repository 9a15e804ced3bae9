import { t } from '@grafana/i18n';
import { type Policy } from '../../../domain/objective/burnRate';

export function policyText(policy: Policy): string {
  switch (policy) {
    case 'healthy':
      return t('objectives.policy.healthy', 'Healthy: more than half is left');
    case 'watch':
      return t('objectives.policy.watch', 'Watch: less than half is left');
    case 'restrict':
      return t('objectives.policy.restrict', 'Restrict: only careful changes');
    case 'freeze':
      return t('objectives.policy.freeze', 'Freeze: only what makes it more reliable');
  }
}

import { t } from '@grafana/i18n';
import { type Risk, type SecurityState } from '../../domain/security/register';
import { itemTitle } from '../../domain/security/titles';
import { textLanguage } from '../../grafana/user';
import { type Mark } from '../ui/StateMark';

const MARKS: Record<SecurityState, Mark> = {
  fail: 'bad',
  expired: 'warning',
  unknown: 'unknown',
  attested: 'good',
  pass: 'good',
  na: 'neutral',
};

export function securityMark(state: SecurityState): Mark {
  return MARKS[state];
}

export function securityStateName(state: SecurityState): string {
  switch (state) {
    case 'fail':
      return t('security.state.fail', 'Failed');
    case 'expired':
      return t('security.state.expired', 'Expired');
    case 'unknown':
      return t('security.state.unknown', 'Unknown');
    case 'attested':
      return t('security.state.attested', 'Attested');
    case 'pass':
      return t('security.state.pass', 'Passed');
    case 'na':
      return t('security.state.na', 'Not applicable');
  }
}

export function riskName(risk: Risk): string {
  switch (risk) {
    case 'critical':
      return t('security.risk.critical', 'critical risk');
    case 'high':
      return t('security.risk.high', 'high risk');
    case 'medium':
      return t('security.risk.medium', 'medium risk');
    case 'low':
      return t('security.risk.low', 'low risk');
  }
}

/** An item of which this version knows nothing is called by its key. */
export function securityItemName(item: string, register?: Parameters<typeof itemTitle>[2]): string {
  return itemTitle(item, textLanguage(), register);
}

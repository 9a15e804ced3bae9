import { t } from '@grafana/i18n';
import { type Status } from '../../domain/incident/schema';

const MILESTONES: Record<string, () => string> = {
  started: () => t('incidents.milestone.started', 'impact started'),
  detected: () => t('incidents.milestone.detected', 'detected'),
  declared: () => t('incidents.milestone.declared', 'declared'),
  acknowledged: () => t('incidents.milestone.acknowledged', 'acknowledged'),
  investigating: () => t('incidents.milestone.investigating', 'investigating'),
  identified: () => t('incidents.milestone.identified', 'identified'),
  mitigated: () => t('incidents.milestone.mitigated', 'mitigated'),
  resolved: () => t('incidents.milestone.resolved', 'resolved'),
  closed: () => t('incidents.milestone.closed', 'closed'),
};

export function milestoneName(milestone: string | number): string {
  return MILESTONES[milestone]?.() ?? String(milestone);
}

const ROLES: Record<string, () => string> = {
  commander: () => t('incidents.role.commander', 'Commander'),
  scribe: () => t('incidents.role.scribe', 'Scribe'),
  communications: () => t('incidents.role.communications', 'Communications'),
  operations: () => t('incidents.role.operations', 'Operations'),
};

export function roleName(role: string | number): string {
  return ROLES[role]?.() ?? String(role);
}

export function statusName(status: Status): string {
  switch (status) {
    case 'declared':
      return t('incidents.status.declared', 'Declared');
    case 'investigating':
      return t('incidents.status.investigating', 'Investigating');
    case 'identified':
      return t('incidents.status.identified', 'Identified');
    case 'mitigated':
      return t('incidents.status.mitigated', 'Mitigated');
    case 'resolved':
      return t('incidents.status.resolved', 'Resolved');
    case 'closed':
      return t('incidents.status.closed', 'Closed');
    case 'void':
      return t('incidents.status.void', 'Void');
  }
}

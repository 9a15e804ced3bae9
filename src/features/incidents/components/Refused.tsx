import React from 'react';
import { t } from '@grafana/i18n';
import { type Reason } from '../../../domain/record/outcome';
import { Reasons } from '../../../shared/ui/Reasons';

/** Why the last action was not done. */
export function Refused({ reasons, onDismiss }: { reasons: Reason[]; onDismiss?: () => void }) {
  return reasons.length === 0 ? null : (
    <Reasons title={t('incidents.refused', 'This is not possible yet')} reasons={reasons} onDismiss={onDismiss} />
  );
}

import React from 'react';
import { t } from '@grafana/i18n';
import { Icon, Tooltip } from '@grafana/ui';

/** Beside something that Grafana has not confirmed yet. */
export function WaitingMark() {
  const label = t('outbox.waiting-mark', 'Waiting for Grafana');
  return (
    <Tooltip content={label}>
      <span role="img" aria-label={label}>
        <Icon name="clock-nine" size="sm" />
      </span>
    </Tooltip>
  );
}

import React, { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';

const PATIENCE = 5_000;

/** Says so when Prometheus takes long; nothing at first, so that the page does not flicker. */
export function SlowNotice() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return isSlow ? (
    <div role="status">
      <Text variant="bodySmall" color="secondary">
        {t('objectives.slow', 'Prometheus takes long to answer. Still waiting…')}
      </Text>
    </div>
  ) : null;
}

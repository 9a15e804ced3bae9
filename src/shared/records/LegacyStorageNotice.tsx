import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { usesLegacyStorage } from '../../grafana/records/legacy';

/**
 * A Grafana that still keeps dashboards in its old tables may lose simultaneous writes: people should know. It is asked only where
 * nothing speaks against it, such as a head.
 */
export function LegacyStorageNotice({ isSuspected = true }) {
  const { data = false } = useQuery({
    queryKey: ['legacy-storage'],
    queryFn: ({ signal }) => usesLegacyStorage(signal),
    staleTime: Infinity,
    enabled: isSuspected,
  });
  if (!data) {
    return null;
  }
  return (
    <Alert severity="warning" title={t('legacy.title', 'This Grafana still keeps dashboards in its old storage')}>
      {t(
        'legacy.text',
        'Records work, but lists are slower and two people who save in the same moment may need a second try, which Opsbook makes by itself. Migrating to unified storage (the default from Grafana 13) removes both limits.'
      )}
    </Alert>
  );
}

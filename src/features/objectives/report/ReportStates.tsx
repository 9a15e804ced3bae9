import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { DamagedRecord, RecordFailure } from '../../../shared/RecordFailure';
import { RequestFailure } from '../../../shared/RequestFailure';
import { verbatim } from '../../../shared/verbatim';
import { type ReportView } from './useSlaReport';

/** What stands in the way of a report, or is missing in it. */
export function ReportStates({ view }: { view: ReportView }) {
  const { record, stored, error, isPending, refetch } = useObjectives();
  const { isComplete, done, asked, incidentsError, unread } = view;
  if (error) {
    return <RecordFailure kind={objectivesKind} name={OBJECTIVES} error={error} onRetry={refetch} />;
  }
  if (!isPending && !record && stored) {
    return <DamagedRecord kind={objectivesKind} stored={stored} />;
  }
  return (
    <>
      {!isComplete && (
        <LoadingPlaceholder
          text={t(
            'objectives.report.asking',
            'Asking Prometheus: {{done}} of {{asked}} objectives',
            verbatim({ done, asked })
          )}
        />
      )}
      {incidentsError && (
        <RequestFailure
          what={t('objectives.report.no-incidents', 'Incidents are missing from this report')}
          error={incidentsError}
          onRetry={view.refetch}
        />
      )}
      {isComplete && unread > 0 && (
        <Alert
          severity="info"
          title={t(
            'objectives.report.unread',
            'Some incidents could not be read: reviews and actions may be incomplete'
          )}
        />
      )}
    </>
  );
}

import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { RegisterGate } from '../../../shared/objectives/RegisterGate';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { type ReportView } from '../data/slaReport';

/** What stands in the way of a report, or is missing in it. */
export function ReportStates({ view }: { view: ReportView }) {
  return <RegisterGate>{() => <Missing view={view} />}</RegisterGate>;
}

function Missing({ view }: { view: ReportView }) {
  const { isComplete, done, asked, incidentsError, unread } = view;
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
          what={t('objectives.report.incidents', 'Incidents of this report')}
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

import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { LARGE_BYTES, MOST_BYTES, sizeOf } from '../../../domain/record/resource';
import { type Stored } from '../../../grafana/records/store';
import { verbatim } from '../../../shared/words/verbatim';

/** Said in time: what no longer fits would be refused by whatever stands before Grafana. */
export function LargeRecord({ stored }: { stored: Stored<Incident> | undefined }) {
  const resource = stored?.resource;
  const bytes = useMemo(() => (resource ? sizeOf(resource) : 0), [resource]);
  return bytes < LARGE_BYTES ? null : (
    <Alert
      severity="warning"
      title={t(
        'incidents.large.title',
        'This incident’s record is large: {{size}} of {{limit}} KB',
        verbatim({ size: Math.round(bytes / 1000), limit: MOST_BYTES.adds / 1000 })
      )}
    >
      {t(
        'incidents.large.text',
        'Graphs of the evidence are already kept with as few points as can be. Entries beyond the limit are refused and kept in this browser: link to long logs instead of pasting them, and put what comes next into another incident. Status, milestones, roles, tasks and the review can still be changed.'
      )}
    </Alert>
  );
}

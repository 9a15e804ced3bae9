import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { Alert, EmptyState, LinkButton, LoadingPlaceholder, Text } from '@grafana/ui';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { type ObjectivesRegister } from '../../domain/objective/schema';
import { ParkedCommands } from '../records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../records/RecordFailure';
import { ReadOnlyNotice } from '../ui/ReadOnlyNotice';
import { recordFailure } from '../words/failures';
import { OBJECTIVES_PATH } from './paths';
import { useObjectives } from './useObjectives';

/** The register's content, or why there is none yet: it failed, it loads, it cannot be read. */
export function RegisterGate({
  loading = t('objectives.loading', 'Loading the objectives…'),
  children,
}: {
  loading?: string;
  children: (register: ObjectivesRegister) => ReactNode;
}) {
  const { record, stored, error, isPending, refetch } = useObjectives();
  if (record) {
    return (
      <>
        {error && <RecordFailure kind={objectivesKind} name={OBJECTIVES} error={error} onRetry={refetch} />}
        {children(record)}
      </>
    );
  }
  if (error) {
    return <RecordFailure kind={objectivesKind} name={OBJECTIVES} error={error} onRetry={refetch} />;
  }
  if (isPending) {
    return <LoadingPlaceholder text={loading} />;
  }
  if (stored?.state === 'newer') {
    return <Newer />;
  }
  return stored ? <DamagedRecord kind={objectivesKind} stored={stored} /> : null;
}

function Newer() {
  const { title, advice } = recordFailure('newer');
  return (
    <Alert severity="info" title={title}>
      {advice}
    </Alert>
  );
}

/** What a person has to know before changing the register: what was refused, and who may change it at all. */
export function RegisterNotices() {
  const { stored, parked, windowsError } = useObjectives();
  return (
    <>
      <ParkedCommands items={parked} />
      <ReadOnlyNotice folder="registers" />
      {stored?.state === 'newer' && <Newer />}
      {windowsError && (
        <Text color="secondary" element="p">
          {t(
            'objectives.exclusions.windows-unknown',
            'Maintenance windows cannot be read now: what they exclude is counted here.'
          )}
        </Text>
      )}
      {stored?.managedBy && (
        <Text color="secondary" element="p">
          {t(
            'objectives.provisioned',
            'These objectives are provisioned: they are kept in files or in Git and changed there.'
          )}
        </Text>
      )}
    </>
  );
}

/** An address that names no objective. */
export function MissingObjective() {
  return (
    <EmptyState variant="not-found" message={t('objectives.missing', 'There is no such objective')}>
      <LinkButton href={OBJECTIVES_PATH}>{t('objectives.all', 'All objectives')}</LinkButton>
    </EmptyState>
  );
}

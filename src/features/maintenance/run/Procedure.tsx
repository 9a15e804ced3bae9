import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type ChecklistRun } from '../../../domain/maintenance/week';
import { Instruction } from '../../../shared/ui/Instruction';

interface Props {
  run: Pick<ChecklistRun, 'before' | 'onFailure' | 'reopened'>;
  /** What to do on failure is open once something has failed. */
  hasFailed: boolean;
}

/** What stands around the items: prerequisites, what to do on failure, why it was taken up again. */
export function Procedure({ run: { before, onFailure, reopened = {} }, hasFailed }: Props) {
  return (
    <>
      {Object.entries(reopened).map(([id, { by, note }]) => (
        <Text key={id} color="secondary" element="p">
          {t('maintenance.run.reopened', 'Reopened by {{name}}: {{reason}}', {
            name: by.name,
            reason: note ?? '',
            interpolation: { escapeValue: false },
          })}
        </Text>
      ))}
      {before && (
        <section aria-label={t('maintenance.run.before', 'Before you begin')}>
          <Text element="h2" variant="h5">
            {t('maintenance.run.before', 'Before you begin')}
          </Text>
          <Instruction text={before} />
        </section>
      )}
      {onFailure && (
        <details key={String(hasFailed)} open={hasFailed}>
          <summary>{t('maintenance.run.on-failure', 'When something fails')}</summary>
          <Instruction text={onFailure} />
        </details>
      )}
    </>
  );
}

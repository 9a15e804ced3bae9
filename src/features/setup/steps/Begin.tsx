import React from 'react';
import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import { OBJECTIVES_SHELF } from '../../../domain/objective/shelf';
import { useSettings } from '../../../shared/hooks/useSettings';
import { useHeads } from '../../../shared/records/useHeads';
import { ExamplesButton, StartEmptyButton } from '../../../shared/start/ExamplesButton';

/** One click each, until the team has begun. */
export function Begin() {
  const { stored, isPending } = useSettings();
  const objectives = useHeads(OBJECTIVES_SHELF);
  const isEmpty = objectives.heads.every(({ head }) => head.count === '0');
  if (isPending || stored?.record?.setup?.begun || objectives.isPending || objectives.error || !isEmpty) {
    return null;
  }
  return (
    <section aria-label={t('setup.begin.title', 'Begin')}>
      <p>
        {t(
          'setup.begin.text',
          'Look first what your Prometheus has, or start with the documents’ objectives and plan as examples, or with nothing. All of it can be changed later.'
        )}
      </p>
      <Stack gap={1} wrap="wrap">
        <ExamplesButton of="all" variant="secondary" />
        <StartEmptyButton />
      </Stack>
    </section>
  );
}

import React from 'react';
import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { ExamplesButton, StartEmptyButton } from '../../../shared/start/ExamplesButton';

/** One click each, until the team has begun. */
export function Begin() {
  const { record } = useObjectives();
  if (!record || Object.keys(record.objectives).length > 0) {
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

import React, { lazy, Suspense, useId } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { FailureAlert } from '../../../shared/ui/FailureAlert';
import { queryFailure } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { useLook } from './useLook';

// with the catalogue of exporters
const LookResult = lazy(() => import('./LookResult').then((m) => ({ default: m.LookResult })));

/** Asks the team's Prometheus what it has, and proposes what can be made of it. */
export function LookStep() {
  const id = useId();
  const { source, isPending } = usePrometheus();
  const { looked, error, isLooking, progress, look, cancel } = useLook(source?.uid);
  return (
    <section aria-labelledby={id}>
      <Text element="h2" variant="h4" id={id}>
        {t('setup.look.title', 'Look first')}
      </Text>
      <p>
        {t(
          'setup.look.text',
          'Opsbook asks your Prometheus what it has and proposes services, objectives and checks that its series can carry. Nothing is taken over that you do not tick.'
        )}
      </p>
      <Stack direction="column" gap={2} alignItems="flex-start">
        {source && (
          <Stack gap={1} alignItems="center" wrap="wrap">
            <Button icon="search" disabled={isLooking} onClick={look}>
              {looked
                ? t('setup.look.again', 'Look again in {{name}}', verbatim({ name: source.name }))
                : t('setup.look.start', 'Look in {{name}}', verbatim({ name: source.name }))}
            </Button>
            {isLooking && (
              <Button variant="secondary" onClick={cancel}>
                {t('setup.look.cancel', 'Cancel')}
              </Button>
            )}
            <span role="status">
              {isLooking &&
                (progress
                  ? t('setup.look.progress', 'Looked at {{done}} of {{of}}…', verbatim(progress))
                  : t('setup.look.looking', 'Reading the names of its metrics…'))}
            </span>
          </Stack>
        )}
        {!source && !isPending && (
          <Alert
            severity="warning"
            title={t('setup.prometheus.none', 'This organization has no Prometheus data source')}
          >
            <TextLink href="/connections/datasources/prometheus">{t('setup.prometheus.add', 'Add one')}</TextLink>
          </Alert>
        )}
        {error && !isLooking && <FailureAlert {...queryFailure(error)} severity="error" onRetry={look} />}
        {looked && !isLooking && (
          <Suspense fallback={<LoadingPlaceholder text="" />}>
            <LookResult looked={looked} />
          </Suspense>
        )}
      </Stack>
    </section>
  );
}

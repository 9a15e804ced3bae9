import React, { useId } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text, TextLink } from '@grafana/ui';
import { LOOKED_DAYS } from '../../../domain/catalogue/look';
import { type Looked } from '../../../grafana/prometheus/look';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { Bullets } from '../../../shared/ui/Bullets';
import { FailureAlert } from '../../../shared/ui/FailureAlert';
import { queryFailure } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { Findings } from './Findings';
import { useLook } from './useLook';

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
        {looked && !isLooking && <Result looked={looked} />}
      </Stack>
    </section>
  );
}

function Result({ looked }: { looked: Looked }) {
  const { metrics, observedHours, isCut, unanswered, warnings } = looked;
  if (metrics.length === 0) {
    return (
      <Alert severity="info" title={t('setup.look.empty', 'This Prometheus has no series yet')}>
        {t(
          'setup.look.empty-text',
          'It answered, with no name of any metric. Look again once it has scraped its first targets, or choose another one in the settings below.'
        )}
      </Alert>
    );
  }
  return (
    <>
      <p>
        {t('setup.look.names', '', {
          count: metrics.length,
          defaultValue_one: '{{count}} metric.',
          defaultValue_other: '{{count}} metrics.',
        })}{' '}
        {observedHours !== undefined && observedHours < (LOOKED_DAYS - 1) * 24 && observedText(observedHours)}
      </p>
      {isCut && (
        <Alert
          severity="warning"
          title={t(
            'setup.look.cut',
            'It has more metrics than are read: the first {{number}} were looked at',
            verbatim({ number: metrics.length })
          )}
        />
      )}
      {warnings.length > 0 && (
        <Alert severity="warning" title={t('setup.look.partial', 'Its answers may be partial')}>
          {warnings.slice(0, 5).join(' · ')}
        </Alert>
      )}
      {unanswered.length > 0 && (
        <Alert severity="warning" title={t('setup.look.unanswered', 'Some questions had no answer; the others count')}>
          <Bullets>
            {unanswered.slice(0, 10).map(({ query, error }) => (
              <li key={query}>
                <code>{query}</code>: {queryFailure(error).title}
              </li>
            ))}
          </Bullets>
        </Alert>
      )}
      <Findings looked={looked} />
    </>
  );
}

function observedText(hours: number): string {
  return hours < 48
    ? t(
        'setup.look.observed-hours',
        '{{hours}} h of {{days}} d observed: values and suggestions are about that time only.',
        verbatim({ hours: Math.round(hours), days: LOOKED_DAYS })
      )
    : t(
        'setup.look.observed-days',
        '{{observed}} d of {{days}} d observed: values and suggestions are about that time only.',
        verbatim({ observed: Math.floor(hours / 24), days: LOOKED_DAYS })
      );
}

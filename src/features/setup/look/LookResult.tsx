import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { LOOKED_DAYS } from '../../../domain/catalogue/look';
import { type Looked, MOST_FOUND } from '../../../grafana/prometheus/look';
import { Bullets } from '../../../shared/ui/Bullets';
import { queryFailure } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { Findings } from './Findings';

/** What a Prometheus was found to have, what could not be known of it, and what can be made of it. */
export function LookResult({ looked }: { looked: Looked }) {
  const { metrics, observedHours, isCut, crowded, unanswered, warnings } = looked;
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
      {crowded.length > 0 && (
        <Alert
          severity="warning"
          title={t(
            'setup.look.crowded',
            'More than {{limit}} found of one kind: {{names}}',
            verbatim({ limit: MOST_FOUND, names: crowded.join(', ') })
          )}
        >
          {t(
            'setup.look.crowded-text',
            'Those with the most series are listed. A label that names a service has few values: look what fills it, or add the others by hand.'
          )}
        </Alert>
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

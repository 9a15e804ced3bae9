import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { formatShare } from '../../../shared/objectives/format';
import { type Problem } from '../../../shared/objectives/useMeasurements';
import { queryFailure } from '../../../shared/words/objectives';
import { agoText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

/** Why a row has no current value, and what to do about it. */
export function ProblemText({ problem }: { problem: Problem }) {
  return (
    <Text variant="bodySmall" color="secondary">
      {words(problem)}
      {(problem.code === 'noDataSource' || problem.code === 'dataSourceGone') && (
        <>
          {' '}
          <TextLink href={`${PLUGIN_BASE_URL}/setup`} variant="bodySmall">
            {t('objectives.problem.setup', 'Open Setup')}
          </TextLink>
        </>
      )}
    </Text>
  );
}

function words(problem: Problem): string {
  switch (problem.code) {
    case 'needs':
      return t(
        'objectives.problem.needs',
        'No data source: {{system}} is not connected. Point the objective at one that measures it.',
        verbatim(problem)
      );
    case 'noDataSource':
      return t(
        'objectives.problem.no-data-source',
        'No Prometheus data source is configured. Choose one in Setup, or make one the default of this organisation.'
      );
    case 'dataSourceGone':
      return t(
        'objectives.problem.gone',
        'The data source “{{uid}}” does not exist, or you may not query it. Choose another one.',
        verbatim(problem)
      );
    case 'failed': {
      const { title, advice } = queryFailure(problem.error);
      return `${title}. ${advice}`;
    }
    case 'noSamples':
      return t(
        'objectives.problem.no-samples',
        'No data: the query returns no series. Check the metric’s name and labels, and that its target is scraped.'
      );
    case 'noTraffic':
      return t('objectives.problem.no-traffic', 'No data: there was no traffic in the window.');
    case 'impossible':
      return problem.share > 1
        ? t(
            'objectives.problem.impossible',
            'Impossible: good events exceed all events ({{share}}). The two queries do not count the same things.',
            verbatim({ share: formatShare(problem.share) })
          )
        : t(
            'objectives.problem.impossible-bad',
            'Impossible: bad events exceed all events. The two queries do not count the same things.'
          );
    case 'notANumber':
      return t('objectives.problem.nan', 'The query gives no number now, as when there is no traffic to divide by.');
    case 'tooMany':
      return t(
        'objectives.problem.too-many',
        'The query returns {{series}} series where one is needed: aggregate them, for instance with max(…).',
        verbatim(problem)
      );
    case 'stale':
      return t(
        'objectives.problem.stale',
        'No new samples: the last ones came {{ago}}.',
        verbatim({ ago: ago(problem.since) })
      );
    case 'noReading':
      return t('objectives.problem.no-reading', 'No value was given yet.');
    case 'expired':
      return t(
        'objectives.problem.expired',
        'The value expired {{ago}}: somebody should give it again.',
        verbatim({
          ago: ago(problem.since),
        })
      );
    case 'noRecords':
      return problem.left > 0
        ? t('objectives.problem.no-times', 'No data: the incidents of the window lack the times that this needs.')
        : t('objectives.problem.no-incidents', 'No data: there was no such incident in the window.');
    case 'noFailure':
      return t(
        'objectives.problem.no-failure',
        'No failure in the window: the time between two is longer, and the window too short to say whether the target is kept.'
      );
    case 'running':
      return t(
        'objectives.problem.running',
        'A failure still runs: the mean is longer, and nobody knows yet whether the target is kept.'
      );
    case 'allExcluded':
      return t('objectives.problem.all-excluded', 'No data: everything in the window is excluded.');
    case 'factors':
      return problem.missing.length > 0
        ? t(
            'objectives.problem.factors',
            'No data: {{names}} cannot be told now.',
            verbatim({
              names: problem.missing.join(', '),
            })
          )
        : t('objectives.problem.no-factors', 'Choose the three objectives that are multiplied.');
  }
}

function ago(seconds: number): string {
  return agoText(seconds * 1000, Date.now());
}

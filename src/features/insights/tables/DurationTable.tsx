import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type Duration, type Durations, DURATIONS } from '../../../domain/insights/insights';
import { type Estimate } from '../../../domain/statistics/exact';
import { flowingTable } from '../../../shared/ui/tableStyles';
import { verbatim } from '../../../shared/words/verbatim';
import { Explain } from '../results/Explain';
import { estimateText, formulaText, intervalText, measureFormula, measureName } from '../words';
import { IncidentLinks } from './IncidentLinks';

/** Median and P90 of the four durations, each with its formula, its n and what is missing. */
export function DurationTable({ measures }: { measures: Record<Duration, Durations> }) {
  const styles = useStyles2(getStyles);
  const median = t('insights.name.median', 'Median');
  const p90 = t('insights.name.p90', 'P90');
  return (
    <table className={styles}>
      <thead>
        <tr>
          <th scope="col">{t('insights.column.duration', 'Duration')}</th>
          <th scope="col">n</th>
          <th scope="col">
            {median} <Explain text={formulaText('median')} />
          </th>
          <th scope="col">
            {p90} <Explain text={formulaText('p90')} />
          </th>
          <th scope="col">{t('insights.column.missing', 'Left out')}</th>
        </tr>
      </thead>
      <tbody>
        {DURATIONS.map((measure) => (
          <tr key={measure}>
            <th scope="row">
              {measureName(measure)}
              <small>{measureFormula(measure)}</small>
            </th>
            <td data-label="n">
              {measures[measure].median.n}
              {measures[measure].median.open > 0 && (
                <small>
                  {t('insights.open', '', {
                    count: measures[measure].median.open,
                    defaultValue_one: '{{count}} still open',
                    defaultValue_other: '{{count}} still open',
                  })}
                </small>
              )}
            </td>
            <EstimateCell label={median} estimate={measures[measure].median} />
            <EstimateCell label={p90} estimate={measures[measure].p90} />
            <td>
              {measures[measure].missing.length > 0 ? (
                <IncidentLinks
                  label={t(
                    'insights.missing',
                    '{{number}} with a time missing',
                    verbatim({ number: measures[measure].missing.length })
                  )}
                  incidents={measures[measure].missing}
                />
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EstimateCell({ label, estimate }: { label: string; estimate: Estimate }) {
  return (
    <td data-label={label}>
      {estimateText(estimate)}
      <small>{intervalText(estimate)}</small>
    </td>
  );
}

const getStyles = (theme: GrafanaTheme2) => css(flowingTable(theme));

import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type PairState } from '../../../domain/objective/burnRate';
import { formatBurn, formatShare } from '../../../shared/objectives/format';
import { Sideways } from '../../../shared/ui/Sideways';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { smallTable } from '../../../shared/ui/tableStyles';
import { formatDuration } from '../../../shared/words/durations';
import { formatNumber } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';

/** The four pairs of windows: both of a pair must exceed its factor. */
export function BurnRates({ pairs }: { pairs: PairState[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Text element="p" color="secondary">
        {t(
          'objectives.pairs.help',
          'A pair fires when both of its windows burn the budget faster than its factor: the long one says that it matters, the short one that it still goes on. “Export” has the same rules for Prometheus.'
        )}
      </Text>
      <Sideways>
        <table className={styles} aria-label={t('objectives.pairs.title', 'Burn rates')}>
          <thead>
            <tr>
              <th scope="col">{t('objectives.pairs.windows', 'Windows')}</th>
              <th scope="col">{t('objectives.pairs.long', 'Long')}</th>
              <th scope="col">{t('objectives.pairs.short', 'Short')}</th>
              <th scope="col">{t('objectives.pairs.factor', 'Factor')}</th>
              <th scope="col">{t('objectives.pairs.state', 'State')}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => {
              const { mark, text } = stateOf(pair);
              return (
                <tr key={pair.long}>
                  <th scope="row">
                    {formatDuration(pair.long)} / {formatDuration(pair.short)}
                  </th>
                  <td>{pair.longRate === undefined ? '–' : formatBurn(pair.longRate)}</td>
                  <td>{pair.shortRate === undefined ? '–' : formatBurn(pair.shortRate)}</td>
                  <td>{`${formatNumber(pair.factor, 3)}×`}</td>
                  <td>
                    <StateMark mark={mark} /> {text}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Sideways>
    </>
  );
}

function stateOf({ fires, alerts, canFire, factor, longRate, shortRate }: PairState): { mark: Mark; text: string } {
  if (fires) {
    return { mark: 'bad', text: t('objectives.pairs.fires', 'fires') };
  }
  if (!alerts) {
    return { mark: 'neutral', text: t('objectives.pairs.shown', 'shown only: the factor is below 1') };
  }
  if (!canFire) {
    return {
      mark: 'neutral',
      text: t(
        'objectives.pairs.cannot',
        'cannot fire: needs a target above {{share}}',
        verbatim({ share: formatShare(1 - 1 / factor) })
      ),
    };
  }
  return longRate === undefined || shortRate === undefined
    ? { mark: 'unknown', text: t('objectives.pairs.unknown', 'no samples') }
    : { mark: 'good', text: t('objectives.pairs.quiet', 'quiet') };
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    ...smallTable(theme),
    fontVariantNumeric: 'tabular-nums',
    'tbody th': { fontWeight: theme.typography.fontWeightRegular, whiteSpace: 'nowrap' },
  });

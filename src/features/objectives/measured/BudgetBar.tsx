import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { RISK_LEFT } from '../../../domain/objective/state';
import { formatBudget } from '../../../shared/objectives/format';
import { verbatim } from '../../../shared/words/verbatim';

/** What is left of an error budget, as a bar and as a number; an overspent one fills the bar. */
export function BudgetBar({ left }: { left: number }) {
  const styles = useStyles2(getStyles);
  const filled = left < 0 ? 1 : Math.min(1, left);
  const tone = left < 0 ? styles.bad : left <= RISK_LEFT ? styles.warning : styles.good;
  const text = formatBudget(left);
  return (
    <div className={styles.budget}>
      <div
        className={styles.track}
        role="img"
        aria-label={t('objectives.budget.left', '{{text}} of the error budget left', verbatim({ text }))}
      >
        <div className={tone} style={{ width: `${filled * 100}%` }} />
      </div>
      <span>{text}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const fill = css({ height: '100%' });
  return {
    budget: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), whiteSpace: 'nowrap' }),
    track: css({
      width: theme.spacing(7),
      height: theme.spacing(1),
      flexShrink: 0,
      overflow: 'hidden',
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
    }),
    good: `${fill} ${css({ background: theme.colors.success.main })}`,
    warning: `${fill} ${css({ background: theme.colors.warning.main })}`,
    bad: `${fill} ${css({ background: theme.colors.error.main })}`,
  };
};

import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Icon, useStyles2 } from '@grafana/ui';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { verbatim } from '../../../shared/words/verbatim';

const SHOWN = 160;

/** What Prometheus says beside the answers of one objective: they may be incomplete. */
export function RowWarnings({ warnings }: { warnings: string[] }) {
  const styles = useStyles2(getStyles);
  if (warnings.length === 0) {
    return null;
  }
  const text = warnings.join(' · ');
  return (
    <div className={styles.row} title={text}>
      <Icon name="exclamation-triangle" size="sm" />{' '}
      {t(
        'objectives.warnings',
        'Prometheus warns: {{text}}',
        verbatim({ text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text })
      )}
    </div>
  );
}

/** The same for a whole page, each warning once with the objectives that it is about. */
export function PageWarnings({ rows }: { rows: ObjectiveRow[] }) {
  const styles = useStyles2(getStyles);
  const about = new Map<string, string[]>();
  rows.forEach(({ objective, warnings }) =>
    warnings.forEach((warning) => about.set(warning, [...(about.get(warning) ?? []), objective.name]))
  );
  if (about.size === 0) {
    return null;
  }
  return (
    <Alert severity="warning" title={t('objectives.warnings-title', 'Some answers may be incomplete')}>
      <ul className={styles.list}>
        {[...about].map(([warning, names]) => (
          <li key={warning}>
            {warning}
            {rows.length > 1 && ` (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''})`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  list: css({ paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
});

import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, useStyles2 } from '@grafana/ui';
import { type Severity, type Status } from '../../../domain/incident/schema';
import { StateMark } from '../../../shared/ui/StateMark';
import { statusName } from '../../../shared/words/incidents';
import { severityName, statusMark } from '../words';

export function StatusMark({ status }: { status: Status }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.status}>
      <StateMark mark={statusMark(status)} /> {statusName(status)}
    </span>
  );
}

export function SeverityMark({ severity }: { severity: Severity | undefined }) {
  const styles = useStyles2(getStyles);
  return <span className={cx(styles.severity, styles[severity ?? 'none'])}>{severityName(severity)}</span>;
}

export function DrillBadge() {
  return <Badge color="purple" text={t('incidents.drill', 'Drill')} />;
}

export function PrivateBadge() {
  return <Badge color="darkgrey" icon="lock" text={t('incidents.private', 'Private')} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  status: css({ whiteSpace: 'nowrap' }),
  severity: css({
    display: 'inline-block',
    padding: theme.spacing(0, 0.75),
    borderRadius: theme.shape.radius.default,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
    border: `1px solid ${theme.colors.border.strong}`,
  }),
  sev1: css({
    background: theme.colors.error.main,
    color: theme.colors.error.contrastText,
    borderColor: 'transparent',
  }),
  // coloured text would be too faint on a button
  sev2: css({ borderColor: theme.colors.error.border, color: theme.colors.text.primary }),
  sev3: css({ borderColor: theme.colors.warning.border, color: theme.colors.text.primary }),
  sev4: css({ color: theme.colors.text.primary }),
  none: css({ color: theme.colors.text.secondary, borderStyle: 'dashed' }),
});

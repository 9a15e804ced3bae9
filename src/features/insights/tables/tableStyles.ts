import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** A plain table; under 900 px every row is a card. */
export const getTableStyles = (theme: GrafanaTheme2) =>
  css({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', verticalAlign: 'top' },
    'thead th': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    small: { display: 'block', color: theme.colors.text.secondary },
    td: { overflowWrap: 'anywhere' },
    [theme.breakpoints.down('md')]: {
      thead: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
      'tbody tr': { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) },
      'tbody th': { flexBasis: '100%' },
      'td, tbody th': { padding: theme.spacing(0.5) },
      'td[data-label]::before': { content: 'attr(data-label) ": "', color: theme.colors.text.secondary },
    },
  });

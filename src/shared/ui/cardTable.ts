import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/**
 * A table whose rows are cards where there is less than 900 px for it, each cell with the name in its `data-label`. The parts need their
 * roles written out: rows that are laid out as a grid are none to a screen reader.
 */
export const getCardTableStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size' }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', verticalAlign: 'top' },
    'thead th': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
    small: { display: 'block', color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '@container (max-width: 899px)': {
      '&, tbody': { display: 'block' },
      thead: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
      'tbody tr': {
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(130px, 100%), 1fr))',
        border: `1px solid ${theme.colors.border.weak}`,
        borderRadius: theme.shape.radius.default,
        background: theme.colors.background.secondary,
        marginBottom: theme.spacing(1),
        padding: theme.spacing(1),
      },
      'tbody th': { gridColumn: '1 / -1' },
      'tbody th, td': { padding: theme.spacing(0.5) },
      'td[data-label]::before': {
        content: 'attr(data-label)',
        display: 'block',
        color: theme.colors.text.secondary,
        fontSize: theme.typography.bodySmall.fontSize,
      },
    },
  }),
});

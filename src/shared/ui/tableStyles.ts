import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** A table over the whole width: names of columns in grey, a line between rows. */
export const plainTable = (theme: GrafanaTheme2) =>
  ({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', verticalAlign: 'top' },
    'thead th': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    // a name may break, a word of usual length does not
    'tbody th': { fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere', minWidth: '16ch' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    small: { display: 'block', color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
  }) as const;

/** A few figures beside other things: as wide as they are, without lines. */
export const smallTable = (theme: GrafanaTheme2) =>
  ({
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', verticalAlign: 'top' },
    'thead th': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    'tbody th': { fontWeight: theme.typography.fontWeightRegular },
  }) as const;

/** Out of sight, and still read out. */
const unseen = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;

/** A plain table whose cells flow where the window is narrow, each after the name in its `data-label`. */
export const flowingTable = (theme: GrafanaTheme2) =>
  ({
    ...plainTable(theme),
    td: { overflowWrap: 'anywhere' },
    [theme.breakpoints.down('md')]: {
      thead: unseen,
      'tbody tr': { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) },
      'tbody th': { flexBasis: '100%' },
      'td, tbody th': { padding: theme.spacing(0.5) },
      'td[data-label]::before': { content: 'attr(data-label) "\u2002"', color: theme.colors.text.secondary },
    },
  }) as const;

/**
 * A table whose rows are cards where there is less than 900 px for it, each cell with the name in its `data-label`. The parts need their
 * roles written out: rows that are laid out as a grid are none to a screen reader.
 */
export const getCardTableStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size' }),
  table: css({
    ...plainTable(theme),
    // wide enough for the names of alert rules and metrics, which have no spaces
    'tbody > tr > th': { minWidth: '24ch' },
    'tbody tr:hover': { background: theme.colors.action.hover },
    '@container (max-width: 899px)': {
      '&, tbody': { display: 'block' },
      thead: unseen,
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
      'td, td span, td code': { whiteSpace: 'normal', overflowWrap: 'anywhere' }, // else it lies on the cell beside it
      'td[data-label]::before': {
        content: 'attr(data-label)',
        display: 'block',
        color: theme.colors.text.secondary,
        fontSize: theme.typography.bodySmall.fontSize,
      },
    },
  }),
});

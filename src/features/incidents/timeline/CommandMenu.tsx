import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type SlashCommand } from './slash';
import { type Note } from './useNote';

interface Props {
  id: string;
  menu: Note['menu'];
}

/** What completes the text, floating below the input so that nothing moves; the input keeps the focus. */
export function CommandMenu({ id, menu: { offered, chosen, take } }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul id={id} role="listbox" className={styles.menu} aria-label={t('incidents.note.commands', 'Commands')}>
      {offered.map(({ text, label, command }, index) => (
        <li
          key={text}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === chosen}
          className={cx(styles.option, index === chosen && styles.chosen)}
          onMouseDown={(event) => {
            event.preventDefault();
            take(index);
          }}
        >
          <span className={styles.label}>{label}</span>
          {command && <span className={styles.help}>{commandHelp(command)}</span>}
        </li>
      ))}
    </ul>
  );
}

export function optionId(id: string, index: number): string {
  return `${id}-${index}`;
}

function commandHelp(command: SlashCommand): string {
  switch (command) {
    case '/status':
      return t('incidents.note.help.status', 'how far it is: investigating, identified, mitigated…');
    case '/sev':
      return t('incidents.note.help.sev', 'how bad it is, 1 to 4');
    case '/role':
      return t('incidents.note.help.role', 'take a role, or give it: commander @name');
    case '/task':
      return t('incidents.note.help.task', 'something to do; @name gives it to somebody');
    case '/decision':
      return t('incidents.note.help.decision', 'what was decided, marked as such');
    case '/update':
      return t('incidents.note.help.update', 'tell people outside how it stands');
    case '/evidence':
      return t('incidents.note.help.evidence', 'ask Prometheus and keep the answer');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  menu: css({
    position: 'absolute',
    top: '100%',
    left: 0,
    zIndex: theme.zIndex.dropdown,
    width: `min(100%, ${theme.spacing(60)})`,
    maxHeight: theme.spacing(40),
    overflowY: 'auto',
    listStyle: 'none',
    margin: theme.spacing(0.5, 0, 0),
    padding: theme.spacing(0.5),
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
  }),
  option: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    borderRadius: theme.shape.radius.default,
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
  }),
  chosen: css({ background: theme.colors.action.selected }),
  label: css({ fontFamily: theme.typography.fontFamilyMonospace, minWidth: theme.spacing(11) }),
  help: css({ color: theme.colors.text.secondary }),
});
